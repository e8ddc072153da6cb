<#
.SYNOPSIS
Measures the parts of Get-ServerActivation in this process: the functions that it calls, in their
order, and what they spend in commands of Windows, which the lab simulates.

.PARAMETER Module
The path of the extension's PowerShell module.

.PARAMETER Rounds
How often to measure.

.OUTPUTS
JSON: a list of parts with their name, and with the processor time of each round in milliseconds: in
all (whole), and in Windows' commands (windows). The first round is cold. The last parts are the
whole script, and a script that's empty. Fails if something couldn't be read.
#>
param ([string] $Module, [int] $Rounds)

$ErrorActionPreference = 'Stop'

function Get-ProcessorTime {
    $process.Refresh()
    $process.TotalProcessorTime.TotalMilliseconds
}

function Measure-Part {
    param ([string] $Name, [scriptblock] $Run)
    $spent.windows = 0
    $before = Get-ProcessorTime
    $null = . $Run
    $whole = (Get-ProcessorTime) - $before
    $times[$Name].Add(@{ whole = $whole; windows = $spent.windows })
}

function Get-RealCommand {
    param ([string] $Name)
    if (-not $found.ContainsKey($Name)) {
        $found[$Name] = Get-Command -Name $Name -CommandType Cmdlet, Function -All |
            Where-Object { $_.ModuleName } | Select-Object -First 1
    }
    $found[$Name]
}

Import-Module -Name $Module
$command = Get-Command -Name Get-ServerActivation
$statements = $command.ScriptBlock.Ast.Body.EndBlock.Statements
$kind = [System.Management.Automation.Language.TryStatementAst]
$main = @($statements | Where-Object { $_ -is $kind })[-1]
$names = @($main.Body.Statements | ForEach-Object { "$_" } | Where-Object { $_ -match '^[\w-]+$' })
$ahead = @($statements | Where-Object { $_.Extent.EndOffset -le $main.Extent.StartOffset })
$prepare = [scriptblock]::Create("$($ahead -join "`n")")

$process = [System.Diagnostics.Process]::GetCurrentProcess()
$spent = @{ windows = 0 }
$found = @{}
# These hide Windows' commands from the script's functions, which run in this scope.
foreach ($name in 'Import-Module', 'Get-Module', 'Get-VMAutomaticActivation', 'Get-CimInstance',
    'Invoke-CimMethod', 'Get-AzureStackHCI', 'Get-AzureStackHCISubscriptionStatus') {
    Set-Item -Path "Function:$name" -Value {
        # The script passes names and values in pairs. As a list, they couldn't set a switch.
        $named = @{}
        for ($at = 0; $at -lt $args.Count; $at += 2) {
            $named["$($args[$at])".Trim('-', ':')] = $args[$at + 1]
        }
        $real = Get-RealCommand -Name $MyInvocation.MyCommand.Name
        $before = Get-ProcessorTime
        try {
            & $real @named
        } finally {
            $spent.windows += (Get-ProcessorTime) - $before
        }
    }
}
$whole = 'Get-ServerActivation'
$empty = 'An empty script'
$times = [ordered] @{}
foreach ($name in $names + $whole + $empty) {
    $times[$name] = [System.Collections.Generic.List[object]]::new()
}
for ($round = 0; $round -lt $Rounds; $round++) {
    . $prepare
    foreach ($name in $names) {
        Measure-Part -Name $name -Run ([scriptblock]::Create($name))
    }
    Measure-Part -Name $whole -Run { & $command }
    Measure-Part -Name $empty -Run { }
}
foreach ($property in @(& $command | ForEach-Object { $_.PSObject.Properties })) {
    if ($property.Name -like '*Error' -and $property.Value) { throw $property.Value }
}
ConvertTo-Json -Depth 4 -Compress @($times.Keys | ForEach-Object {
        @{ name = $_; whole = @($times[$_].whole); windows = @($times[$_].windows) }
    })
