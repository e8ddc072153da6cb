<#
.SYNOPSIS
The virtual machines of a server in WMI: root/virtualization/v2.
#>

# The numbers for running and off are known. Those for saved and paused are a guess.
$script:guestStates = @{ running = 2; off = 3; saved = 6; paused = 9 }
$script:exchangeId = '2A34B1C2-FD73-4043-8A5B-DD2159BC743F'
# A guess. Names of components are localized, so code that relies on them finds nothing here.
$script:hyperVWords = @{
    'en-US' = @{
        host = 'Hosting Computer System'; guest = 'Virtual Machine'
        exchange = 'Key-Value Pair Exchange'
    }
    'de-DE' = @{
        host = 'Hostcomputersystem'; guest = 'Virtueller Computer'
        exchange = 'Schlüsselaustausch'
    }
}
# Listed by name, because a class may have no instance.
$script:hyperVProperties = @{
    Msvm_ComputerSystem = 'Name', 'ElementName', 'Caption', 'EnabledState'
    Msvm_KvpExchangeComponent = 'SystemName', 'DeviceID', 'ElementName', 'Caption', 'EnabledState',
        'GuestIntrinsicExchangeItems', 'GuestExchangeItems'
    Msvm_KvpExchangeComponentSettingData = 'InstanceID', 'ElementName', 'Caption', 'EnabledState'
}

function Get-HyperVInstance {
    param([string] $ClassName)
    $words = $script:hyperVWords[(Get-LabServer).language]
    $guests = Read-LabGuest -Server $env:LAB_SERVER
    switch ($ClassName) {
        'Msvm_ComputerSystem' { Get-GuestSystem -Guests $guests -Words $words }
        'Msvm_KvpExchangeComponent' { Get-ExchangeComponent -Guests $guests -Words $words }
        'Msvm_KvpExchangeComponentSettingData' {
            Get-ExchangeSetting -Guests $guests -Words $words
        }
        default { throw "The lab does not simulate the class '$ClassName'." }
    }
}

<#
.SYNOPSIS
Reads the guests of a server. Returns tables, because there may be hundreds of guests.
#>
function Read-LabGuest {
    param([string] $Server)
    $text = Read-LabText -Name "guests/$Server.json"
    $guests = @((ConvertFrom-Json -InputObject $text -AsHashtable)['guests'])
    if (Test-LargeAnswer -Kind 'guests') { $guests += @(Get-ManyGuest) }
    # The comma keeps a list a list.
    , $guests
}

<#
.SYNOPSIS
Guests with long names in DNS, which aren't in the files.
#>
function Get-ManyGuest {
    $domain = Get-LargeText -About 'many.contoso.com' -Length 1024
    foreach ($number in Get-LargeCount -Each $domain.Length) {
        @{
            id = '1D6F0D6C-3C0D-4B7B-8A70-{0:X12}' -f $number
            name = "$env:LAB_SERVER-many-$number"
            state = 'running'
            clustered = $false
            dataExchange = $true
            integrationServices = $true
            items = @{ OSName = 'Ubuntu 24.04'; FullyQualifiedDomainName = "$number.$domain" }
            reported = @{}
            checkpoints = @()
        }
    }
}

function Get-GuestSystem {
    param($Guests, $Words)
    [ordered]@{
        Name = $env:COMPUTERNAME
        ElementName = $env:COMPUTERNAME
        Caption = $Words.host
        EnabledState = [uint16]2
    }
    foreach ($guest in $Guests) {
        [ordered]@{
            Name = $guest['id']
            ElementName = $guest['name']
            Caption = $Words.guest
            EnabledState = [uint16]$script:guestStates[$guest['state']]
        }
    }
}

<#
.SYNOPSIS
The components through which guests report data. It's a guess that one that is off has none.
#>
function Get-ExchangeComponent {
    param($Guests, $Words)
    # Many guests have the same system, so write each item once.
    $written = [System.Collections.Generic.Dictionary[string, string]]::new()
    foreach ($guest in $Guests) {
        if ($guest['state'] -in 'off', 'saved') { continue }
        $speaks = $guest['dataExchange'] -and $guest['integrationServices']
        $intrinsic = @()
        $others = @()
        if ($speaks) {
            $intrinsic = ConvertTo-ExchangeItem -Items $guest['items'] -Written $written
            $others = ConvertTo-ExchangeItem -Items $guest['reported'] -Written $written
        }
        [ordered]@{
            SystemName = $guest['id']
            DeviceID = "Microsoft:$($guest['id'])\$script:exchangeId"
            ElementName = $Words.exchange
            Caption = $Words.exchange
            EnabledState = [uint16]$(if ($speaks) { 2 } else { 3 })
            GuestIntrinsicExchangeItems = [string[]]@($intrinsic)
            GuestExchangeItems = [string[]]@($others)
        }
    }
}

function ConvertTo-ExchangeItem {
    param($Items, $Written)
    foreach ($name in $Items.Keys) {
        $entry = "$name=$($Items[$name])"
        if (-not $Written.ContainsKey($entry)) {
            $Written[$entry] = New-ExchangeItem -Name $name -Data $Items[$name]
        }
        $Written[$entry]
    }
}

<#
.SYNOPSIS
Returns an item as Hyper-V does: the XML of an instance of Msvm_KvpExchangeDataItem.
#>
function New-ExchangeItem {
    param([string] $Name, [string] $Data)
    $properties = [ordered]@{
        Caption = ''; Data = $Data; Description = ''; ElementName = ''; InstanceID = ''
        Name = $Name
    }
    $written = foreach ($property in $properties.Keys) {
        $value = $properties[$property]
        if ($value -ne '') {
            $text = [System.Security.SecurityElement]::Escape($value)
            "<PROPERTY NAME=`"$property`" TYPE=`"string`"><VALUE>$text</VALUE></PROPERTY>"
        } else {
            "<PROPERTY NAME=`"$property`" PROPAGATED=`"true`" TYPE=`"string`"></PROPERTY>"
        }
    }
    $source = '<PROPERTY NAME="Source" TYPE="uint16"><VALUE>2</VALUE></PROPERTY>'
    "<INSTANCE CLASSNAME=`"Msvm_KvpExchangeDataItem`">$(-join $written)$source</INSTANCE>"
}

<#
.SYNOPSIS
The settings of Data Exchange: Hyper-V's defaults, each guest's, and those of checkpoints.
#>
function Get-ExchangeSetting {
    param($Guests, $Words)
    foreach ($kind in 'Default', 'Maximum', 'Minimum', 'Increment') {
        New-ExchangeSetting -Id "Definition\$script:exchangeId\$kind" -IsOn $true -Words $Words
    }
    foreach ($guest in $Guests) {
        $setting = @{ IsOn = $guest['dataExchange']; Words = $Words }
        New-ExchangeSetting -Id "$($guest['id'])\$script:exchangeId" @setting
        # A checkpoint has the opposite setting: nothing may be read from it.
        $setting.IsOn = -not $setting.IsOn
        foreach ($checkpoint in $guest['checkpoints']) {
            New-ExchangeSetting -Id "$checkpoint\$script:exchangeId" @setting
        }
    }
}

function New-ExchangeSetting {
    param([string] $Id, [bool] $IsOn, $Words)
    [ordered]@{
        InstanceID = "Microsoft:$Id"
        ElementName = $Words.exchange
        Caption = $Words.exchange
        EnabledState = [uint16]$(if ($IsOn) { 2 } else { 3 })
    }
}
