<#
.SYNOPSIS
Returns the public half of this session's key pair, and makes the pair the first time.

.DESCRIPTION
The SDK asks for the key pair by this name. Where a gateway runs the commands of this module rather
than a script's text, the function has to be in this module: the SDK names no other. The private
half stays in the session's variable RSA, from which Set-ServerActivationKey takes it.

.OUTPUTS
A JSON Web Key as text (RFC 7517): kty, alg, n and e, the last two in base64url.

.ROLE
Administrators
#>
param ()

$ErrorActionPreference = 'Stop'

function ConvertTo-Base64Url {
    param ([byte[]] $Bytes)

    [Convert]::ToBase64String($Bytes).TrimEnd('=') -replace '\+', '-' -replace '/', '_'
}

$pair = Get-Variable -Name RSA -Scope Global -ErrorAction SilentlyContinue
if ($null -eq $pair -or $null -eq $pair.Value) {
    # The SDK's own size, in bits.
    $type = 'System.Security.Cryptography.RSACryptoServiceProvider'
    $Global:RSA = New-Object -TypeName $type -ArgumentList 4096
}
$public = $Global:RSA.ExportParameters($false)
ConvertTo-Json -Compress -InputObject ([ordered] @{
        kty = 'RSA'
        alg = 'RSA-OAEP'
        n   = ConvertTo-Base64Url -Bytes $public.Modulus
        e   = ConvertTo-Base64Url -Bytes $public.Exponent
    })
