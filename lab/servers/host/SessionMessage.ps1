<#
.SYNOPSIS
What the session host reads and writes: messages, results and errors, as JSON.
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
Makes of a value in JSON what PowerShell would have of it.

.DESCRIPTION
An object becomes a hashtable: PowerShell makes of one whatever type a parameter has, and of other
objects it does not. ConvertFrom-Json is not used, since it takes some texts for dates.
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
            # The comma keeps a list of one, or of none, a list.
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
