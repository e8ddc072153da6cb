<#
.SYNOPSIS
Applies a product key on this server, so that it can activate its virtual machines.

.DESCRIPTION
Decrypts the product key with the private key that this session holds, and hands it to
Set-VMAutomaticActivation. The script never fails: whatever happens is in its answer. The clear key
is in no output of any stream, nor left in a variable or in the session's list of errors.

Decrypting needs Full Language: under application control the script's module has to be signed by a
signer of the policy.

.PARAMETER EncryptedKey
The product key, encrypted with the session's public key (RSA, OAEP with SHA-1), as base64.

.OUTPUTS
One object:
  schema        1
  computerName  the server's name
  languageMode  the language mode in which PowerShell ran this script
  outcome       applied; or failed: the cmdlet failed; sessionKeyMissing: this session has no
                private key; notDecrypted: the key was not encrypted for this session;
                moduleMissing: the module ServerAVMAManager could not be loaded
  error         the message of the error, if there was one
  errorCode     its HRESULT, such as 0xC004C003; null where it has none of Windows
  answer        what the cmdlet returned, as JSON; null where it returned nothing
  warning       the messages of its warnings; null where it did not warn

.ROLE
Administrators
#>
param (
    [Parameter(Mandatory = $true)]
    [string]
    $EncryptedKey
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

. "$PSScriptRoot/answers/Hide-ProductKey.ps1"
. "$PSScriptRoot/answers/Read-Error.ps1"
. "$PSScriptRoot/answers/Read-Output.ps1"
. "$PSScriptRoot/answers/ConvertTo-Answer.ps1"
. "$PSScriptRoot/answers/Import-ActivationModule.ps1"

function Set-Failure {
    param ([string] $Outcome, $ErrorRecord, [string] $ClearKey)

    $answer.outcome = $Outcome
    $answer.error = Get-ErrorText -ErrorRecord $ErrorRecord -ClearKey $ClearKey
    $answer.errorCode = Get-ErrorCode -ErrorRecord $ErrorRecord
}

function Get-SessionKey {
    # The name under which the encryption script left it in this session.
    $variable = Get-Variable -Name RSA -Scope Global -ErrorAction SilentlyContinue
    if ($null -eq $variable -or $null -eq $variable.Value) {
        $answer.outcome = 'sessionKeyMissing'
        return
    }
    $variable.Value
}

function Unprotect-ProductKey {
    param ($Rsa)

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
        # Warnings and the like may repeat the key, so nothing goes on to the streams.
        $said = @(Set-VMAutomaticActivation -ProductKey $ClearKey *>&1)
    } catch {
        Set-Failure -Outcome failed -ErrorRecord $_ -ClearKey $ClearKey
        return
    }
    $answer.outcome = 'applied'
    try {
        Read-Returned -Said $said -ClearKey $ClearKey
    } catch {
        # That what it returned can't be read does not undo what it did.
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
}
# A module's functions look for this preference in the session, not in the script that calls them.
$progress = $Global:ProgressPreference
$Global:ProgressPreference = 'SilentlyContinue'
try {
    $rsa = Get-SessionKey
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
    if ($null -eq $answer.outcome) {
        Set-Key -ClearKey $clearKey
    }
} finally {
    $clearKey = $null
    $Global:ProgressPreference = $progress
    # What was caught above is still kept here, with the key in its text. Constrained Language
    # refuses the method, and nothing was decrypted there.
    try { $Global:Error.Clear() } catch { $null = $_ }
}
New-Object -TypeName PSObject -Property $answer
