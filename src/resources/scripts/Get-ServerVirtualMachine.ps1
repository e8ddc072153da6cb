<#
.SYNOPSIS
Gets this server's virtual machines, with what matters for their automatic activation.

.DESCRIPTION
Collects, without evaluating, the virtual machines, whether their Data Exchange (KVP) is on and what
the guests reported through it, which are cluster roles and their possible owners, and the newest
events of automatic activation. Failures are reported beside what could be read.
Product keys in the answer are masked except for their last five characters.

Also runs in Constrained Language mode, which application control may enforce.

.OUTPUTS
One object. Values that couldn't be read are null:
  schema               1
  computerName         the server's name
  virtualMachines      JSON: a list of the virtual machines, each with
                         id              a GUID in upper case
                         name            as Hyper-V shows it
                         enabledState    2 running, 3 off, other numbers as in WMI
                         dataExchange    2 on, 3 off; null if unknown
                         clustered       whether it's a cluster role; null if unknown
                         possibleOwners  names of servers; null if unknown or not a role
                         guest           what it reported: OSName, OSVersion, OSBuildNumber,
                                         OSEditionId, ProductType, FullyQualifiedDomainName,
                                         IntegrationServicesVersion; null if nothing
                         reported        what it reported under names that contain "activation"
                                         or "licens", twenty at most; null if nothing
  virtualMachinesError why they couldn't be read; also set if there's no Hyper-V
  dataExchangeError    why the Data Exchange settings or the guests' reports couldn't be read
  clusterError         why the cluster's roles or their possible owners couldn't be read; also
                       set if the server isn't in a cluster
  events               JSON: a list of the newest twenty events with ID 12310 in the Application
                       log, from the last thirty days, each with time (ISO, UTC), provider,
                       level, and message
  eventsError          why they couldn't be read

.ROLE
Readers
#>
param (
)

$ErrorActionPreference = 'Stop'

. "$PSScriptRoot/answers/Hide-ProductKey.ps1"
. "$PSScriptRoot/answers/Read-Error.ps1"
. "$PSScriptRoot/answers/Read-Output.ps1"
. "$PSScriptRoot/answers/Clear-ErrorList.ps1"

function Get-PlainText {
    param ([string] $Xml)

    if ($Xml.Contains('&')) {
        $document = "<text>$Xml</text>" -as [xml]
        if ($null -ne $document) {
            $Xml = $document.text
        }
    }
    Hide-ProductKey -Text $Xml
}

function ConvertFrom-ExchangeItem {
    param ([string] $Item)

    # Each item is an XML INSTANCE, in which Hyper-V wrote what the guest said. Parsing each as a
    # document would take ten times as long.
    $form = '<PROPERTY\b[^>]*\bNAME="{0}"[^>]*>\s*<VALUE[^>]*>([^<]*)</VALUE>'
    $part = @{ name = $null; data = $null; isReported = $false; isPlain = $false }
    if ($Item -notmatch ($form -f 'Name')) {
        return $part
    }
    $name = $Matches[1]
    $part.isReported = $name -match 'activation|licens'
    if (($part.isReported -or $guestNames -contains $name) -and $Item -match ($form -f 'Data')) {
        $part.name = $name
        $part.data = $Matches[1]
    }
    $part
}

function ConvertTo-PlainPart {
    param ([hashtable] $Part)

    if ($Part.isReported) {
        $Part.name = Get-PlainText -Xml $Part.name
    }
    $Part.data = Get-PlainText -Xml $Part.data
    $Part.isPlain = $true
}

function Add-ExchangeItem {
    param ($Items, [hashtable] $Entry)

    foreach ($item in $Items) {
        if (-not $item) {
            continue
        }
        $Entry.told = $true
        $part = $known[$item]
        if ($null -eq $part) {
            $part = ConvertFrom-ExchangeItem -Item $item
            $known[$item] = $part
        }
        # Limited, because a guest's administrator can write anything there.
        if ($null -eq $part.name -or ($part.isReported -and $Entry.reported.Count -ge 20)) {
            continue
        }
        if (-not $part.isPlain) {
            ConvertTo-PlainPart -Part $part
        }
        if ($part.isReported) {
            $Entry.reported[$part.name] = $part.data
        } else {
            $Entry.guest[$part.name] = $part.data
        }
    }
}

