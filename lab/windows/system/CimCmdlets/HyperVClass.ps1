<#
.SYNOPSIS
What WMI tells of the virtual machines of a server: root/virtualization/v2.
#>

# A guess: how saved and paused are counted; running and off are known.
$script:guestStates = @{ running = 2; off = 3; saved = 6; paused = 9 }
$script:exchangeId = '2A34B1C2-FD73-4043-8A5B-DD2159BC743F'
# A guess to the letter. Names of components are localized: whoever goes by them finds nothing here.
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
# By name, since a class may have no instance at all.
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
The guests of a server. As tables, since there may be hundreds of them.
#>
function Read-LabGuest {
    param([string] $Server)
    $text = Read-LabText -Name "guests/$Server.json"
    # The comma keeps a list a list.
    , @((ConvertFrom-Json -InputObject $text -AsHashtable)['guests'])
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
The components by which guests tell of themselves. A guess: that one which is not on has none.
#>
function Get-ExchangeComponent {
    param($Guests, $Words)
    # Many guests have the same system: each item is written once.
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
An item as Hyper-V gives it: the XML of an instance of Msvm_KvpExchangeDataItem.
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
The settings of Data Exchange: Hyper-V's own defaults, those of each guest, those of checkpoints.
#>
function Get-ExchangeSetting {
    param($Guests, $Words)
    foreach ($kind in 'Default', 'Maximum', 'Minimum', 'Increment') {
        New-ExchangeSetting -Id "Definition\$script:exchangeId\$kind" -IsOn $true -Words $Words
    }
    foreach ($guest in $Guests) {
        $setting = @{ IsOn = $guest['dataExchange']; Words = $Words }
        New-ExchangeSetting -Id "$($guest['id'])\$script:exchangeId" @setting
        # At the time of the checkpoint it was the other way round: nothing may be taken from there.
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
