<#
.SYNOPSIS
Gets what this server says of Automatic Virtual Machine Activation.

.DESCRIPTION
Gathers, without judging: what Get-VMAutomaticActivation answers, which licensing products have a
key, which operating system the server runs, which subscriptions it has, and when it last synced
with Azure. What fails is reported beside what could be read.
Of every product key in the answer only the last five characters are left.

Works in Constrained Language too, where application control allows no more.

.OUTPUTS
Two objects. Whatever could not be read is null. The first is put out before Azure is asked, whose
cmdlets may hang:
  schema               1
  computerName         the server's name
  languageMode         the language mode in which PowerShell ran this script
  moduleVersion        the version of the module ServerAVMAManager
  moduleSource         how the module was found: name or path; null where there is none
  moduleError          why the module could not be loaded
  activation           the cmdlet's answer as JSON; null where it returned nothing
  activationError      the message of the error that the cmdlet ended in
  activationErrorCode  its HRESULT, such as 0xC004F014
  licensing            JSON: a list of the products with a key, each with name, description,
                       licenseFamily, licenseStatus, licenseStatusReason, partialProductKey,
                       productKeyChannel and gracePeriodRemaining (minutes)
  licensingError       why the products could not be read
  osCaption            the operating system's name
  osVersion            its version, such as 10.0.20349
  osBuild              its build number
  osUpdateRevision     the number after the build, which tells the update
  osSku                its edition as a number
  osDisplayVersion     its release, such as 22H2
  osError              why the operating system could not be read
The second:
  schema               1
  subscription         JSON: a list of what Get-AzureStackHCISubscriptionStatus returned; null where
                       the server has no such cmdlet
  subscriptionError    the message of the error that it ended in
  lastAzureSync        what Get-AzureStackHCI calls LastConnected: ISO text in UTC, or as it came
                       where it is no time
  lastAzureSyncError   the message of the error that it ended in

.ROLE
Readers
#>
param (
)

$ErrorActionPreference = 'Stop'

function Hide-ProductKey {
    param ([string] $Text)

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
    param ($ErrorRecord)

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
    Hide-ProductKey -Text ($texts -join "`n")
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

function Get-NamedValue {
    param ($Value)

    # An enumeration's name says more than its number, which is all that JSON would keep of it.
    if ($null -eq $Value) {
        return $null
    }
    $isPlain = $Value -is [string] -or $Value -is [bool] -or $null -eq ($Value -as [int])
    if ($isPlain -or "$Value" -match '^[-+.,0-9E]+$') {
        # The comma keeps a list a list, also one of a single value.
        return , $Value
    }
    "$Value"
}

function Get-PlainObject {
    param ($Value)

    if ($Value -is [hashtable]) {
        return $Value
    }
    if ($Value -is [string] -or $null -ne ($Value -as [double])) {
        return Get-NamedValue -Value $Value
    }
    $plain = [ordered] @{}
    foreach ($property in $Value.PSObject.Properties) {
        if ($property.Name -notmatch '^(?:Cim(?:Class|Instance|System)\w*|PS\w+|RunspaceId)$') {
            $plain[$property.Name] = Get-NamedValue -Value $property.Value
        }
    }
    $plain
}

function Import-ActivationModule {
    $name = 'ServerAVMAManager'
    try {
        $null = Import-Module -Name $name -DisableNameChecking -WarningAction SilentlyContinue
        return 'name'
    } catch {
        if ("$($_.FullyQualifiedErrorId)" -notlike 'Modules_ModuleNotFound*') {
            $answer.moduleSource = 'name'
            throw
        }
        # Servers updated in April 2021 have it where only its path leads to it.
        $folder = "$env:SystemRoot\System32\WindowsPowerShell\v1.0\Modules\ServerAVMAManager"
        $path = "$folder\ServerAVMAMAnager.psm1"
        if (-not (Test-Path -LiteralPath $path)) {
            throw
        }
        $answer.moduleSource = 'path'
        $null = Import-Module -Name $path -DisableNameChecking -WarningAction SilentlyContinue
        return 'path'
    }
}

function Test-StreamRecord {
    param ($Value)

    # An error, a warning and the like. By its name: Constrained Language does not know the types.
    "$($Value.PSObject.TypeNames)" -match '(?:^| )System\.Management\.Automation\.\w+Record(?: |$)'
}

# Of what a cmdlet says only its errors and what it returns count. Its streams are merged, not sent
# to $null: what is sent there still reaches the streams that the gateway reads.
function Get-SaidError {
    param ($Said)

    $Said | Where-Object {
        (Test-StreamRecord -Value $_) -and $null -ne $_.FullyQualifiedErrorId
    }
}

function Get-SaidValue {
    param ($Said)

    $Said | Where-Object { $null -ne $_ -and -not (Test-StreamRecord -Value $_) }
}

function Read-Activation {
    try {
        $answer.moduleSource = Import-ActivationModule
        $modules = @(Get-Module -Name ServerAVMAManager)
        $answer.moduleVersion = "$($modules[0].Version)"
    } catch {
        $answer.moduleError = Get-ErrorText -ErrorRecord $_
        return
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
            $plain = @($values | ForEach-Object { Get-PlainObject -Value $_ })
            $json = $plain | ConvertTo-Json -Compress -Depth 5 -WarningAction SilentlyContinue
            $answer.activation = Hide-ProductKey -Text $json
        }
    } catch {
        $answer.activationError = Get-ErrorText -ErrorRecord $_
        $answer.activationErrorCode = Get-ErrorCode -ErrorRecord $_
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
        # Only these properties: some of the others take seconds each.
        $properties = 'Name', 'Description', 'LicenseFamily', 'LicenseStatus',
            'LicenseStatusReason', 'PartialProductKey', 'ProductKeyChannel', 'GracePeriodRemaining'
        $query = @{
            ClassName = 'SoftwareLicensingProduct'
            Filter    = "ApplicationID = '$windows' AND PartialProductKey IS NOT NULL"
            Property  = $properties
        }
        $rows = @(Get-CimInstance @query | ForEach-Object { Get-ProductRow -Product $_ })
        # Each by itself, so that it is a list for none and for one as well.
        $products = @($rows | ForEach-Object { ConvertTo-Json -InputObject $_ -Compress })
        $answer.licensing = Hide-ProductKey -Text "[$($products -join ',')]"
    } catch {
        $answer.licensingError = Get-ErrorText -ErrorRecord $_
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
        $system = Get-CimInstance -ClassName Win32_OperatingSystem
        $answer.osCaption = $system.Caption
        $answer.osVersion = $system.Version
        $answer.osBuild = $system.BuildNumber
        $answer.osSku = $system.OperatingSystemSKU
        $revision = Get-RegistryValue -Method GetDWORDValue -Name UBR
        if ($null -ne $revision.uValue) {
            $answer.osUpdateRevision = "$($revision.uValue)"
        }
        $release = Get-RegistryValue -Method GetStringValue -Name DisplayVersion
        $answer.osDisplayVersion = $release.sValue
    } catch {
        $answer.osError = Get-ErrorText -ErrorRecord $_
    }
}

