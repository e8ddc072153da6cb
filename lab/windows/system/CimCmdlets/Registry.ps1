<#
.SYNOPSIS
The registry as StdRegProv reads it: the values of the operating system's version.
#>

$script:currentVersionKey = 'SOFTWARE\Microsoft\Windows NT\CurrentVersion'
$script:localMachine = [uint32]2147483650

<#
.SYNOPSIS
Answers a method of StdRegProv. Throws an error that names anything that isn't simulated.
#>
function Read-RegistryValue {
    param([string] $MethodName, [System.Collections.IDictionary] $Arguments)
    $answers = @{ GetDWORDValue = 'uValue'; GetStringValue = 'sValue' }
    if (-not $answers.ContainsKey($MethodName)) {
        throw "The lab does not simulate the method '$MethodName' of StdRegProv."
    }
    foreach ($name in $Arguments.Keys) {
        if ($name -notin 'hDefKey', 'sSubKeyName', 'sValueName') {
            throw "StdRegProv's $MethodName has no argument '$name'."
        }
    }
    # The default root key is HKEY_LOCAL_MACHINE. Windows accepts only a UInt32.
    if ($Arguments.Contains('hDefKey')) {
        if ($Arguments['hDefKey'] -isnot [uint32]) {
            throw 'Type mismatch for parameter "hDefKey": it must be a UInt32.'
        }
        if ($Arguments['hDefKey'] -ne $script:localMachine) {
            throw "The lab does not simulate the registry's root key $($Arguments['hDefKey'])."
        }
    }
    $key = "$($Arguments['sSubKeyName'])".Trim('\')
    if ($key -ne $script:currentVersionKey) {
        throw "The lab does not simulate the registry key '$key'."
    }
    $value = Get-CurrentVersionValue -Name "$($Arguments['sValueName'])"
    $kind = if ($MethodName -eq 'GetDWORDValue') { [uint32] } else { [string] }
    # Windows returns 1 if there is no such value, or none of that kind.
    $found = $value -is $kind
    [pscustomobject]@{
        $answers[$MethodName] = if ($found) { $value } else { $null }
        ReturnValue = [uint32]$(if ($found) { 0 } else { 1 })
        PSComputerName = $null
    }
}

function Get-CurrentVersionValue {
    param([string] $Name)
    $system = (Get-LabServer).operatingSystem
    switch ($Name) {
        'UBR' { [uint32]$system.updateRevision }
        'DisplayVersion' { $system.displayVersion }
        'ReleaseId' { $system.releaseId }
        'CurrentBuildNumber' { $system.buildNumber }
        'CurrentBuild' { $system.buildNumber }
        'EditionID' { $system.editionId }
        'ProductName' { $system.caption -replace '^Microsoft ', '' }
        default { throw "The lab does not simulate the registry value '$Name'." }
    }
}
