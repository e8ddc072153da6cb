<#
.SYNOPSIS
The scripts that run in a session's process: the callers' and the host's own.
#>

$script:runs = @{}
$script:ownRuns = 0
# Checks for output of running scripts. An event for each object would cost far more. The next check
# is due only after the last one is done: with dozens of sessions on a busy computer, one takes so
# long that checks would queue up, and every other event behind them.
$script:look = [System.Timers.Timer]::new(200)
$script:look.AutoReset = $false
Register-ObjectEvent $script:look 'Elapsed' -SourceIdentifier 'Look'

<#
.SYNOPSIS
Starts a caller's script or function, after the server's latency if it has one.
#>
function Start-SessionRun {
    param($Request)
    $name = $Request['run']
    $process = $script:processes[$Request['process']]
    if ($null -eq $process) {
        Write-Message @{ about = 'finished'; run = $name; state = 'crashed' }
        return
    }
    try {
        $powershell = New-RequestedCommand -Request $Request
    } catch {
        # An invalid call, such as a parameter without a name, fails like a script that throws.
        $errors = @(ConvertTo-RunError -Record $_)
        Write-Message @{ about = 'errors'; run = $name; errors = $errors }
        Write-Message @{ about = 'finished'; run = $name; state = 'failed' }
        return
    }
    $start = @{
        Name = $name
        Process = $process
        PowerShell = $powershell
        Purpose = 'caller'
        DelayMs = [int]$Request['delayMs']
    }
    Start-Run @start
}

function New-RequestedCommand {
    param($Request)
    $powershell = [powershell]::Create()
    if ($Request['do'] -eq 'run') { return $powershell.AddScript($Request['script']) }
    $null = $powershell.AddCommand($Request['function'])
    $parameters = [System.Text.Json.JsonDocument]::Parse($Request['parameters'])
    foreach ($parameter in $parameters.RootElement.EnumerateObject()) {
        $value = ConvertFrom-JsonElement -Element $parameter.Value
        $null = $powershell.AddParameter($parameter.Name, $value)
    }
    $powershell
}

<#
.SYNOPSIS
Starts a script that the host itself needs.
#>
function Start-OwnRun {
    param($Process, [string] $Purpose, [string] $Script, $Argument)
    $script:ownRuns++
    $powershell = [powershell]::Create()
    if ($Purpose -eq 'clear') {
        # Strict mode belongs to a scope. Only this one contains the scope of every script.
        $null = $powershell.AddScript('Microsoft.PowerShell.Core\Set-StrictMode -Off')
        $null = $powershell.AddStatement()
    }
    # The host's scripts run in a scope of their own, so that a session sees nothing of them.
    $null = $powershell.AddScript($Script, $true).AddArgument($Argument)
    $name = "own $($script:ownRuns)"
    Start-Run -Name $name -Process $Process -PowerShell $powershell -Purpose $Purpose
}

<#
.SYNOPSIS
Sends the output of running scripts, and checks again later unless there are none.
#>
function Send-RunningOutput {
    $callers = @($script:runs.Keys | Where-Object { $script:runs[$_].purpose -eq 'caller' })
    foreach ($name in $callers) {
        Send-SessionOutput -Name $name
        Send-SessionError -Name $name
        Send-SessionAside -Name $name
    }
    if ($callers.Count -gt 0) { $script:look.Start() }
}

function Start-Run {
    param([string] $Name, $Process, [powershell] $PowerShell, [string] $Purpose, [int] $DelayMs)
    $PowerShell.Runspace = $Process.runspace
    $nothing = [System.Management.Automation.PSDataCollection[psobject]]::new()
    $nothing.Complete()
    $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
    Register-ObjectEvent $PowerShell 'InvocationStateChanged' -SourceIdentifier "State $Name"
    $script:runs[$Name] = @{
        process = $Process.name
        purpose = $Purpose
        powershell = $PowerShell
        output = $output
        input = $nothing
        delay = $null
        stopped = $false
    }
    if ($DelayMs -gt 0) {
        Start-Delay -Name $Name -Milliseconds $DelayMs
    } else {
        Invoke-Run -Name $Name
    }
}

<#
.SYNOPSIS
Delays a run here and not in its process, because a restricted endpoint offers no way to wait.
#>
function Start-Delay {
    param([string] $Name, [int] $Milliseconds)
    $delay = [System.Timers.Timer]::new($Milliseconds)
    $delay.AutoReset = $false
    $script:runs[$Name].delay = $delay
    Register-ObjectEvent $delay 'Elapsed' -SourceIdentifier "Delayed $Name"
    $delay.Start()
}

