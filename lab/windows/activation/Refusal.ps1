<#
.SYNOPSIS
The ways in which Set-VMAutomaticActivation may refuse a key: all of them guesses, in refusals.json.
#>

<#
.SYNOPSIS
Refuses a key in the way of that name. Nothing is applied, whatever is said of it.

.DESCRIPTION
A way warns, writes an error, throws it, or returns something, and may repeat the key in each.
#>
function Invoke-Refusal {
    param([string] $Id, [string] $ProductKey, $Caller)
    $file = Join-Path -Path $PSScriptRoot -ChildPath 'refusals.json'
    $text = Get-Content -LiteralPath $file -Raw -Encoding utf8
    $table = ConvertFrom-Json -InputObject $text.Replace('{key}', $ProductKey)
    $row = $table | Where-Object { $_.id -eq $Id }
    if ($null -eq $row) { throw "The lab has no way '$Id' to refuse a key." }
    if ($row.warns) { Write-Warning $row.warns }
    if ($row.writes) { $Caller.WriteError((New-RefusalError -Said $row.writes)) }
    if ($row.throws) { $Caller.ThrowTerminatingError((New-RefusalError -Said $row.throws)) }
    if ($row.PSObject.Properties['returns']) { $row.returns }
}

function New-RefusalError {
    param($Said)
    $exception = switch ($Said.as) {
        'text' { [System.Exception]::new($Said.text) }
        'com' { New-CodedException -Said $Said }
        'inner' {
            [System.Exception]::new('The activation did not succeed.', (New-CodedException -Said $Said))
        }
        'cim' { [Microsoft.Management.Infrastructure.CimException]::new($Said.text) }
        default { throw "The lab has no error '$($Said.as)'." }
    }
    if ($Said.as -eq 'cim') { $exception.HResult = [System.Convert]::ToInt32($Said.code, 16) }
    $category = [System.Management.Automation.ErrorCategory]::InvalidOperation
    [System.Management.Automation.ErrorRecord]::new($exception, 'Refused', $category, $null)
}

function New-CodedException {
    param($Said)
    $hResult = [System.Convert]::ToInt32($Said.code, 16)
    [System.Runtime.InteropServices.COMException]::new($Said.text, $hResult)
}
