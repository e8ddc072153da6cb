<#
.SYNOPSIS
Gets what this server reports about Automatic Virtual Machine Activation.

.DESCRIPTION
Collects, without evaluating, the answer of Get-VMAutomaticActivation, the licensing products with
a key, the server's operating system, its subscriptions, and its last sync with Azure. Failures are
reported beside what could be read.
Product keys in the answer are masked except for their last five characters.

Also runs in Constrained Language mode, which application control may enforce.

.OUTPUTS
Five objects. Values that couldn't be read are null. Each object is returned before the script asks
for the next, which may take longer, or may hang. All have schema = 1. The first:
  schema               1
  computerName         the server's name
  languageMode         the language mode in which PowerShell ran this script
  moduleVersion        the version of the module ServerAVMAManager
  moduleSource         how the module was found: name or path; null if it wasn't found
  moduleError          why the module couldn't be loaded
  activation           the cmdlet's answer as JSON; null if it returned nothing
  activationError      the message of the cmdlet's error
  activationErrorCode  its HRESULT, such as 0xC004F014
  keyCertificates      in Constrained Language, the thumbprints of the certificates that
                       New-KeyCertificate made and that are still on the server, separated by
                       commas
The second, from one row of WMI and two values of the registry:
  osCaption            the operating system's name
  osVersion            its version, such as 10.0.20349
  osBuild              its build number
  osUpdateRevision     the number after the build, which identifies the update
  osSku                its edition as a number
  osDisplayVersion     its release, such as 22H2
  osError              why the operating system couldn't be read
The third, from a query over all licensing products:
  licensing            JSON: a list of the products with a key, each with name, description,
                       licenseFamily, licenseStatus, licenseStatusReason, partialProductKey,
                       productKeyChannel and gracePeriodRemaining (minutes)
  licensingError       why the products couldn't be read
The fourth:
  lastAzureSync        LastConnected of Get-AzureStackHCI: ISO text in UTC, or unchanged if it
                       isn't a time
  azureRegistration    its RegistrationStatus, such as Registered
  azureConnection      its ConnectionStatus, such as Connected or OutOfPolicy
  lastAzureSyncError   the message of the error of Get-AzureStackHCI
The fifth, which may need a connection to Azure:
  subscription         JSON: a list of what Get-AzureStackHCISubscriptionStatus returned; null if
                       the server doesn't have the cmdlet
  subscriptionError    the message of its error

.ROLE
Readers
#>
param (
)

$ErrorActionPreference = 'Stop'

. "$PSScriptRoot/answers/Hide-ProductKey.ps1"
. "$PSScriptRoot/answers/Read-Error.ps1"
. "$PSScriptRoot/answers/Read-Output.ps1"
. "$PSScriptRoot/answers/ConvertTo-Answer.ps1"
. "$PSScriptRoot/answers/Import-ActivationModule.ps1"
. "$PSScriptRoot/answers/Clear-ErrorList.ps1"
. "$PSScriptRoot/answers/Find-KeyCertificate.ps1"

function Read-Activation {
    $found = @{ source = $null }
    try {
        Import-ActivationModule -Found $found
        $modules = @(Get-Module -Name ServerAVMAManager)
        $answer.moduleVersion = "$($modules[0].Version)"
    } catch {
        $answer.moduleError = Get-ErrorText -ErrorRecord $_
        return
    } finally {
        $answer.moduleSource = $found.source
    }
    try {
        $said = @(Get-VMAutomaticActivation *>&1)
        $errors = @(Get-SaidError -Said $said)
        $values = @(Get-SaidValue -Said $said)
        if ($errors.Count -gt 0) {
            $answer.activationError = Get-ErrorText -ErrorRecord $errors[0]
            $answer.activationErrorCode = Get-ErrorCode -ErrorRecord $errors[0]
        }
        if ($values.Count -gt 0) {
            $answer.activation = ConvertTo-Answer -Value $values
        }
    } catch {
        $answer.activationError = Get-ErrorText -ErrorRecord $_
        $answer.activationErrorCode = Get-ErrorCode -ErrorRecord $_
    }
}