<#
.SYNOPSIS
Begins a run that was started. If it ended during its delay, it no longer exists.
#>
function Invoke-Run {
    param([string] $Name)
    $run = $script:runs[$Name]
    if ($null -eq $run) { return }
    Stop-Delay -Name $Name
    $null = $run.powershell.BeginInvoke($run.input, $run.output)
    if ($run.purpose -eq 'caller') { $script:look.Start() }
}

function Stop-Delay {
    param([string] $Name)
    $run = $script:runs[$Name]
    if ($null -eq $run.delay) { return }
    Stop-Listening -Source "Delayed $Name"
    $run.delay.Dispose()
    $run.delay = $null
}

<#
.SYNOPSIS
Sends a script's output since the last time.
#>
function Send-SessionOutput {
    param([string] $Name)
    $run = $script:runs[$Name]
    if ($null -eq $run -or $run.output.Count -eq 0) { return }
    $values = $run.output.ReadAll()
    Write-OutputMessage -Run $Name -Values @($values)
}

<#
.SYNOPSIS
Sends the errors that a script has written since the last time.
#>
function Send-SessionError {
    param([string] $Name)
    $run = $script:runs[$Name]
    if ($null -eq $run -or $run.powershell.Streams.Error.Count -eq 0) { return }
    $records = $run.powershell.Streams.Error.ReadAll()
    $errors = @($records | ForEach-Object { ConvertTo-RunError -Record $_ })
    Write-Message @{ about = 'errors'; run = $Name; errors = $errors }
}

<#
.SYNOPSIS
Sends a script's other messages, such as warnings, since the last time.
#>
function Send-SessionAside {
    param([string] $Name)
    $run = $script:runs[$Name]
    if ($null -eq $run) { return }
    $streams = $run.powershell.Streams
    $asides = 'Warning', 'Verbose', 'Debug', 'Information', 'Progress' | ForEach-Object {
        if ($streams.$_.Count -gt 0) { $streams.$_.ReadAll() }
    }
    $texts = @($asides | ForEach-Object { "$_" })
    if ($texts.Count -gt 0) { Write-Message @{ about = 'asides'; run = $Name; texts = $texts } }
}

<#
.SYNOPSIS
Sends the result of a run after it has ended.
#>
function Complete-SessionRun {
    param([string] $Name)
    $run = $script:runs[$Name]
    if ($null -eq $run) { return }
    $info = $run.powershell.InvocationStateInfo
    if ($info.State -in 'NotStarted', 'Running', 'Stopping') { return }
    if ($run.purpose -ne 'caller') {
        Remove-Run -Name $Name
        Complete-OwnRun -Run $run
        $run.powershell.Dispose()
        return
    }
    Send-SessionOutput -Name $Name
    Send-SessionError -Name $Name
    Send-SessionAside -Name $Name
    $state = if ($run.stopped) { 'stopped' } else { 'completed' }
    if ($info.State -eq 'Failed') {
        $errors = @(ConvertTo-RunError -Record @{ Exception = $info.Reason })
        Write-Message @{ about = 'errors'; run = $Name; errors = $errors }
        $state = 'failed'
    }
    Remove-Run -Name $Name
    Write-Message @{ about = 'finished'; run = $Name; state = $state }
    $run.powershell.Dispose()
}

<#
.SYNOPSIS
Asks a script to end. Its end is reported like any other.
#>
function Stop-SessionRun {
    param([string] $Name)
    $run = $script:runs[$Name]
    if ($null -eq $run) { return }
    $run.stopped = $true
    if ($null -ne $run.delay) {
        Remove-Run -Name $Name
        Write-Message @{ about = 'finished'; run = $Name; state = 'stopped' }
        $run.powershell.Dispose()
        return
    }
    $null = $run.powershell.BeginStop($null, $null)
}

<#
.SYNOPSIS
Fails the run of a process that has ended.
#>
function Stop-RunOfProcess {
    param([string] $Name)
    $names = @($script:runs.Keys | Where-Object { $script:runs[$_].process -eq $Name })
    foreach ($run in $names) {
        if ($script:runs[$run].purpose -eq 'caller') {
            # Output that arrived before the end is still worth sending.
            Send-SessionOutput -Name $run
            Send-SessionError -Name $run
            Send-SessionAside -Name $run
            Write-Message @{ about = 'finished'; run = $run; state = 'crashed' }
        }
        Remove-Run -Name $run
    }
}

function Remove-Run {
    param([string] $Name)
    Stop-Listening -Source "State $Name"
    Stop-Delay -Name $Name
    $script:runs.Remove($Name)
}
