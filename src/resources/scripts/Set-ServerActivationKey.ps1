<#
.SYNOPSIS
Applies a product key on this server, so that it can activate its virtual machines.

.DESCRIPTION
Decrypts the product key, and passes it to Set-VMAutomaticActivation. The script never fails: its
answer reports what happened. The clear key isn't in the output of any stream, and isn't left in a
variable or in the session's error list.

It decrypts with the private key of this session, which requires Full Language. Under application
control, it decrypts with the private key of a certificate that New-KeyCertificate made, and removes
both before it applies the key.

.PARAMETER EncryptedKey
The product key as base64: encrypted with the session's public key (RSA, OAEP with SHA-1) or, if a
certificate is named, a CMS message for that certificate.

.PARAMETER CertificateThumbprint
The thumbprint of the certificate for which the key was encrypted; empty for the session's own key
pair.

.OUTPUTS
One object:
  schema        1
  computerName  the server's name
  languageMode  the language mode in which PowerShell ran this script
  outcome       applied; or failed: the cmdlet failed; sessionKeyMissing: this session has no
                private key; notDecrypted: the key wasn't encrypted for this session or this
                certificate; moduleMissing: the module ServerAVMAManager couldn't be loaded
  error         the error message, if there was an error
  errorCode     its HRESULT, such as 0xC004C003; null if it has no Windows error code
  answer        what the cmdlet returned, as JSON; null if it returned nothing
  warning       the messages of its warnings; null if there were none
  certificateLeft   whether the certificate is still on the server; null without a certificate, or
                    if that couldn't be found out
  certificateError  why the certificate and its private key couldn't be removed

.ROLE
Administrators
#>
param (
    [Parameter(Mandatory = $true)]
    [string]
    $EncryptedKey,

    [string]
    $CertificateThumbprint
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

. "$PSScriptRoot/answers/Hide-ProductKey.ps1"
. "$PSScriptRoot/answers/Read-Error.ps1"
. "$PSScriptRoot/answers/Read-Output.ps1"
. "$PSScriptRoot/answers/ConvertTo-Answer.ps1"
. "$PSScriptRoot/answers/Import-ActivationModule.ps1"
. "$PSScriptRoot/answers/Clear-ErrorList.ps1"
. "$PSScriptRoot/answers/Find-KeyCertificate.ps1"

function Set-Failure {
    param ([string] $Outcome, $ErrorRecord, [string] $ClearKey)

    $answer.outcome = $Outcome
    $answer.error = Get-ErrorText -ErrorRecord $ErrorRecord -ClearKey $ClearKey
    $answer.errorCode = Get-ErrorCode -ErrorRecord $ErrorRecord
}

function Get-SessionKey {
    # The variable in which the encryption script left the key in this session.
    $variable = Get-Variable -Name RSA -Scope Global -ErrorAction SilentlyContinue
    if ($null -eq $variable -or $null -eq $variable.Value) {
        $answer.outcome = 'sessionKeyMissing'
        return
    }
    $variable.Value
}

function Open-Message {
    try {
        # Without -To, Windows finds the certificate by what the message says, and only text is
        # bound to parameters, which works in Constrained Language too.
        Unprotect-CmsMessage -Content "-----BEGIN CMS-----`n$EncryptedKey`n-----END CMS-----"
    } catch {
        Set-Failure -Outcome notDecrypted -ErrorRecord $_
    }
}

function Unprotect-ProductKey {
    param ($Rsa)

    if ($CertificateThumbprint) {
        Open-Message
        return
    }
    try {
        $bytes = $Rsa.Decrypt([Convert]::FromBase64String($EncryptedKey), $true)
        [System.Text.Encoding]::UTF8.GetString($bytes)
        [Array]::Clear($bytes, 0, $bytes.Length)
    } catch {
        Set-Failure -Outcome notDecrypted -ErrorRecord $_
    }
}

function Read-Returned {
    param ($Said, [string] $ClearKey)

    $values = @(Get-SaidValue -Said $Said)
    $warnings = @(Get-SaidWarning -Said $Said | ForEach-Object { "$($_.Message)" })
    if ($values.Count -gt 0) {
        $answer.answer = ConvertTo-Answer -Value $values -ClearKey $ClearKey
    }
    if ($warnings.Count -gt 0) {
        $answer.warning = Hide-ProductKey -Text ($warnings -join "`n") -ClearKey $ClearKey
    }
}

function Set-Key {
    param ([string] $ClearKey)

    try {
        # Warnings and other records may repeat the key, so capture all streams.
        $said = @(Set-VMAutomaticActivation -ProductKey $ClearKey *>&1)
    } catch {
        Set-Failure -Outcome failed -ErrorRecord $_ -ClearKey $ClearKey
        return
    }
    $answer.outcome = 'applied'
    try {
        Read-Returned -Said $said -ClearKey $ClearKey
    } catch {
        # The key is applied even if the returned values can't be read.
        $null = $_
    }
    $errors = @(Get-SaidError -Said $said)
    if ($errors.Count -gt 0) {
        Set-Failure -Outcome failed -ErrorRecord $errors[0] -ClearKey $ClearKey
    }
}

$answer = @{
    schema       = 1
    computerName = $env:COMPUTERNAME
    languageMode = "$($ExecutionContext.SessionState.LanguageMode)"
    outcome      = $null
    error        = $null
    errorCode    = $null
    answer       = $null
    warning      = $null

    certificateLeft  = $null
    certificateError = $null
}
# A module's functions read this preference from the session, not from the calling script.
$progress = $Global:ProgressPreference
$Global:ProgressPreference = 'SilentlyContinue'
try {
    $rsa = $null
    if (-not $CertificateThumbprint) {
        $rsa = Get-SessionKey
    }
    if ($null -eq $answer.outcome) {
        try {
            Import-ActivationModule -Found @{}
        } catch {
            Set-Failure -Outcome moduleMissing -ErrorRecord $_
        }
    }
    if ($null -eq $answer.outcome) {
        $clearKey = Unprotect-ProductKey -Rsa $rsa
    }
    if ($CertificateThumbprint) {
        # Before the key is applied, which can take minutes, and whatever happened so far.
        Clear-KeyCertificate -Thumbprint $CertificateThumbprint -Answer $answer
    }
    if ($null -eq $answer.outcome) {
        Set-Key -ClearKey $clearKey
    }
} finally {
    $clearKey = $null
    $Global:ProgressPreference = $progress
    Clear-ErrorList
}
New-Object -TypeName PSObject -Property $answer