function Read-KeyCertificate {
    # No certificates are made elsewhere.
    if ($answer.languageMode -ne 'ConstrainedLanguage') {
        return
    }
    try {
        $found = @(Find-KeyCertificate | ForEach-Object { $_.Thumbprint })
        $answer.keyCertificates = $found -join ','
    } catch {
        $answer.keyCertificates = $null
    }
}

function Get-RegistryValue {
    param ([string] $Method, [string] $Name)

    $arguments = @{
        hDefKey     = [uint32] 2147483650
        sSubKeyName = 'SOFTWARE\Microsoft\Windows NT\CurrentVersion'
        sValueName  = $Name
    }
    $call = @{ Namespace = 'root/cimv2'; ClassName = 'StdRegProv'; MethodName = $Method }
    Invoke-CimMethod @call -Arguments $arguments
}

function Read-OperatingSystem {
    try {
        Import-Module -Name CimCmdlets
        $row = Get-CimInstance -ClassName Win32_OperatingSystem
        $system.osCaption = $row.Caption
        $system.osVersion = $row.Version
        $system.osBuild = $row.BuildNumber
        $system.osSku = $row.OperatingSystemSKU
        $revision = Get-RegistryValue -Method GetDWORDValue -Name UBR
        if ($null -ne $revision.uValue) {
            $system.osUpdateRevision = "$($revision.uValue)"
        }
        $release = Get-RegistryValue -Method GetStringValue -Name DisplayVersion
        $system.osDisplayVersion = $release.sValue
    } catch {
        $system.osError = Get-ErrorText -ErrorRecord $_
    }
}

function Get-ProductRow {
    param ($Product)

    $reason = $Product.LicenseStatusReason
    if ($null -ne $reason) {
        $reason = '0x{0:X8}' -f $reason
    }
    [ordered] @{
        name                 = $Product.Name
        description          = $Product.Description
        licenseFamily        = $Product.LicenseFamily
        licenseStatus        = $Product.LicenseStatus
        licenseStatusReason  = $reason
        partialProductKey    = $Product.PartialProductKey
        productKeyChannel    = $Product.ProductKeyChannel
        gracePeriodRemaining = $Product.GracePeriodRemaining
    }
}

function Read-Licensing {
    try {
        Import-Module -Name CimCmdlets
        $windows = '55c92734-d682-4d71-983e-d6ec3f16059f'
        # Only these properties, because some of the others take seconds each.
        $properties = 'Name', 'Description', 'LicenseFamily', 'LicenseStatus',
            'LicenseStatusReason', 'PartialProductKey', 'ProductKeyChannel', 'GracePeriodRemaining'
        $query = @{
            ClassName = 'SoftwareLicensingProduct'
            Filter    = "ApplicationID = '$windows' AND PartialProductKey IS NOT NULL"
            Property  = $properties
        }
        $rows = @(Get-CimInstance @query | ForEach-Object { Get-ProductRow -Product $_ })
        # Convert each row separately, so that none or one also make a list.
        $texts = @($rows | ForEach-Object { ConvertTo-Json -InputObject $_ -Compress })
        $products.licensing = Hide-ProductKey -Text "[$($texts -join ',')]"
    } catch {
        $products.licensingError = Get-ErrorText -ErrorRecord $_
    }
}

function Test-NotThere {
    param ($ErrorRecord, [string] $Cmdlet)

    # A missing module or cmdlet isn't an error: the system is older or a different one. A missing
    # command inside the cmdlet is an error.
    $id = "$($ErrorRecord.FullyQualifiedErrorId)"
    $isMissing = $id -like 'CommandNotFound*' -and $ErrorRecord.CategoryInfo.TargetName -eq $Cmdlet
    $isMissing -or $id -like 'Modules_ModuleNotFound*'
}

function Get-AzureText {
    param ($Value)

    if ($null -eq $Value -or "$Value" -eq '') {
        return $null
    }
    if ($Value -is [datetime]) {
        return '{0:o}' -f $Value.ToUniversalTime()
    }
    # A time with a UTC offset, whose type isn't available in Constrained Language.
    if ($Value.UtcDateTime -is [datetime]) {
        return '{0:o}' -f $Value.UtcDateTime
    }
    Hide-ProductKey -Text "$Value"
}

