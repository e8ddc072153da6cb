<#
.SYNOPSIS
Signs the files of the PowerShell module in a folder.

.DESCRIPTION
Adds an Authenticode signature with a timestamp to each .psd1 and .psm1 file, with a certificate
from Cert:\CurrentUser\My. Requires Windows. The script never fails: its answer says why a file
isn't signed.

.PARAMETER Folder
The folder with the files. They're changed in place.

.PARAMETER Thumbprint
The SHA-1 thumbprint of a certificate for code signing, with its private key.

.PARAMETER Timestamper
The address of a timestamp server. It must begin with http://.

.OUTPUTS
One object as JSON, in ASCII:
  error        why the files aren't signed; null if they are
  issuer       the distinguished name of the certificate's issuer
  fingerprint  the certificate's SHA-256 fingerprint, in hexadecimal
#>
param (
    [Parameter(Mandatory = $true)]
    [string]
    $Folder,

    [Parameter(Mandatory = $true)]
    [string]
    $Thumbprint,

    [Parameter(Mandatory = $true)]
    [string]
    $Timestamper
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

function Get-Certificate {
    $path = "Cert:\CurrentUser\My\$Thumbprint"
    if (-not (Test-Path -LiteralPath $path)) {
        throw "There is no certificate $Thumbprint in Cert:\CurrentUser\My."
    }
    Get-Item -LiteralPath $path
}

function Add-Signature {
    param ($File, $Certificate)

    $signing = @{
        LiteralPath     = $File.FullName
        Certificate     = $Certificate
        TimestampServer = $Timestamper
        HashAlgorithm   = 'SHA256'
        IncludeChain    = 'NotRoot'
    }
    $signature = Set-AuthenticodeSignature @signing
    # The cmdlet reports most problems in its answer only.
    if ("$($signature.Status)" -ne 'Valid') {
        throw "$($File.Name): $($signature.StatusMessage)"
    }
    if ($null -eq $signature.TimeStamperCertificate) {
        throw "$($File.Name): the signature has no timestamp."
    }
}

function Get-Fingerprint {
    param ($Certificate)

    $sha256 = [System.Security.Cryptography.SHA256]::Create()
    ($sha256.ComputeHash($Certificate.RawData) | ForEach-Object { '{0:X2}' -f $_ }) -join ''
}

$answer = [ordered] @{ error = $null; issuer = $null; fingerprint = $null }
try {
    $certificate = Get-Certificate
    $files = @(Get-ChildItem -LiteralPath $Folder -File |
            Where-Object { $_.Extension -in '.psd1', '.psm1' })
    foreach ($file in $files) {
        Add-Signature -File $file -Certificate $certificate
    }
    $answer.issuer = "$($certificate.Issuer)"
    $answer.fingerprint = Get-Fingerprint -Certificate $certificate
} catch {
    $answer.error = "$($_.Exception.Message)"
}
# The console's code page may lack the letters of a name.
$json = ConvertTo-Json -InputObject $answer -Compress
[regex]::Replace($json, '[^\x00-\x7f]', { '\u{0:x4}' -f [int] [char] $args[0].Value })
