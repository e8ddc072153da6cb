<#
.SYNOPSIS
Removes a certificate that New-KeyCertificate made, with its private key.

.DESCRIPTION
For a certificate that isn't used: no key is safe with it, or the key was taken back.
Set-ServerActivationKey removes those that it uses. The script removes only certificates of this
extension. It never fails: its answer reports what happened.

.PARAMETER CertificateThumbprint
The thumbprint of the certificate.

.OUTPUTS
One object:
  schema            1
  computerName      the server's name
  languageMode      the language mode in which PowerShell ran this script
  certificateLeft   whether the certificate is still on the server; null if that couldn't be found
                    out
  certificateError  why the certificate and its private key couldn't be removed

.ROLE
Administrators
#>
param (
    [Parameter(Mandatory = $true)]
    [string]
    $CertificateThumbprint
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

. "$PSScriptRoot/answers/Hide-ProductKey.ps1"
. "$PSScriptRoot/answers/Read-Error.ps1"
. "$PSScriptRoot/answers/Clear-ErrorList.ps1"
. "$PSScriptRoot/answers/Find-KeyCertificate.ps1"

$answer = @{
    schema           = 1
    computerName     = $env:COMPUTERNAME
    languageMode     = "$($ExecutionContext.SessionState.LanguageMode)"
    certificateLeft  = $null
    certificateError = $null
}
Clear-KeyCertificate -Thumbprint $CertificateThumbprint -Answer $answer
Clear-ErrorList
New-Object -TypeName PSObject -Property $answer