function Read-ExchangeItem {
    $entries = @{}
    # Guests with the same system say the same, so read each item once. Case matters in this table.
    $known = New-Object -TypeName System.Collections.Hashtable
    try {
        $query = @{
            Namespace = $hyperV
            ClassName = 'Msvm_KvpExchangeComponent'
            Property  = 'SystemName', 'GuestIntrinsicExchangeItems', 'GuestExchangeItems'
        }
        foreach ($component in @(Get-CimInstance @query)) {
            $entry = @{ told = $false; guest = [ordered] @{}; reported = [ordered] @{} }
            Add-ExchangeItem -Items $component.GuestIntrinsicExchangeItems -Entry $entry
            # These items come from programs in the guest, and say nothing about its system.
            $other = @{ guest = @{}; reported = $entry.reported }
            Add-ExchangeItem -Items $component.GuestExchangeItems -Entry $other
            $entries["$($component.SystemName)".ToUpperInvariant()] = $entry
        }
    } catch {
        $answer.dataExchangeError = Get-ErrorText -ErrorRecord $_
    }
    $entries
}

function Read-ExchangeSetting {
    $states = @{}
    try {
        $query = @{
            Namespace = $hyperV
            ClassName = 'Msvm_KvpExchangeComponentSettingData'
            Property  = 'InstanceID', 'EnabledState'
        }
        # Match the ID, because names are localized. Checkpoints have rows with their own IDs, which
        # belong to no virtual machine.
        $form = '^Microsoft:([^\\]+)\\2A34B1C2-FD73-4043-8A5B-DD2159BC743F(?:\\|$)'
        foreach ($setting in @(Get-CimInstance @query)) {
            if ($setting.InstanceID -match $form) {
                $states[$Matches[1].ToUpperInvariant()] = $setting.EnabledState
            }
        }
    } catch {
        $answer.dataExchangeError = Get-ErrorText -ErrorRecord $_
    }
    $states
}

function Read-PossibleOwner {
    $owners = @{}
    try {
        $class = 'MSCluster_ResourceToPossibleOwner'
        foreach ($pair in @(Get-CimInstance -Namespace root/MSCluster -ClassName $class)) {
            $resource = "$($pair.GroupComponent.Name)"
            # The class has pairs for every resource of the cluster.
            if ($roles.names.ContainsKey($resource)) {
                $owners[$resource] += , "$($pair.PartComponent.Name)"
            }
        }
    } catch {
        $answer.clusterError = Get-ErrorText -ErrorRecord $_
    }
    $owners
}

function Read-ClusterRole {
    # Resource names by virtual machine ID, whether these are complete, and their owners.
    $roles = @{ isRead = $false; isWhole = $true; byId = @{}; names = @{}; owners = @{} }
    try {
        $query = @{
            Namespace = 'root/MSCluster'
            ClassName = 'MSCluster_Resource'
            # Only this server's: reading a resource's private properties takes the cluster a while.
            Filter    = "Type = 'Virtual Machine' AND OwnerNode = '$env:COMPUTERNAME'"
            Property  = 'Name', 'PrivateProperties'
        }
        foreach ($resource in @(Get-CimInstance @query)) {
            $id = "$($resource.PrivateProperties.VmID)".Trim('{', '}').ToUpperInvariant()
            if ($id -eq '') {
                $roles.isWhole = $false
                continue
            }
            $roles.byId[$id] = "$($resource.Name)"
            $roles.names["$($resource.Name)"] = $true
        }
        $roles.isRead = $true
        if ($roles.byId.Count -gt 0) {
            $roles.owners = Read-PossibleOwner
        }
    } catch {
        $answer.clusterError = Get-ErrorText -ErrorRecord $_
    }
    $roles
}

function Get-ClusterPart {
    param ([string] $Id)

    $part = @{ clustered = $null; possibleOwners = $null }
    if (-not $roles.isRead) {
        return $part
    }
    if (-not $roles.byId.ContainsKey($Id)) {
        # A role with an unknown virtual machine may belong to this one.
        if ($roles.isWhole) {
            $part.clustered = $false
        }
        return $part
    }
    $part.clustered = $true
    $owners = $roles.owners[$roles.byId[$Id]]
    if ($null -ne $owners) {
        $part.possibleOwners = [string[]] $owners
    }
    $part
}

