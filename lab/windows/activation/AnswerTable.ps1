<#
.SYNOPSIS
The tables of ways in which the cmdlets may say something: all of them guesses, in JSON.
#>

<#
.SYNOPSIS
The way of that name in a table, with a product key where the table says so.
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
