<#
.SYNOPSIS
Measures Get-ServerVirtualMachine and its yardstick in this process, in turns.

.DESCRIPTION
The yardstick makes the queries that the script makes, and loops over their rows. The queries are
recorded from the script itself. Both leave out the first round, in which PowerShell compiles them.

.PARAMETER Module
The path of the extension's PowerShell module.

.PARAMETER Rounds
How often to measure each.

.OUTPUTS
JSON: machines (how many the script returned), errors (why it couldn't read something), classes
(how many it asked for), rows (how many these have), and script and yardstick, each with a list of
processor and of elapsed times in milliseconds.
#>
param ([string] $Module, [int] $Rounds)

$ErrorActionPreference = 'Stop'
Import-Module -Name $Module, CimCmdlets, Microsoft.PowerShell.Diagnostics

function Get-AskedQuery {
    $asked = [System.Collections.Generic.List[object]]::new()
    # They hide the commands of the same names from the script, which runs below this function.
    function Get-CimInstance {
        param ($Namespace, $ClassName, $Filter, $Property)
        $asked.Add(@{ Command = 'CimCmdlets\Get-CimInstance'; Arguments = $PSBoundParameters })
        CimCmdlets\Get-CimInstance @PSBoundParameters
    }
    function Get-WinEvent {
        [CmdletBinding()] param ([hashtable] $FilterHashtable, $MaxEvents)
        $command = 'Microsoft.PowerShell.Diagnostics\Get-WinEvent'
        $asked.Add(@{ Command = $command; Arguments = $PSBoundParameters })
        & $command @PSBoundParameters
    }
    $null = & ([scriptblock]::Create((Get-Command -Name Get-ServerVirtualMachine).Definition))
    $asked
}

function Measure-Run {
    param ([scriptblock] $Run)
    $process = [System.Diagnostics.Process]::GetCurrentProcess()
    [System.GC]::Collect()
    $before = $process.TotalProcessorTime
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $output = & $Run
    $watch.Stop()
    $process.Refresh()
    @{
        output = $output
        processor = ($process.TotalProcessorTime - $before).TotalMilliseconds
        elapsed = $watch.Elapsed.TotalMilliseconds
    }
}

$queries = @(Get-AskedQuery)
$yardstick = {
    $rows = 0
    foreach ($query in $queries) {
        $arguments = $query.Arguments
        foreach ($row in @(& $query.Command @arguments 2>$null)) { $rows++ }
    }
    $rows
}
$script = { Get-ServerVirtualMachine }
$runs = @(0..$Rounds | ForEach-Object {
        @{ script = Measure-Run -Run $script; yardstick = Measure-Run -Run $yardstick }
    } | Select-Object -Skip 1)
$answer = $runs[-1].script.output
ConvertTo-Json -Depth 4 -Compress @{
    machines = @(ConvertFrom-Json $answer.virtualMachines).Count
    errors = @($answer.virtualMachinesError, $answer.dataExchangeError, $answer.clusterError,
        $answer.eventsError | Where-Object { $null -ne $_ })
    classes = @($queries | Where-Object { $_.Arguments.ContainsKey('ClassName') }).Count
    rows = $runs[-1].yardstick.output
    script = @{
        processor = @($runs.script.processor); elapsed = @($runs.script.elapsed)
    }
    yardstick = @{
        processor = @($runs.yardstick.processor); elapsed = @($runs.yardstick.elapsed)
    }
}