function Get-MachineRow {
    param ($System)

    $id = "$($System.Name)".ToUpperInvariant()
    $cluster = Get-ClusterPart -Id $id
    $row = [ordered] @{
        id             = $id
        name           = Hide-ProductKey -Text $System.ElementName
        enabledState   = $System.EnabledState
        dataExchange   = $settings[$id]
        clustered      = $cluster.clustered
        possibleOwners = $cluster.possibleOwners
        guest          = $null
        reported       = $null
    }
    $told = $items[$id]
    if ($null -ne $told) {
        if ($told.told) {
            $row.guest = $told.guest
        }
        if ($told.reported.Count -gt 0) {
            $row.reported = $told.reported
        }
    }
    $row
}

function Read-VirtualMachine {
    try {
        Import-Module -Name CimCmdlets
        $query = @{
            Namespace = $hyperV
            ClassName = 'Msvm_ComputerSystem'
            Property  = 'Name', 'ElementName', 'EnabledState'
        }
        $all = @(Get-CimInstance @query)
        if ($all.Count -eq 0) {
            # Without permissions, Hyper-V shows nothing, and raises no error.
            throw 'Msvm_ComputerSystem has no instance, not even that of the server itself.'
        }
        # The server's own row has its name where virtual machines have their ID.
        $guid = '^[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$'
        $systems = @($all | Where-Object { $_.Name -match $guid })
        $items = @{}
        $settings = @{}
        $roles = @{ isRead = $false }
        if ($systems.Count -gt 0) {
            $items = Read-ExchangeItem
            $settings = Read-ExchangeSetting
            $roles = Read-ClusterRole
        }
        # Convert each row separately, so that none or one also make a list.
        $machines = @($systems | ForEach-Object {
                $row = Get-MachineRow -System $_
                ConvertTo-Json -InputObject $row -Compress -Depth 4
            })
        $answer.virtualMachines = "[$($machines -join ',')]"
    } catch {
        $answer.virtualMachinesError = Get-ErrorText -ErrorRecord $_
    }
}

function Get-EventRow {
    param ($Record)

    $time = $null
    if ($Record.TimeCreated -is [datetime]) {
        $time = '{0:o}' -f $Record.TimeCreated.ToUniversalTime()
    }
    $message = $null
    if ($null -ne $Record.Message) {
        $message = Hide-ProductKey -Text $Record.Message
    }
    [ordered] @{
        time     = $time
        provider = Hide-ProductKey -Text $Record.ProviderName
        level    = $Record.Level
        message  = $message
    }
}

function Test-NoEvent {
    param ($Record)

    # The cmdlet reports an error if there are no events.
    "$($Record.FullyQualifiedErrorId)" -like 'NoMatchingEventsFound*'
}

function Read-ActivationEvent {
    try {
        $null = Import-Module -Name Microsoft.PowerShell.Diagnostics
        $filter = @{
            LogName   = 'Application'
            Id        = 12310
            StartTime = (Get-Date).AddDays(-30)
        }
        # The events that it could read count, whatever errors it also reports.
        $query = @{ FilterHashtable = $filter; MaxEvents = 20; ErrorAction = 'Continue' }
        $said = @(Get-WinEvent @query *>&1)
        $errors = @(Get-SaidError -Said $said | Where-Object { -not (Test-NoEvent -Record $_) })
        if ($errors.Count -gt 0) {
            $answer.eventsError = Get-ErrorText -ErrorRecord $errors[0]
        }
        $rows = @(Get-SaidValue -Said $said | ForEach-Object {
                ConvertTo-Json -InputObject (Get-EventRow -Record $_) -Compress
            })
        if ($rows.Count -gt 0 -or $errors.Count -eq 0) {
            $answer.events = "[$($rows -join ',')]"
        }
    } catch {
        if (Test-NoEvent -Record $_) {
            $answer.events = '[]'
        } else {
            $answer.eventsError = Get-ErrorText -ErrorRecord $_
        }
    }
}

$hyperV = 'root/virtualization/v2'
$guestNames = 'OSName', 'OSVersion', 'OSBuildNumber', 'OSEditionId', 'ProductType',
    'FullyQualifiedDomainName', 'IntegrationServicesVersion'
$answer = @{
    schema               = 1
    computerName         = $env:COMPUTERNAME
    virtualMachines      = $null
    virtualMachinesError = $null
    dataExchangeError    = $null
    clusterError         = $null
    events               = $null
    eventsError          = $null
}
# A module's functions read this preference from the session, not from the calling script.
$progress = $Global:ProgressPreference
$Global:ProgressPreference = 'SilentlyContinue'
try {
    Read-VirtualMachine
    Read-ActivationEvent
} finally {
    $Global:ProgressPreference = $progress
    Clear-ErrorList
}
New-Object -TypeName PSObject -Property $answer
