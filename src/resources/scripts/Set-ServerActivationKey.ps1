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

function Hide-ProductKey {
    param ([string] $Text, [string] $ClearKey)

    # The key itself is known here: each of its groups is hidden wherever it stands, also alone.
    $letters = "$ClearKey" -replace '[^A-Za-z0-9]'
    for ($at = 0; $at + 10 -le $letters.Length; $at += 5) {
        $Text = $Text -replace $letters.Substring($at, 5), '*****'
    }
    $dash = '(?:\s?(?:[\p{Pd}\u2212]|\\u(?:201[0-5]|2212))\s?)'
    $gap = '(?:\\u[0-9A-Fa-f]{4}|\\[nrt]|[^A-Za-z0-9]){1,4}'
    $letter = '[BCDFGHJKMNPQRTVWXY2346789]'
    $hidden = '$1*****-*****-*****-*****-$2'
    # The text may be JSON: what an escape such as \n or \u003c is made of belongs to no key.
    $before = '(\\u[0-9A-Fa-f]{4}|\\[bfnrt])?'
    # With dashes anything of that form, typing mistakes included; else only the keys' own letters.
    $Text -replace "$before(?:[A-Z0-9]{5}$dash){4,}([A-Z0-9]{5})", $hidden `
        -replace "$before(?:$letter{5}$gap){4,}($letter{5})", $hidden `
        -replace "$before$letter{20,}($letter{5})", $hidden
}

function Get-ErrorText {
    param ($ErrorRecord, [string] $ClearKey)

    # An outer exception can hide the message of the one that it wraps.
    $texts = @()
    $exception = $ErrorRecord.Exception
    for ($depth = 0; $null -ne $exception -and $depth -lt 10; $depth++) {
        $message = "$($exception.Message)".Trim()
        $known = @($texts | Where-Object { $_.Contains($message) })
        if ($known.Count -eq 0) {
            $texts += $message
        }
        $exception = $exception.InnerException
    }
    Hide-ProductKey -Text ($texts -join "`n") -ClearKey $ClearKey
}

function Get-ErrorCode {
    param ($ErrorRecord)

    $codes = @()
    $exception = $ErrorRecord.Exception
    for ($depth = 0; $null -ne $exception -and $depth -lt 10; $depth++) {
        $codes += '0x{0:X8}' -f $exception.HResult
        $exception = $exception.InnerException
    }
    # Windows' own, not .NET's; 0x80004005 says no more than that something failed.
    $codes = @($codes | Where-Object { $_ -match '^0x[89A-F]' -and $_ -notlike '0x8013????' })
    $telling = @($codes | Where-Object { $_ -ne '0x80004005' })
    foreach ($code in $telling + $codes) {
        return $code
    }
}

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

function Import-ActivationModule {
    $quiet = @{ DisableNameChecking = $true; WarningAction = 'SilentlyContinue' }
    try {
        $null = Import-Module -Name ServerAVMAManager @quiet
    } catch {
        # Servers updated in April 2021 have it where only its path leads to it.
        $folder = "$env:SystemRoot\System32\WindowsPowerShell\v1.0\Modules\ServerAVMAManager"
        $path = "$folder\ServerAVMAMAnager.psm1"
        $isNotFound = "$($_.FullyQualifiedErrorId)" -like 'Modules_ModuleNotFound*'
        if (-not $isNotFound -or -not (Test-Path -LiteralPath $path)) {
            Set-Failure -Outcome moduleMissing -ErrorRecord $_
            return
        }
        try {
            $null = Import-Module -Name $path @quiet
        } catch {
            Set-Failure -Outcome moduleMissing -ErrorRecord $_
        }
    }
}

function Test-StreamRecord {
    param ($Value)

    # An error, a warning and the like. By its name: Constrained Language does not know the types.
    "$($Value.PSObject.TypeNames)" -match '(?:^| )System\.Management\.Automation\.\w+Record(?: |$)'
}

function Set-Key {
    param ([string] $ClearKey)

    try {
        # Warnings and the like may repeat the key. Merged, not sent to $null: what is sent there
        # still reaches the streams that the gateway reads.
        $said = @(Set-VMAutomaticActivation -ProductKey $ClearKey *>&1)
        $records = @($said | Where-Object { Test-StreamRecord -Value $_ })
        $errors = @($records | Where-Object { $null -ne $_.FullyQualifiedErrorId })
        $values = @($said | Where-Object { $null -ne $_ -and -not (Test-StreamRecord -Value $_) })
        $warnings = @($records | Where-Object {
                "$($_.PSObject.TypeNames)" -like '*.WarningRecord*'
            })
        $answer.outcome = 'applied'
        if ($values.Count -gt 0) {
            $json = $values | ConvertTo-Json -Compress -Depth 4 -WarningAction SilentlyContinue
            $answer.answer = Hide-ProductKey -Text $json -ClearKey $ClearKey
        }
        if ($warnings.Count -gt 0) {
            $texts = @($warnings | ForEach-Object { "$($_.Message)" })
            $answer.warning = Hide-ProductKey -Text ($texts -join "`n") -ClearKey $ClearKey
        }
        if ($errors.Count -gt 0) {
            Set-Failure -Outcome failed -ErrorRecord $errors[0] -ClearKey $ClearKey
        }
    } catch {
        Set-Failure -Outcome failed -ErrorRecord $_ -ClearKey $ClearKey
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
        Import-ActivationModule
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
