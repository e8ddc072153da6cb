<#
.SYNOPSIS
Opens PowerShell processes that play servers, and runs scripts in them.

.DESCRIPTION
Reads one JSON message per line from standard input, and answers the same way on standard output. A
request is a flat object of strings: what to do, and the names that the caller chose for the process
and the run. The loop below never waits for a process: everything that takes time reports back as an
event. When standard input ends, every process ends.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue'
Set-StrictMode -Version 3.0

. (Join-Path $PSScriptRoot 'SessionMessage.ps1')
. (Join-Path $PSScriptRoot 'RestrictedEndpoint.ps1')
. (Join-Path $PSScriptRoot 'SessionProcess.ps1')
. (Join-Path $PSScriptRoot 'SessionRun.ps1')

<#
.SYNOPSIS
Reads standard input on its own thread, and turns each line into an event.

.DESCRIPTION
The thread adds the events itself. Otherwise, threads of a pool would add them, and one request
could overtake another: a kill its start, or a stop its run.
#>
function Start-RequestReader {
    $reader = [powershell]::Create()
    $null = $reader.AddScript({
            param($Events)
            $encoding = [System.Text.UTF8Encoding]::new($false)
            $stream = [Console]::OpenStandardInput()
            $lines = [System.IO.StreamReader]::new($stream, $encoding)
            while ($null -ne ($line = $lines.ReadLine())) {
                $null = $Events.GenerateEvent('Request', $null, @(), $line, $true, $false)
            }
            $null = $Events.GenerateEvent('InputEnded', $null, @(), $null, $true, $false)
        }).AddArgument([runspace]::DefaultRunspace.Events)
    $null = $reader.BeginInvoke()
}

<#
.SYNOPSIS
Carries out the request on one line of standard input.
#>
function Invoke-Request {
    param([string] $Line)
    $type = [System.Collections.Generic.Dictionary[string, string]]
    $request = [System.Text.Json.JsonSerializer]::Deserialize($Line, $type)
    switch ($request['do']) {
        'start' { Start-SessionProcess -Name $request['process'] }
        'startRestricted' {
            Start-RestrictedProcess -Name $request['process'] -Request $request
        }
        'enter' { Enter-SessionServer -Name $request['process'] -Request $request }
        'run' { Start-SessionRun -Request $request }
        'call' { Start-SessionRun -Request $request }
        'stop' { Stop-SessionRun -Name $request['run'] }
        'reset' { Reset-SessionProcess -Name $request['process'] }
        'kill' { Stop-SessionProcess -Name $request['process'] }
        default { throw "The session host does not know '$($request['do'])'." }
    }
}

<#
.SYNOPSIS
Passes an event to its process or run. Its source names both: the kind, a space, and the name.
#>
function Resolve-SessionEvent {
    param($SessionEvent)
    $kind, $name = $SessionEvent.SourceIdentifier -split ' ', 2
    switch ($kind) {
        'Request' { Invoke-Request -Line $SessionEvent.MessageData }
        'Opened' { Update-SessionProcess -Name $name }
        'Exited' { Remove-SessionProcess -Name $name }
        'Look' { Send-RunningOutput }
        'Delayed' { Invoke-Run -Name $name }
        'State' { Complete-SessionRun -Name $name }
    }
}

<#
.SYNOPSIS
Takes the oldest event, or nothing. Other threads add to the same list.
#>
function Receive-SessionEvent {
    [System.Threading.Monitor]::Enter($received.SyncRoot)
    try {
        if ($received.Count -eq 0) { return }
        $first = $received[0]
        $received.RemoveAt(0)
        $first
    } finally {
        [System.Threading.Monitor]::Exit($received.SyncRoot)
    }
}

$received = [runspace]::DefaultRunspace.Events.ReceivedEvents
Start-RequestReader
Write-Message @{ about = 'ready'; processId = $PID }
$ended = $false
while (-not $ended) {
    $null = Wait-Event
    while ($null -ne ($next = Receive-SessionEvent)) {
        if ($next.SourceIdentifier -eq 'InputEnded') {
            $ended = $true
            break
        }
        try {
            Resolve-SessionEvent $next
        } catch {
            # One failed request must not end the other sessions. Report it to the caller.
            Write-Message @{ about = 'fault'; message = "$_`n$($_.ScriptStackTrace)" }
        }
    }
}
Stop-EverySessionProcess
# The reader's thread and closing runspaces must not delay the exit.
[Environment]::Exit(0)
