<#
.SYNOPSIS
Tells apart what a cmdlet put out on all of its streams, merged into one: errors and values.

.DESCRIPTION
Only its errors and what it returns count. Its streams are merged, not sent to $null: what is sent
there still reaches the streams that the gateway reads.
#>
function Test-StreamRecord {
    param ($Value)

    # An error, a warning and the like. By its name: Constrained Language does not know the types.
    "$($Value.PSObject.TypeNames)" -match '(?:^| )System\.Management\.Automation\.\w+Record(?: |$)'
}

function Get-SaidError {
    param ($Said)

    $Said | Where-Object {
        (Test-StreamRecord -Value $_) -and $null -ne $_.FullyQualifiedErrorId
    }
}

function Get-SaidWarning {
    param ($Said)

    $Said | Where-Object { "$($_.PSObject.TypeNames)" -like '*.WarningRecord*' }
}

function Get-SaidValue {
    param ($Said)

    $Said | Where-Object { $null -ne $_ -and -not (Test-StreamRecord -Value $_) }
}
