<#
.SYNOPSIS
The parts of a server's WMI and event log that Get-ServerVirtualMachine uses, for its tests.
#>

# Stand-ins, because Pester can mock only what exists.
function Get-CimInstance { param ($Namespace, $ClassName, $Filter, $Property) }
function Get-WinEvent {
    [CmdletBinding()] param ([hashtable] $FilterHashtable, $MaxEvents)
}

# Not a real key: it only has the form of one.
$key = 'BCDFG-HJKMP-QRTVW-XY234-N6789'
$groups = 'BCDFG', 'HJKMP', 'QRTVW', 'XY234'

$first = '0A1B2C3D-0000-4000-8000-000000000001'
$second = '0A1B2C3D-0000-4000-8000-000000000002'
$exchange = '2A34B1C2-FD73-4043-8A5B-DD2159BC743F'

function New-DataItem {
    param ([string] $Name, [string] $Value)
    $text = [System.Security.SecurityElement]::Escape($Value)
    '<INSTANCE CLASSNAME="Msvm_KvpExchangeDataItem">' +
        '<PROPERTY NAME="Caption" PROPAGATED="true" TYPE="string"></PROPERTY>' +
        "<PROPERTY NAME=`"Data`" TYPE=`"string`"><VALUE>$text</VALUE></PROPERTY>" +
        '<PROPERTY NAME="ElementName" PROPAGATED="true" TYPE="string"></PROPERTY>' +
        "<PROPERTY NAME=`"Name`" TYPE=`"string`"><VALUE>$Name</VALUE></PROPERTY>" +
        '<PROPERTY NAME="Source" TYPE="uint16"><VALUE>2</VALUE></PROPERTY></INSTANCE>'
}

function New-System {
    param ([string] $Id, [string] $Name, [int] $State = 2)
    [pscustomobject] @{ Name = $Id; ElementName = $Name; EnabledState = [uint16] $State }
}

function New-Component {
    param ([string] $Id, [string[]] $Intrinsic, [string[]] $Other)
    [pscustomobject] @{
        SystemName = $Id
        GuestIntrinsicExchangeItems = $Intrinsic
        GuestExchangeItems = $Other
    }
}

function New-Pair {
    param ([string] $Resource, [string] $Node)
    [pscustomobject] @{
        GroupComponent = [pscustomobject] @{ Name = $Resource }
        PartComponent = [pscustomobject] @{ Name = $Node }
    }
}

function New-Resource {
    param ([string] $Name, $Id)
    [pscustomobject] @{ Name = $Name; PrivateProperties = [pscustomobject] @{ VmID = $Id } }
}

<#
.SYNOPSIS
The content of WMI, by class: two virtual machines, one of which is a role of the cluster. Text in
place of instances is the error that the class ends with.
#>
function New-Wmi {
    @{
        Msvm_ComputerSystem = @(
            New-System -Id 'NODE01' -Name 'NODE01'
            New-System -Id $first -Name 'web'
            New-System -Id $second.ToLowerInvariant() -Name 'files' -State 3
        )
        Msvm_KvpExchangeComponent = @(
            New-Component -Id $first -Intrinsic @(
                New-DataItem -Name 'OSName' -Value 'Windows Server 2022 Datacenter'
                New-DataItem -Name 'OSBuildNumber' -Value '20348'
                New-DataItem -Name 'ProcessorArchitecture' -Value '9'
            )
        )
        Msvm_KvpExchangeComponentSettingData = @(
            [pscustomobject] @{
                InstanceID = "Microsoft:$first\$exchange"; EnabledState = [uint16] 2
            }
            [pscustomobject] @{
                InstanceID = "Microsoft:$second\$exchange\0"; EnabledState = [uint16] 3
            }
        )
        MSCluster_Resource = @(New-Resource -Name 'Virtual Machine web' -Id $first.ToLower())
        MSCluster_ResourceToPossibleOwner = @(
            New-Pair 'Virtual Machine web' 'node01'
            New-Pair 'Virtual Machine web' 'node02'
            New-Pair 'Virtual Machine other' 'node03'
        )
    }
}

<#
.SYNOPSIS
Mocks what the script calls, with answers from the caller's $wmi.
#>
function Set-WindowsMock {
    $env:COMPUTERNAME = 'NODE01'
    Mock Import-Module { }
    Mock Get-CimInstance {
        $rows = $wmi[$ClassName]
        if ($rows -is [string]) { throw $rows }
        $rows
    }
    Mock Get-WinEvent {
        $noon = [datetime]::new(2026, 3, 1, 12, 0, 0, [DateTimeKind]::Utc).ToLocalTime()
        [pscustomobject] @{
            TimeCreated = $noon; ProviderName = 'Microsoft-Windows-Security-SPP'
            Level = [byte] 4; Message = 'A virtual machine was activated.'
        }
    }
}

function Get-Machine {
    ConvertFrom-Json (& $script).virtualMachines
}
