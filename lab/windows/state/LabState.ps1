<#
.SYNOPSIS
The state of this process's server, in files that all processes of the lab share.

.DESCRIPTION
The lab writes the cluster and the servers. Only these modules write activations, keys, and the
record, and only under the lock. The system releases the lock when a process is killed.
#>

<#
.SYNOPSIS
The path of one of the state's files.
#>
function Get-LabPath {
    param([string] $Name)
    if (-not $env:LAB_STATE_FOLDER -or -not $env:LAB_SERVER) {
        throw 'This process is no server of the lab: LAB_STATE_FOLDER or LAB_SERVER is not set.'
    }
    Join-Path -Path $env:LAB_STATE_FOLDER -ChildPath $Name
}

<#
.SYNOPSIS
Reads the text of one of the state's files.
#>
function Read-LabText {
    param([string] $Name)
    # Others may replace the file meanwhile. Windows allows this only if the reader shares Delete.
    $share = [System.IO.FileShare]'ReadWrite, Delete'
    $file = [System.IO.File]::Open((Get-LabPath -Name $Name), 'Open', 'Read', $share)
    $reader = [System.IO.StreamReader]::new($file)
    try {
        $reader.ReadToEnd()
    } finally {
        $reader.Dispose()
    }
}

<#
.SYNOPSIS
Reads one of the state's files.
#>
function Read-LabState {
    param([string] $Name)
    ConvertFrom-Json -InputObject (Read-LabText -Name $Name)
}

<#
.SYNOPSIS
Writes one of the state's files. A reader finds either the old text or the new one.
#>
function Write-LabText {
    param([string] $Name, [string] $Text)
    $path = Get-LabPath -Name $Name
    $fresh = "$path.$PID.new"
    [System.IO.File]::WriteAllText($fresh, $Text)
    [System.IO.File]::Move($fresh, $path, $true)
}

<#
.SYNOPSIS
Runs a script block while no other process of the lab changes the state.

.DESCRIPTION
Other processes wait meanwhile, which would make one server's cmdlet as slow as all together. So the
block should only compare and write.
#>
function Invoke-LabChange {
    param([scriptblock] $Change)
    $mutex = [System.Threading.Mutex]::new($false, (Get-LabMutexName))
    try {
        # Wait in short turns, so that a waiting script can be stopped.
        while (-not (Wait-LabMutex -Mutex $mutex)) { }
        try {
            & $Change
        } finally {
            $mutex.ReleaseMutex()
        }
    } finally {
        $mutex.Dispose()
    }
}

function Wait-LabMutex {
    param([System.Threading.Mutex] $Mutex)
    try {
        $Mutex.WaitOne(200)
    } catch [System.Threading.AbandonedMutexException] {
        # The owner was killed. The files are still complete, and this process owns the mutex now.
        $true
    }
}

function Get-LabMutexName {
    $folder = [System.Text.Encoding]::UTF8.GetBytes($env:LAB_STATE_FOLDER)
    $hash = [System.Security.Cryptography.SHA256]::HashData($folder)
    'lab-' + [System.Convert]::ToHexString($hash).Substring(0, 24)
}

<#
.SYNOPSIS
The server that this process plays.
#>
function Get-LabServer {
    Read-LabState -Name "servers/$env:LAB_SERVER.json"
}

<#
.SYNOPSIS
The host key of this server, and what the activation service knows about that key.
#>
function Get-LabActivation {
    $activation = Read-LabState -Name "activations/$env:LAB_SERVER.json"
    $known = $null
    if ($activation.key) {
        $known = (Read-LabState -Name 'keys.json').keys |
            Where-Object { $_.key -eq $activation.key }
    }
    [pscustomobject]@{
        key = $activation.key
        partialProductKey = if ($activation.key) { $activation.key.Substring(24) } else { $null }
        licenseStatus = $activation.licenseStatus
        licenseStatusReason = $activation.licenseStatusReason
        kind = if ($known) { $known.kind } else { $null }
        version = if ($known) { $known.version } else { $null }
    }
}

<#
.SYNOPSIS
Adds a call of a simulated cmdlet to the lab's record.
#>
function Add-LabRecord {
    param([string] $Cmdlet, [hashtable] $Parameters = @{})
    $entry = [ordered]@{
        time = [datetime]::UtcNow.ToString('o')
        server = $env:LAB_SERVER
        processId = $PID
        cmdlet = $Cmdlet
        parameters = $Parameters
    }
    $line = (ConvertTo-Json -InputObject $entry -Compress) + "`n"
    Invoke-LabChange { [System.IO.File]::AppendAllText((Get-LabPath -Name 'record.jsonl'), $line) }
}
