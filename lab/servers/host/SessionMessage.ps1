<#
.SYNOPSIS
Reads and writes the session host's messages, results, and errors as JSON.
#>

$script:output = [System.IO.StreamWriter]::new(
    [Console]::OpenStandardOutput(), [System.Text.UTF8Encoding]::new($false))
$script:output.AutoFlush = $true

<#
.SYNOPSIS
Writes one message on one line.
#>
function Write-Message {
    param([System.Collections.IDictionary] $Message)
    $script:output.WriteLine((ConvertTo-Json -InputObject $Message -Depth 4 -Compress))
}

<#
.SYNOPSIS
Converts a JSON value to the value that PowerShell would have.

.DESCRIPTION
An object becomes a hashtable, because PowerShell converts a hashtable to whatever type a parameter
has, but not other objects. ConvertFrom-Json isn't used, because it reads some texts as dates.
#>
function ConvertFrom-JsonElement {
    param([System.Text.Json.JsonElement] $Element)
    switch ($Element.ValueKind) {
        'Object' {
            $table = @{}
            foreach ($property in $Element.EnumerateObject()) {
                $table[$property.Name] = ConvertFrom-JsonElement -Element $property.Value
            }
            return $table
        }
        'Array' {
            $list = @($Element.EnumerateArray() | ForEach-Object {
                    ConvertFrom-JsonElement -Element $_
                })
            # The comma keeps an empty list or a list of one a list.
            return , $list
        }
        'Number' {
            $whole = 0
            if ($Element.TryGetInt32([ref]$whole)) { return $whole }
            return $Element.GetDouble()
        }
        'String' { return $Element.GetString() }
        'True' { return $true }
        'False' { return $false }
        default { return $null }
    }
}

<#
.SYNOPSIS
Writes a script's output as the JSON that a gateway would return.

.DESCRIPTION
PowerShell's remoting keeps the properties of an object one level below the result. An enumeration
arrives as a number with a display name. ConvertTo-Json writes {"value":1,"Value":"Down"} for it.
Other readers can't handle two names that differ only by case, so the number is kept.
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
Returns the fields of an error record that a gateway reports.
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