function Import-AzureModule {
    try {
        $module = @{ DisableNameChecking = $true; WarningAction = 'SilentlyContinue' }
        $null = Import-Module -Name AzureStackHCI @module
        $azure.isLoaded = $true
    } catch {
        if (-not (Test-NotThere -ErrorRecord $_)) {
            $azure.error = Get-ErrorText -ErrorRecord $_
        }
    }
}

function Read-LastAzureSync {
    if (-not $azure.isLoaded) {
        $sync.lastAzureSyncError = $azure.error
        return
    }
    try {
        $said = @(Get-AzureStackHCI *>&1)
        $errors = @(Get-SaidError -Said $said)
        if ($errors.Count -gt 0) {
            $sync.lastAzureSyncError = Get-ErrorText -ErrorRecord $errors[0]
        }
        foreach ($row in @(Get-SaidValue -Said $said)) {
            $sync.lastAzureSync = Get-AzureText -Value $row.LastConnected
            $sync.azureRegistration = Get-AzureText -Value $row.RegistrationStatus
            $sync.azureConnection = Get-AzureText -Value $row.ConnectionStatus
        }
    } catch {
        if (-not (Test-NotThere -ErrorRecord $_ -Cmdlet Get-AzureStackHCI)) {
            $sync.lastAzureSyncError = Get-ErrorText -ErrorRecord $_
        }
    }
}

function Read-Subscription {
    if (-not $azure.isLoaded) {
        $subscriptions.subscriptionError = $azure.error
        return
    }
    try {
        $said = @(Get-AzureStackHCISubscriptionStatus *>&1)
        $errors = @(Get-SaidError -Said $said)
        if ($errors.Count -gt 0) {
            $subscriptions.subscriptionError = Get-ErrorText -ErrorRecord $errors[0]
        }
        $values = @(Get-SaidValue -Said $said)
        if ($values.Count -gt 0 -or $errors.Count -eq 0) {
            $subscriptions.subscription = ConvertTo-Answer -Value $values -AsList
        }
    } catch {
        if (-not (Test-NotThere -ErrorRecord $_ -Cmdlet Get-AzureStackHCISubscriptionStatus)) {
            $subscriptions.subscriptionError = Get-ErrorText -ErrorRecord $_
        }
    }
}

$answer = @{
    schema              = 1
    computerName        = $env:COMPUTERNAME
    languageMode        = "$($ExecutionContext.SessionState.LanguageMode)"
    moduleVersion       = $null
    moduleSource        = $null
    moduleError         = $null
    activation          = $null
    activationError     = $null
    activationErrorCode = $null
    keyCertificates     = $null
}
$system = @{
    schema           = 1
    osCaption        = $null
    osVersion        = $null
    osBuild          = $null
    osUpdateRevision = $null
    osSku            = $null
    osDisplayVersion = $null
    osError          = $null
}
$products = @{ schema = 1; licensing = $null; licensingError = $null }
$azure = @{ isLoaded = $false; error = $null }
$sync = @{
    schema             = 1
    lastAzureSync      = $null
    azureRegistration  = $null
    azureConnection    = $null
    lastAzureSyncError = $null
}
$subscriptions = @{ schema = 1; subscription = $null; subscriptionError = $null }
# A module's functions read this preference from the session, not from the calling script.
$progress = $Global:ProgressPreference
$Global:ProgressPreference = 'SilentlyContinue'
try {
    # From quick to slow. What was returned is known, even if a later part never ends.
    Read-Activation
    Read-KeyCertificate
    New-Object -TypeName PSObject -Property $answer
    Read-OperatingSystem
    New-Object -TypeName PSObject -Property $system
    Read-Licensing
    New-Object -TypeName PSObject -Property $products
    Import-AzureModule
    Read-LastAzureSync
    New-Object -TypeName PSObject -Property $sync
    Read-Subscription
    New-Object -TypeName PSObject -Property $subscriptions
} finally {
    $Global:ProgressPreference = $progress
    Clear-ErrorList
}
