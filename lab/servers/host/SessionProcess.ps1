<#
.SYNOPSIS
The processes that play servers: starting, preparing, clearing, and ending them.
#>

$script:processes = @{}
$script:typeTable = [System.Management.Automation.Runspaces.TypeTable]::LoadDefaultTypeFiles()
$script:enterServer = Get-Content -Raw (Join-Path $PSScriptRoot 'Enter-Server.ps1')
$script:clearSession = Get-Content -Raw (Join-Path $PSScriptRoot 'Clear-Session.ps1')
$script:getBaseline = Get-Content -Raw (Join-Path $PSScriptRoot 'Get-Baseline.ps1')

<#
.SYNOPSIS
Starts a process. Writes 'started' after the process has run its first script.
#>
function Start-SessionProcess {
    param([string] $Name)
    $instance = [System.Management.Automation.Runspaces.PowerShellProcessInstance]::new()
    Open-SessionProcess -Name $Name -Instance $instance
}

<#
.SYNOPSIS
Starts a process for a server's restricted endpoint. It stays one from start to end: it refuses the
host's own scripts, which would turn it into another server, like any other script. Writes 'started'
when the process accepts calls.
#>
function Start-RestrictedProcess {
    param([string] $Name, $Request)
    $file = $Request['file']
    try {
        New-EndpointFile -Request $Request
        $instance = [System.Management.Automation.Runspaces.PowerShellProcessInstance]::new()
        $instance.Process.StartInfo.ArgumentList.Add('-ConfigurationFile')
        $instance.Process.StartInfo.ArgumentList.Add($file)
    } catch {
        # Tell the caller that waits for the process why it didn't start.
        Write-Message @{ about = 'exited'; process = $Name; message = "$_" }
        Remove-EndpointFile -File $file
        return
    }
    Open-SessionProcess -Name $Name -Instance $instance -EndpointFile $file
}

function Open-SessionProcess {
    param([string] $Name, $Instance, [string] $EndpointFile)
    $Instance.Process.EnableRaisingEvents = $true
    $runspace = [runspacefactory]::CreateOutOfProcessRunspace($script:typeTable, $Instance)
    $script:processes[$Name] = @{
        name = $Name
        instance = $Instance
        runspace = $runspace
        opened = $false
        baseline = $null
        endpointFile = $EndpointFile
    }
    Register-ObjectEvent $Instance.Process 'Exited' -SourceIdentifier "Exited $Name"
    Register-ObjectEvent $runspace 'StateChanged' -SourceIdentifier "Opened $Name"
    try {
        $runspace.OpenAsync()
    } catch {
        Write-Message @{ about = 'broken'; process = $Name; message = "$_" }
        Remove-SessionProcess -Name $Name
    }
}

<#
.SYNOPSIS
Continues after a process's runspace has opened: asks for the baseline, to clear the process later.
Asks a restricted endpoint nothing, because it isn't used again after its first session.
#>
function Update-SessionProcess {
    param([string] $Name)
    $process = $script:processes[$Name]
    if ($null -eq $process) { return }
    $info = $process.runspace.RunspaceStateInfo
    if ($info.State -eq 'Broken') {
        Write-Message @{ about = 'broken'; process = $Name; message = "$($info.Reason)" }
        Stop-SessionProcess -Name $Name
    } elseif ($info.State -eq 'Opened' -and -not $process.opened) {
        $process.opened = $true
        if ($process.endpointFile) {
            Remove-EndpointFile -File $process.endpointFile
            Write-ProcessStarted -Process $process
        } else {
            Start-OwnRun -Process $process -Purpose 'baseline' -Script $script:getBaseline
        }
    }
}

function Write-ProcessStarted {
    param($Process)
    $processId = $Process.instance.Process.Id
    Write-Message @{ about = 'started'; process = $Process.name; processId = $processId }
}

<#
.SYNOPSIS
Gives a process a server's environment.
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
            trustedModules = ConvertFrom-Json $Request['trustedModules'] -NoEnumerate
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
Receives the result of one of the host's own scripts.
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
            Write-ProcessStarted -Process $process
        }
        'enter' { Write-Message @{ about = 'entered'; process = $Run.process } }
        'clear' { Write-Message @{ about = 'reset'; process = $Run.process } }
    }
}

<#
.SYNOPSIS
Returns the named process, or throws an error that names it.
#>
function Get-SessionProcess {
    param([string] $Name)
    $process = $script:processes[$Name]
    if ($null -eq $process) { throw "There is no process '$Name'." }
    $process
}

<#
.SYNOPSIS
Kills a process. Its exit event informs the caller.
#>
function Stop-SessionProcess {
    param([string] $Name)
    $process = $script:processes[$Name]
    if ($null -eq $process) { return }
    try {
        $process.instance.Process.Kill()
    } catch [System.InvalidOperationException] {
        # It never started, or has already ended: no event will report that.
        Remove-SessionProcess -Name $Name
    }
}

<#
.SYNOPSIS
Removes a process that has ended, and fails its run at once. PowerShell itself would need a minute
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
    Remove-EndpointFile -File $process.endpointFile
}

<#
.SYNOPSIS
Kills every process before the host itself ends.
#>
function Stop-EverySessionProcess {
    foreach ($process in @($script:processes.Values)) {
        try {
            $process.instance.Process.Kill()
            $null = $process.instance.Process.WaitForExit(2000)
        } catch [System.InvalidOperationException] {
            # It hasn't started yet, or has already ended.
            continue
        } finally {
            Remove-EndpointFile -File $process.endpointFile
        }
    }
}

<#
.SYNOPSIS
Removes the file that an endpoint was started with. It's read only once, at the start.
#>
function Remove-EndpointFile {
    param([string] $File)
    if ($File -and [System.IO.File]::Exists($File)) { [System.IO.File]::Delete($File) }
}

<#
.SYNOPSIS
Stops listening to an object's events.
#>
function Stop-Listening {
    param([string[]] $Source)
    foreach ($one in $Source) {
        Unregister-Event -SourceIdentifier $one -ErrorAction SilentlyContinue
    }
}
