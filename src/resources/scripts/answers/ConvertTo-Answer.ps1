<#
.SYNOPSIS
Converts the values that a cmdlet returned to JSON, and masks every product key in them.

.DESCRIPTION
Keeps what JSON would lose: the names of enumeration values, hash tables with keys that aren't
strings, the items of any kind of list, and all other properties if one can't be read.
#>
function ConvertTo-Plain {
    param ($Value, [int] $Depth = 5)

    if ($null -eq $Value -or $Value -is [bool]) {
        return $Value
    }
    if ($Value -is [datetime]) {
        return '{0:o}' -f $Value
    }
    if ($Value -is [System.ValueType] -and "$Value" -match '^[-+.,0-9E]+$') {
        return $Value
    }
    $isText = $Value -is [string] -or $Value -is [System.ValueType] -or $Value -is [version]
    if ($isText -or $Value -is [uri] -or $Depth -le 0) {
        return Hide-ProductKey -Text "$Value"
    }
    $within = $Depth - 1
    $isTable = $Value -is [System.Collections.IDictionary]
    if ($Value -is [System.Collections.IEnumerable] -and -not $isTable) {
        $items = @($Value | ForEach-Object { ConvertTo-Plain -Value $_ -Depth $within })
        # The comma keeps a list a list, even with a single value.
        return , $items
    }
    $plain = [ordered] @{}
    if ($isTable) {
        foreach ($key in @($Value.Keys)) {
            $plain["$key"] = ConvertTo-Plain -Value $Value[$key] -Depth $within
        }
        return $plain
    }
    foreach ($property in $Value.PSObject.Properties) {
        if ($property.Name -match '^(?:Cim(?:Class|Instance|System)\w*|PS\w+|RunspaceId)$') {
            continue
        }
        # Leave out a property that can't be read, because null would mean that there's no value.
        # PowerShell returns null for it, and adds an error that isn't shown.
        $failures = $Global:Error.Count
        $read = $property.Value
        if ($null -ne $read -or $Global:Error.Count -eq $failures) {
            $plain[$property.Name] = ConvertTo-Plain -Value $read -Depth $within
        }
    }
    $plain
}

function ConvertTo-Answer {
    param ($Value, [string] $ClearKey, [switch] $AsList)

    $plain = @($Value | ForEach-Object { ConvertTo-Plain -Value $_ })
    # Convert each value separately, so that none or one can also make a list.
    $rows = @($plain | ForEach-Object {
            ConvertTo-Json -InputObject $_ -Compress -Depth 7 -WarningAction SilentlyContinue
        })
    $json = $rows -join ','
    if ($AsList -or $rows.Count -ne 1) {
        $json = "[$json]"
    }
    # A key may be spread over several values, and each group of a known one is masked anywhere.
    Hide-ProductKey -Text $json -ClearKey $ClearKey
}
