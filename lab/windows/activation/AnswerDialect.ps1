<#
.SYNOPSIS
The forms of the answers of ServerAVMAManager's cmdlets.

.DESCRIPTION
The real answers aren't published. Every dialect here is a guess, and so is that it's in English
whatever the server's language. Each server of the lab has the name of one. To add one, add a
function to the table, and its name to answerDialects in lab/servers/server-state.ts.
#>

$script:answerDialects = @{
    # A guess: one object with plain words.
    plain = {
        param($Activation)
        $status = 'NotConfigured'
        if ($Activation.key) {
            $status = if ($Activation.licenseStatus -eq 1) { 'Activated' } else { 'NotActivated' }
        }
        [pscustomobject]@{
            ComputerName = $env:COMPUTERNAME
            ActivationStatus = $status
            ProductKeyVersion = Get-ReleaseName -Activation $Activation
            ProductKeyType = if ($Activation.key) { "$($Activation.kind)" } else { $null }
            PartialProductKey = $Activation.partialProductKey
        }
    }
    # A guess: the properties and numbers of Windows' licensing classes.
    numbers = {
        param($Activation)
        $reason = if ($Activation.key) { $Activation.licenseStatusReason } else { '0xC004F014' }
        [pscustomobject]@{
            Name = Get-ReleaseName -Activation $Activation
            Description = Get-ChannelDescription -Activation $Activation
            PartialProductKey = $Activation.partialProductKey
            LicenseStatus = [uint32](Get-LicenseStatus -Activation $Activation)
            LicenseStatusReason = [System.Convert]::ToUInt32($reason, 16)
        }
    }
    # A guess: lines of text, in the words of slmgr /dli.
    listing = {
        param($Activation)
        $status = Get-LicenseStatus -Activation $Activation
        "Name: $(Get-ReleaseName -Activation $Activation)"
        "Description: $(Get-ChannelDescription -Activation $Activation)"
        "Partial Product Key: $($Activation.partialProductKey)"
        "License Status: $($script:licenseStatusNames[$status])"
        if ($status -eq 5) { "Notification Reason: $($Activation.licenseStatusReason)" }
    }
    # A guess: one sentence.
    sentence = {
        param($Activation)
        if (-not $Activation.key) {
            return 'No product key is installed for Automatic Virtual Machine Activation.'
        }
        $key = "key that ends in $($Activation.partialProductKey)"
        $release = Get-ReleaseName -Activation $Activation
        if ($Activation.licenseStatus -eq 1) {
            return "This server is activated with a $release $key."
        }
        "The $release $key is not activated ($($Activation.licenseStatusReason))."
    }
    # A guess: an object with nested objects.
    nested = {
        param($Activation)
        $state = 'NoKey'
        if ($Activation.key) {
            $state = if ($Activation.licenseStatus -eq 1) { 'Licensed' } else { 'Unlicensed' }
        }
        [pscustomobject]@{
            ComputerName = $env:COMPUTERNAME
            Activation = [pscustomobject]@{
                State = $state
                Reason = if ($Activation.key) { $Activation.licenseStatusReason } else { $null }
            }
            ProductKey = [pscustomobject]@{
                Version = Get-ReleaseName -Activation $Activation
                Channel = if ($Activation.key) { "$($Activation.kind)" } else { $null }
                LastFive = $Activation.partialProductKey
            }
        }
    }
    # A guess: no output.
    silent = { }
    # A guess: unknown properties that don't tell one state from another.
    unheardOf = {
        [pscustomobject]@{
            AvmaContext = 'a3f1-77'
            Flags = [uint32]40961
            Slots = @([pscustomobject]@{ Index = [uint32]0; Blob = 'AQAAANCMnd8' })
        }
    }
}

# The words of slmgr for Windows' numbers.
$script:licenseStatusNames = @(
    'Unlicensed', 'Licensed', 'Initial grace period', 'Additional grace period',
    'Non-genuine grace period', 'Notification', 'Extended grace period'
)

function Get-ReleaseName {
    param($Activation)
    if ($Activation.key) { "Windows Server $($Activation.version)" }
}

function Get-ChannelDescription {
    param($Activation)
    $channels = @{ mak = 'VOLUME_MAK'; oem = 'OEM_NONSLP'; retail = 'RETAIL' }
    if ($Activation.key) {
        "Windows(R) Operating System, $($channels[$Activation.kind]) channel"
    }
}

function Get-LicenseStatus {
    param($Activation)
    if ($Activation.key) { [int]$Activation.licenseStatus } else { 0 }
}

<#
.SYNOPSIS
Answers in a dialect.
#>
function ConvertTo-Answer {
    param([string] $Dialect, $Activation)
    if (-not $script:answerDialects.ContainsKey($Dialect)) {
        throw "The lab has no answer dialect '$Dialect'."
    }
    & $script:answerDialects[$Dialect] $Activation
}