function Test-NotThere {
    param ($ErrorRecord, [string] $Cmdlet)

    # No such module or cmdlet: not a fault, but an older system or another. A command that is
    # missing within the cmdlet is one.
    $id = "$($ErrorRecord.FullyQualifiedErrorId)"
    $isMissing = $id -like 'CommandNotFound*' -and $ErrorRecord.CategoryInfo.TargetName -eq $Cmdlet
    $isMissing -or $id -like 'Modules_ModuleNotFound*'
}

function Get-UtcText {
    param ($Value)

    if ($null -eq $Value -or "$Value" -eq '') {
        return $null
    }
    if ($Value -is [datetime]) {
        return '{0:o}' -f $Value.ToUniversalTime()
    }
    # A time with its distance from UTC, whose type Constrained Language does not know.
    if ($Value.UtcDateTime -is [datetime]) {
        return '{0:o}' -f $Value.UtcDateTime
    }
    Hide-ProductKey -Text "$Value"
}

function Read-Subscription {
    try {
        $said = @(Get-AzureStackHCISubscriptionStatus *>&1)
        $errors = @(Get-SaidError -Said $said)
        if ($errors.Count -gt 0) {
            $cloud.subscriptionError = Get-ErrorText -ErrorRecord $errors[0]
        }
        $rows = @(Get-SaidValue -Said $said | ForEach-Object {
                $row = Get-PlainObject -Value $_
                ConvertTo-Json -InputObject $row -Compress -Depth 3 -WarningAction SilentlyContinue
            })
        if ($rows.Count -gt 0 -or $errors.Count -eq 0) {
            $cloud.subscription = Hide-ProductKey -Text "[$($rows -join ',')]"
        }
    } catch {
        if (-not (Test-NotThere -ErrorRecord $_ -Cmdlet Get-AzureStackHCISubscriptionStatus)) {
            $cloud.subscriptionError = Get-ErrorText -ErrorRecord $_
        }
    }
}

function Read-LastAzureSync {
    try {
        $said = @(Get-AzureStackHCI *>&1)
        $errors = @(Get-SaidError -Said $said)
        if ($errors.Count -gt 0) {
            $cloud.lastAzureSyncError = Get-ErrorText -ErrorRecord $errors[0]
        }
        foreach ($azure in @(Get-SaidValue -Said $said)) {
            $cloud.lastAzureSync = Get-UtcText -Value $azure.LastConnected
        }
    } catch {
        if (-not (Test-NotThere -ErrorRecord $_ -Cmdlet Get-AzureStackHCI)) {
            $cloud.lastAzureSyncError = Get-ErrorText -ErrorRecord $_
        }
    }
}

function Read-Azure {
    try {
        $module = @{ DisableNameChecking = $true; WarningAction = 'SilentlyContinue' }
        $null = Import-Module -Name AzureStackHCI @module
    } catch {
        if (-not (Test-NotThere -ErrorRecord $_)) {
            $cloud.subscriptionError = Get-ErrorText -ErrorRecord $_
            $cloud.lastAzureSyncError = $cloud.subscriptionError
        }
        return
    }
    Read-Subscription
    Read-LastAzureSync
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
    licensing           = $null
    licensingError      = $null
    osCaption           = $null
    osVersion           = $null
    osBuild             = $null
    osUpdateRevision    = $null
    osSku               = $null
    osDisplayVersion    = $null
    osError             = $null
}
$cloud = @{
    schema             = 1
    subscription       = $null
    subscriptionError  = $null
    lastAzureSync      = $null
    lastAzureSyncError = $null
}
# A module's functions look for this preference in the session, not in the script that calls them.
$progress = $Global:ProgressPreference
$Global:ProgressPreference = 'SilentlyContinue'
try {
    Read-Activation
    Read-Licensing
    Read-OperatingSystem
    New-Object -TypeName PSObject -Property $answer
    Read-Azure
    New-Object -TypeName PSObject -Property $cloud
} finally {
    $Global:ProgressPreference = $progress
    # What was caught above is still kept here, and may have a key in its text. Constrained
    # Language refuses the method.
    try { $Global:Error.Clear() } catch { $null = $_ }
}
