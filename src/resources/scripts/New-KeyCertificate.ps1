<#
.SYNOPSIS
Makes a certificate on this server, for which the page then encrypts one product key.

.DESCRIPTION
Under application control, scripts run in Constrained Language, which forbids decrypting with a
session's own key pair. Windows' own cmdlets work there: New-SelfSignedCertificate makes a key pair
in the machine's store, and Unprotect-CmsMessage decrypts with it. The private key can't be
exported. Set-ServerActivationKey removes the certificate with its key before it applies the key,
and Remove-KeyCertificate removes one that isn't used. If neither ran, the certificate expires after
15 minutes, and this script removes it the next time it runs.

The script never fails: its answer reports what happened.

.OUTPUTS
One object:
  schema        1
  computerName  the server's name
  languageMode  the language mode in which PowerShell ran this script
  certificate   the certificate as DER, each byte as a decimal number, separated by commas; null if
                none was made
  thumbprint    its thumbprint
  error         why no certificate was made
  errorCode     its HRESULT, such as 0x80070005; null if it has no Windows error code
  expiredLeft   the thumbprints of expired certificates that couldn't be removed, separated by
                commas; null if there are none
  expiredError  why they couldn't be found or removed

.ROLE
Administrators
#>
param ()

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

. "$PSScriptRoot/answers/Hide-ProductKey.ps1"
. "$PSScriptRoot/answers/Read-Error.ps1"
. "$PSScriptRoot/answers/Clear-ErrorList.ps1"
. "$PSScriptRoot/answers/Find-KeyCertificate.ps1"

function Remove-Expired {
    $left = @()
    try {
        $expired = @(Find-KeyCertificate | Where-Object { $_.NotAfter -lt (Get-Date) })
        foreach ($certificate in $expired) {
            try {
                Remove-StoredCertificate -Thumbprint $certificate.Thumbprint
            } catch {
                $left += $certificate.Thumbprint
                $answer.expiredError = Get-ErrorText -ErrorRecord $_
            }
        }
    } catch {
        $answer.expiredError = Get-ErrorText -ErrorRecord $_
    }
    if ($left.Count -gt 0) {
        $answer.expiredLeft = $left -join ','
    }
}

function New-Certificate {
    $parameters = @{
        Subject           = Get-KeyCertificateSubject
        CertStoreLocation = 'Cert:\LocalMachine\My'
        KeyExportPolicy   = 'NonExportable'
        KeyLength         = 2048
        NotAfter          = (Get-Date) + (New-TimeSpan -Minutes 15)
    }
    try {
        New-SelfSignedCertificate -Type DocumentEncryptionCert @parameters
    } catch {
        $first = $_
        try {
            # Where the first kind is refused, an older provider of keys may still work.
            New-SelfSignedCertificate -Type DocumentEncryptionCertLegacyCsp @parameters
        } catch {
            $errors = @($first, $_) | ForEach-Object { Get-ErrorText -ErrorRecord $_ }
            $answer.error = ($errors | Sort-Object -Unique) -join "`n"
            $answer.errorCode = Get-ErrorCode -ErrorRecord $first
        }
    }
}

$answer = @{
    schema       = 1
    computerName = $env:COMPUTERNAME
    languageMode = "$($ExecutionContext.SessionState.LanguageMode)"
    certificate  = $null
    thumbprint   = $null
    error        = $null
    errorCode    = $null
    expiredLeft  = $null
    expiredError = $null
}
$progress = $Global:ProgressPreference
$Global:ProgressPreference = 'SilentlyContinue'
try {
    Remove-Expired
    $made = New-Certificate
    if ($null -ne $made) {
        $answer.certificate = $made.RawData -join ','
        $answer.thumbprint = $made.Thumbprint
    }
} finally {
    $Global:ProgressPreference = $progress
    Clear-ErrorList
}
New-Object -TypeName PSObject -Property $answer
