<#
.SYNOPSIS
Tries on this server what applying a key under application control needs, and cleans up after.

.DESCRIPTION
Makes a certificate with a private key that can't be exported, encrypts and decrypts a harmless
sentence with it, removes the certificate and its key, and looks whether anything is left. It tries
to remove the certificate even if a step before fails. A certificate that an earlier run left behind
is removed as well.

Works in Constrained Language. The script never fails: its answer says which step did, and how.

.OUTPUTS
One object as JSON:
  languageMode     the language mode in which PowerShell ran this script
  certificateType  DocumentEncryptionCert, or DocumentEncryptionCertLegacyCsp if that was refused;
                   null if no certificate could be made
  makeError        why a type was refused; null if the first one was made
  rawDataLength    how many bytes of the certificate could be read, or null
  readError        why they couldn't be read
  encrypted        whether Protect-CmsMessage takes the certificate; null if there's none
  encryptError     why it doesn't: this says nothing about decrypting
  decrypted        whether Unprotect-CmsMessage gives the sentence back; null if it wasn't tried
  decryptError     why it doesn't, or why it wasn't tried
  copies           other stores in which Windows had put a copy of the certificate
  removeErrors     why a certificate couldn't be removed
  left             the stores in which one is left
  keyFilesLeft     how many key files appeared meanwhile and are still there, or null
  keyFilesError    why they couldn't be counted
  errorEmptied     whether an entry of the session's list of errors can be emptied
  errorError       why it can't
#>
param ()

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

$subject = 'CN=ActivateWindowsServerVms field check'
$sentence = 'This is not a product key.'
$store = 'Cert:\LocalMachine\My'
# New-SelfSignedCertificate is known to leave a copy, without the key, among the intermediate
# authorities.
$otherStores = 'Cert:\LocalMachine\CA', 'Cert:\CurrentUser\CA'

function Get-ErrorText {
    param ($ErrorRecord)

    "$($ErrorRecord.FullyQualifiedErrorId): $($ErrorRecord.Exception.Message)"
}

function Find-Certificate {
    param ([string] $Store)

    if (Test-Path -LiteralPath $Store) {
        Get-ChildItem -LiteralPath $Store | Where-Object { $_.Subject -eq $subject }
    }
}

function Remove-Certificate {
    # A certificate in a store of the machine is seen in the user's as well, so that comes last.
    foreach ($place in @($store) + $otherStores) {
        try {
            foreach ($found in @(Find-Certificate -Store $place)) {
                $path = "$place\$($found.Thumbprint)"
                if ($place -eq $store) {
                    Remove-Item -Path $path -DeleteKey
                } else {
                    Remove-Item -Path $path
                }
            }
        } catch {
            $answer.removeErrors += Get-ErrorText -ErrorRecord $_
        }
    }
}

function Find-Store {
    param ([string[]] $Stores)

    foreach ($place in $Stores) {
        try {
            if (@(Find-Certificate -Store $place).Count -gt 0) {
                $place
            }
        } catch {
            $answer.removeErrors += Get-ErrorText -ErrorRecord $_
        }
    }
}

function Get-KeyFile {
    $folder = "$env:ProgramData\Microsoft\Crypto"
    try {
        foreach ($keys in "$folder\Keys", "$folder\RSA\MachineKeys") {
            if (Test-Path -LiteralPath $keys) {
                Get-ChildItem -LiteralPath $keys -Force | ForEach-Object { "$keys\$($_.Name)" }
            }
        }
    } catch {
        $answer.keyFilesError = Get-ErrorText -ErrorRecord $_
    }
}

function New-Certificate {
    $refusals = @()
    foreach ($type in 'DocumentEncryptionCert', 'DocumentEncryptionCertLegacyCsp') {
        $making = @{
            Type              = $type
            Subject           = $subject
            CertStoreLocation = $store
            KeyExportPolicy   = 'NonExportable'
            NotAfter          = (Get-Date) + (New-TimeSpan -Minutes 15)
        }
        try {
            $made = New-SelfSignedCertificate @making
            $answer.certificateType = $type
            break
        } catch {
            $refusals += Get-ErrorText -ErrorRecord $_
            $answer.makeError = $refusals -join "`n"
        }
    }
    $made
}

function Read-Certificate {
    param ($Certificate)

    try {
        $answer.rawDataLength = @(($Certificate.RawData -join ',') -split ',').Count
    } catch {
        $answer.readError = Get-ErrorText -ErrorRecord $_
    }
}

function Protect-Sentence {
    param ($Certificate)

    # Constrained Language may refuse to convert text to a recipient for -To. The page doesn't need
    # it, because the browser encrypts.
    try {
        Protect-CmsMessage -To "$($Certificate.Thumbprint)" -Content $sentence
        $answer.encrypted = $true
    } catch {
        $answer.encrypted = $false
        $answer.encryptError = Get-ErrorText -ErrorRecord $_
    }
}

function Unprotect-Sentence {
    param ([string] $Message)

    if (-not $Message) {
        $answer.decryptError = 'Not tried: nothing could be encrypted here.'
        return
    }
    try {
        # Without -To it finds the certificate by what the message says.
        $answer.decrypted = "$(Unprotect-CmsMessage -Content $Message)" -eq $sentence
        if (-not $answer.decrypted) {
            $answer.decryptError = 'It was another text.'
        }
    } catch {
        $answer.decrypted = $false
        $answer.decryptError = Get-ErrorText -ErrorRecord $_
    }
}

function Test-ErrorList {
    try {
        try {
            throw 'This error was meant to happen.'
        } catch {
            $Global:Error[0] = $null
        }
        $answer.errorEmptied = $null -eq $Global:Error[0]
    } catch {
        $answer.errorEmptied = $false
        $answer.errorError = Get-ErrorText -ErrorRecord $_
    }
}

$answer = [ordered] @{
    languageMode    = "$($ExecutionContext.SessionState.LanguageMode)"
    certificateType = $null
    makeError       = $null
    rawDataLength   = $null
    readError       = $null
    encrypted       = $null
    encryptError    = $null
    decrypted       = $null
    decryptError    = $null
    copies          = @()
    removeErrors    = @()
    left            = @()
    keyFilesLeft    = $null
    keyFilesError   = $null
    errorEmptied    = $null
    errorError      = $null
}
try {
    Remove-Certificate
    $keyFiles = @(Get-KeyFile)
    $certificate = New-Certificate
    if ($null -ne $certificate) {
        Read-Certificate -Certificate $certificate
        $message = Protect-Sentence -Certificate $certificate
        Unprotect-Sentence -Message "$message"
    }
} finally {
    $answer.copies = @(Find-Store -Stores $otherStores)
    Remove-Certificate
    $answer.left = @(Find-Store -Stores (@($store) + $otherStores))
}
$left = @(Get-KeyFile | Where-Object { $_ -notin $keyFiles })
if ($null -eq $answer.keyFilesError) {
    # Other programs make keys too, so one that's new isn't certainly ours.
    $answer.keyFilesLeft = $left.Count
}
Test-ErrorList
ConvertTo-Json -InputObject $answer -Compress
