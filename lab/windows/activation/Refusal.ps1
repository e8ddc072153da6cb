<#
.SYNOPSIS
The ways in which Set-VMAutomaticActivation may refuse a key, from refusals.json.
#>

<#
.SYNOPSIS
Refuses a key in the named way. Applies nothing, whatever the output says.

.DESCRIPTION
A way warns, writes an error, throws it, or returns something, and may repeat the key in each.
#>
function Invoke-Refusal {
    param([string] $Id, [string] $ProductKey, $Caller)
    $row = Get-TableRow -Table 'refusals' -Id $Id -ProductKey $ProductKey
    if ($row.warns) { Write-Warning $row.warns }
    if ($row.writes) { $Caller.WriteError((New-RefusalError -Said $row.writes)) }
    if ($row.throws) { $Caller.ThrowTerminatingError((New-RefusalError -Said $row.throws)) }
    if ($row.PSObject.Properties['returns']) { $row.returns }
}

function New-RefusalError {
    param($Said)
    $coded = New-ActivationException -Code $Said.code -Text $Said.text
    $exception = switch ($Said.as) {
        { $_ -in 'text', 'com' } { $coded }
        'inner' { [System.Exception]::new('The activation did not succeed.', $coded) }
        'cim' {
            $cim = [Microsoft.Management.Infrastructure.CimException]::new($Said.text)
            $cim.HResult = $coded.HResult
            $cim
        }
        default { throw "The lab has no error '$($Said.as)'." }
    }
    New-ActivationRecord -Exception $exception
}
