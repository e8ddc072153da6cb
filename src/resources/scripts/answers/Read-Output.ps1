<#
.SYNOPSIS
Separates the errors and values in a cmdlet's merged streams.

.DESCRIPTION
Only a cmdlet's errors and return values count. Its streams are merged, not redirected to $null,
because redirected records still reach the streams that the gateway reads.
#>
function Test-StreamRecord {
    param ($Value)

    # An error, a warning, or another record. Compares names, because Constrained Language doesn't
    # have the types.
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
