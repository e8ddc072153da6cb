<#
.SYNOPSIS
Windows' licensing service in WMI: its products and the service itself.
#>

$script:windowsApplication = '55c92734-d682-4d71-983e-d6ec3f16059f'
$script:keyChannels = @{
    mak = @{ channel = 'Volume:MAK'; description = 'VOLUME_MAK' }
    oem = @{ channel = 'OEM:NONSLP'; description = 'OEM_NONSLP' }
    retail = @{ channel = 'Retail'; description = 'RETAIL' }
}

<#
.SYNOPSIS
The products: the host system's own; one without a key, as Windows lists dozens; and Windows Server
Datacenter if the server has a host key.
#>
function Get-LicensingProduct {
    $server = Get-LabServer
    $edition = $server.operatingSystem.editionId
    $own = @{
        ID = '1d6f0d6c-3c0d-4b7b-8a70-7a4e6f0b1a01'
        Name = "Windows(R), $edition edition"
        Family = $edition
        Channel = @{ channel = 'Retail'; description = 'RETAIL' }
        PartialKey = '7HWQ4'
        Status = $server.ownLicenseStatus
        # A guess for a server that isn't licensed: its license wasn't found.
        Reason = if ($server.ownLicenseStatus -eq 1) { '0x00000000' } else { '0xC004F034' }
    }
    New-LicensingProduct @own
    $without = @{
        ID = '1d6f0d6c-3c0d-4b7b-8a70-7a4e6f0b1a02'
        Name = "Windows(R), $edition edition"
        Family = $edition
        Channel = @{ channel = 'Volume:GVLK'; description = 'VOLUME_KMSCLIENT' }
        Reason = '0xC004F014'
    }
    New-LicensingProduct @without
    if (Test-LargeAnswer -Kind 'products') { Get-ManyProduct }
    $activation = Get-LabActivation
    if (-not $activation.key) { return }
    $datacenter = @{
        ID = '1d6f0d6c-3c0d-4b7b-8a70-7a4e6f0b1a03'
        # Every published row of a Windows Server host has this name, without a year. It's a guess
        # that the product that a host key adds has it, too.
        Name = 'Windows(R), ServerDatacenter edition'
        Family = 'ServerDatacenter'
        Channel = $script:keyChannels[$activation.kind]
        PartialKey = $activation.partialProductKey
        Status = $activation.licenseStatus
        Reason = $activation.licenseStatusReason
    }
    New-LicensingProduct @datacenter
}

<#
.SYNOPSIS
Licenses of other products, with long names.
#>
function Get-ManyProduct {
    $about = 'Office 24, Office24ProPlus edition'
    $name = Get-LargeText -About $about -Length 2048
    foreach ($number in Get-LargeCount -Each $name.Length) {
        $product = @{
            ID = '1d6f0d6c-3c0d-4b7b-8a70-{0:x12}' -f $number
            Name = "$name $number"
            Family = 'Office24ProPlus'
            Channel = $script:keyChannels['retail']
            PartialKey = '7HWQ4'
            Status = 1
        }
        New-LicensingProduct @product
    }
}

function New-LicensingProduct {
    param(
        [string] $ID, [string] $Name, [string] $Family, [hashtable] $Channel, $PartialKey = $null,
        [int] $Status = 0, [string] $Reason = '0x00000000'
    )
    [ordered]@{
        ID = $ID
        ApplicationID = $script:windowsApplication
        Name = $Name
        Description = "Windows(R) Operating System, $($Channel.description) channel"
        LicenseFamily = $Family
        LicenseStatus = [uint32]$Status
        LicenseStatusReason = [System.Convert]::ToUInt32($Reason, 16)
        PartialProductKey = $PartialKey
        ProductKeyChannel = $Channel.channel
        GracePeriodRemaining = [uint32]0
        LicenseIsAddon = $false
    }
}

function Get-LicensingService {
    [ordered]@{
        Version = (Get-LabServer).operatingSystem.version
        ClientMachineID = '0f4c8a52-6b1d-4b0c-8c9b-2d7f5e3a9b10'
        IsKeyManagementServiceMachine = [uint32]0
        KeyManagementServiceMachine = ''
        KeyManagementServicePort = [uint32]0
        OA3xOriginalProductKey = ''
        RemainingWindowsReArmCount = [uint32]1001
    }
}
