<#
.SYNOPSIS
The tables of ways in which the cmdlets may answer or refuse. All of them are guesses, in JSON.
#>

<#
.SYNOPSIS
Returns the row with that name, with a product key where the table has a place for one.
#>
function Get-TableRow {
    param([string] $Table, [string] $Id, [string] $ProductKey)
    $file = Join-Path -Path $PSScriptRoot -ChildPath "$Table.json"
    $text = Get-Content -LiteralPath $file -Raw -Encoding utf8
    $rows = ConvertFrom-Json -InputObject $text.Replace('{key}', $ProductKey)
    $row = $rows | Where-Object { $_.id -eq $Id }
    if ($null -eq $row) { throw "The lab has no answer '$Id' in its table '$Table'." }
    $row
}
