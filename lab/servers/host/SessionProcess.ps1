<#
.SYNOPSIS
The processes that play servers: starting one, giving it a server, clearing it, ending it.
#>

$script:processes = @{}
$script:typeTable = [System.Management.Automation.Runspaces.TypeTable]::LoadDefaultTypeFiles()
$script:enterServer = Get-Content -Raw (Join-Path $PSScriptRoot 'Enter-Server.ps1')
$script:clearSession = Get-Content -Raw (Join-Path $PSScriptRoot 'Clear-Session.ps1')
$script:getBaseline = Get-Content -Raw (Join-Path $PSScriptRoot 'Get-Baseline.ps1')

<#
.SYNOPSIS
Starts a process. 'started' is written once it has run its first script.
#>
function Start-SessionProcess {
    param([string] $Name)
    $instance = [System.Management.Automation.Runspaces.PowerShellProcessInstance]::new()
    $instance.Process.EnableRaisingEvents = $true
    $runspace = [runspacefactory]::CreateOutOfProcessRunspace($script:typeTable, $instance)
    $script:processes[$Name] = @{
        name = $Name
        instance = $instance
        runspace = $runspace
        baseline = $null
    }
    Register-ObjectEvent $instance.Process 'Exited' -SourceIdentifier "Exited $Name"
    Register-ObjectEvent $runspace 'StateChanged' -SourceIdentifier "Opened $Name"
    try {
        $runspace.OpenAsync()
    } catch {
        Write-Message @{ about = 'exited'; process = $Name; message = "$_" }
        $script:processes.Remove($Name)
    }
}

<#
.SYNOPSIS
Goes on with a process whose runspace has opened: asks what a fresh one has, to return to it.
#>
function Update-SessionProcess {
    param([string] $Name)
    $process = $script:processes[$Name]
    if ($null -eq $process) { return }
    $info = $process.runspace.RunspaceStateInfo
    if ($info.State -eq 'Broken') {
        Write-Message @{ about = 'broken'; process = $Name; message = "$($info.Reason)" }
        Stop-SessionProcess -Name $Name
    } elseif ($info.State -eq 'Opened' -and $null -eq $process.baseline) {
        $process.baseline = @{}
        Start-OwnRun -Process $process -Purpose 'baseline' -Script $script:getBaseline
    }
}

<#
.SYNOPSIS
Gives a process the environment of a server.
#>
function Enter-SessionServer {
    param([string] $Name, $Request)
    $process = Get-SessionProcess -Name $Name
    $environment = ConvertFrom-Json $Request['environment'] -AsHashtable
    $start = @{
        Process = $process
        Purpose = 'enter'
        Script = $script:enterServer
        Argument = @{
            environment = $environment
            modulePath = ConvertFrom-Json $Request['modulePath'] -NoEnumerate
        }
    }
    Start-OwnRun @start
}

<#
.SYNOPSIS
Clears everything that a session left in its process.
#>
function Reset-SessionProcess {
    param([string] $Name)
    $process = Get-SessionProcess -Name $Name
    $start = @{
        Process = $process
        Purpose = 'clear'
        Script = $script:clearSession
        Argument = $process.baseline
    }
    Start-OwnRun @start
}

<#
.SYNOPSIS
Takes the result of one of the host's own scripts.
#>
function Complete-OwnRun {
    param($Run)
    $process = $script:processes[$Run.process]
    if ($null -eq $process) { return }
    if ($Run.powershell.InvocationStateInfo.State -ne 'Completed') {
        $why = "$($Run.powershell.InvocationStateInfo.Reason)"
        Write-Message @{ about = 'broken'; process = $Run.process; message = $why }
        Stop-SessionProcess -Name $Run.process
        return
    }
    switch ($Run.purpose) {
        'baseline' {
            $process.baseline = $Run.output[0]
            $processId = $process.instance.Process.Id
            Write-Message @{ about = 'started'; process = $Run.process; processId = $processId }
        }
        'enter' { Write-Message @{ about = 'entered'; process = $Run.process } }
        'clear' { Write-Message @{ about = 'reset'; process = $Run.process } }
    }
}

<#
.SYNOPSIS
The named process, or an error that names it.
#>
function Get-SessionProcess {
    param([string] $Name)
    $process = $script:processes[$Name]
    if ($null -eq $process) { throw "There is no process '$Name'." }
    $process
}

<#
.SYNOPSIS
Kills a process. Its exit is an event of its own, which tells the caller.
#>
function Stop-SessionProcess {
    param([string] $Name)
    $process = $script:processes[$Name]
    if ($null -eq $process) { return }
    try {
        $process.instance.Process.Kill()
    } catch [System.InvalidOperationException] {
        # It never started, or has ended by itself meanwhile: nobody will say so any more.
        Remove-SessionProcess -Name $Name
    }
}

<#
.SYNOPSIS
Forgets a process that has ended, and fails its run at once: PowerShell itself would take a minute
to notice.
#>
function Remove-SessionProcess {
    param([string] $Name)
    $process = $script:processes[$Name]
    if ($null -eq $process) { return }
    $script:processes.Remove($Name)
    Stop-Listening -Source "Exited $Name", "Opened $Name"
    Stop-RunOfProcess -Name $Name
    Write-Message @{ about = 'exited'; process = $Name }
}

<#
.SYNOPSIS
Kills every process, before the host itself ends.
#>
function Stop-EverySessionProcess {
    foreach ($process in @($script:processes.Values)) {
        try {
            $process.instance.Process.Kill()
            $null = $process.instance.Process.WaitForExit(2000)
        } catch [System.InvalidOperationException] {
            # Not started yet, or gone already: nothing to kill.
            continue
        }
    }
}

<#
.SYNOPSIS
Stops listening to an object's events, where the host does.
#>
function Stop-Listening {
    param([string[]] $Source)
    foreach ($one in $Source) {
        Unregister-Event -SourceIdentifier $one -ErrorAction SilentlyContinue
    }
}
