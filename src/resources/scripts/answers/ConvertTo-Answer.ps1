<#
.SYNOPSIS
Values that a cmdlet returned as JSON, with every product key in them hidden.

.DESCRIPTION
What JSON would lose stays: the name of an enumeration, a table whose names are no texts, what is in
a list of any kind, and all the rest where one property can't be read.
#>
function ConvertTo-Plain {
    param ($Value, [int] $Depth = 5, [string] $ClearKey)

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
        return Hide-ProductKey -Text "$Value" -ClearKey $ClearKey
    }
    $within = @{ Depth = $Depth - 1; ClearKey = $ClearKey }
    $isTable = $Value -is [System.Collections.IDictionary]
    if ($Value -is [System.Collections.IEnumerable] -and -not $isTable) {
        $items = @($Value | ForEach-Object { ConvertTo-Plain -Value $_ @within })
        # The comma keeps a list a list, also one of a single value.
        return , $items
    }
    $plain = [ordered] @{}
    if ($isTable) {
        foreach ($key in @($Value.Keys)) {
            $plain["$key"] = ConvertTo-Plain -Value $Value[$key] @within
        }
        return $plain
    }
    foreach ($property in $Value.PSObject.Properties) {
        if ($property.Name -match '^(?:Cim(?:Class|Instance|System)\w*|PS\w+|RunspaceId)$') {
            continue
        }
        # One that can't be read is left out: as null it would say that there is none. PowerShell
        # makes it null, with an error that nothing shows.
        $failures = $Global:Error.Count
        $read = $property.Value
        if ($null -ne $read -or $Global:Error.Count -eq $failures) {
            $plain[$property.Name] = ConvertTo-Plain -Value $read @within
        }
    }
    $plain
}

function ConvertTo-Answer {
    param ($Value, [string] $ClearKey, [switch] $AsList)

    $plain = @($Value | ForEach-Object { ConvertTo-Plain -Value $_ -ClearKey $ClearKey })
    # Each by itself, so that it can be a list for none and for one as well.
    $rows = @($plain | ForEach-Object {
            ConvertTo-Json -InputObject $_ -Compress -Depth 7 -WarningAction SilentlyContinue
        })
    $json = $rows -join ','
    if ($AsList -or $rows.Count -ne 1) {
        $json = "[$json]"
    }
    # A key may be spread over several values.
    Hide-ProductKey -Text $json -ClearKey $ClearKey
}
