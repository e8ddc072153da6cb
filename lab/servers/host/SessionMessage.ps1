<#
.SYNOPSIS
What the session host writes: messages, results and errors, as JSON.
#>

$script:output = [System.IO.StreamWriter]::new(
    [Console]::OpenStandardOutput(), [System.Text.UTF8Encoding]::new($false))
$script:output.AutoFlush = $true

<#
.SYNOPSIS
Writes one message, on one line.
#>
function Write-Message {
    param([System.Collections.IDictionary] $Message)
    $script:output.WriteLine((ConvertTo-Json -InputObject $Message -Depth 4 -Compress))
}

<#
.SYNOPSIS
Writes what a script put out, as the JSON that a gateway would make of it.

.DESCRIPTION
PowerShell's remoting keeps the properties of an object one level below the result. An enumeration
arrives as a number with a name to show; ConvertTo-Json makes {"value":1,"Value":"Down"} of it, two
names that differ by case alone, which nothing else can: the number is kept.
#>
function Write-OutputMessage {
    param([string] $Run, [object[]] $Values)
    $json = ConvertTo-Json -InputObject $Values -Depth 4 -Compress
    $numbers = [regex]::Replace($json, '\{"value":(-?\d+),"Value":"(?:[^"\\]|\\.)*"\}', '$1')
    $name = ConvertTo-Json -InputObject $Run -Compress
    $script:output.WriteLine("{""about"":""output"",""run"":$name,""values"":$numbers}")
}

<#
.SYNOPSIS
Takes from an error record what a gateway tells of it.
#>
function ConvertTo-RunError {
    param($Record)
    $exception = $Record.Exception
    $remote = $null
    if ($exception -is [System.Management.Automation.RemoteException]) {
        $remote = $exception.SerializedRemoteException
    }
    if ($null -eq $remote) {
        return @{
            errorType = $exception.GetType().FullName
            message = $exception.Message
            hResult = $exception.HResult
            remoteExceptionMessage = $exception.Message
        }
    }
    $hResult = if ($remote.PSObject.Properties['HResult']) { $remote.HResult } else { 0 }
    @{
        errorType = $remote.PSObject.TypeNames[0] -replace '^Deserialized\.', ''
        message = $exception.Message
        hResult = [int]$hResult
        remoteExceptionMessage = "$($remote.Message)"
    }
}
