<#
.SYNOPSIS
The cmdlets of AzureStackHCI, limited to subscriptions and the last sync with Azure.

.DESCRIPTION
The cmdlets and properties are documented. These are guesses: which of the properties a server has,
the numbers behind the words, and all other values.
#>

. (Join-Path $PSScriptRoot '../state/LabState.ps1')

enum AzureStackHCISubscriptionStatus {
    Unknown = 0
    Active = 1
    Disabled = 2
    Warned = 3
    Deleted = 4
}

enum AzureStackHCIConnectionStatus {
    NotYet = 0
    Connected = 1
    OutOfPolicy = 2
}

<#
.SYNOPSIS
Returns this server's connection with Azure.
#>
function Get-AzureStackHCI {
    [CmdletBinding()]
    param()
    Add-LabRecord -Cmdlet 'Get-AzureStackHCI'
    $azure = Read-AzureConnection -Caller $PSCmdlet
    $days = $azure.daysSinceSync
    $lastConnected = if ($null -ne $days) { [datetime]::Now.AddDays(-$days) } else { $null }
    # The name of the state after thirty days is documented. The one before is a guess.
    $connection = if ($null -eq $days) { 'NotYet' } else { 'Connected' }
    if ($days -gt 30) { $connection = 'OutOfPolicy' }
    [pscustomobject]@{
        PSTypeName = 'Microsoft.AzureStack.HCI.Registration'
        ClusterStatus = 'Clustered'
        RegistrationStatus = 'Registered'
        RegistrationDate = [datetime]::new(2026, 1, 15)
        AzureResourceName = (Read-LabState -Name 'cluster.json').clusterName
        ConnectionStatus = [AzureStackHCIConnectionStatus]$connection
        LastConnected = $lastConnected
    }
}

<#
.SYNOPSIS
Lists this server's subscriptions, each with its status.
#>
function Get-AzureStackHCISubscriptionStatus {
    [CmdletBinding()]
    param()
    Add-LabRecord -Cmdlet 'Get-AzureStackHCISubscriptionStatus'
    $azure = Read-AzureConnection -Caller $PSCmdlet
    $row = @{ Property = $azure.statusProperty }
    New-SubscriptionRow -Name 'Azure Stack HCI' -Status Active @row
    if ($azure.subscription) {
        New-SubscriptionRow -Name 'Windows Server Subscription' -Status $azure.subscription @row
    }
}

<#
.SYNOPSIS
Reads this server's Azure state. Throws in the calling cmdlet if it's set to fail.
#>
function Read-AzureConnection {
    param([System.Management.Automation.PSCmdlet] $Caller)
    $azure = (Get-LabServer).azure
    # Sleep longer than any caller waits.
    if ($azure.hangs) { Start-Sleep -Seconds 3600 }
    if ($azure.error) {
        $exception = [System.InvalidOperationException]::new($azure.error)
        $category = [System.Management.Automation.ErrorCategory]::ConnectionError
        $id = 'AzureStackHCI'
        $Caller.ThrowTerminatingError(
            [System.Management.Automation.ErrorRecord]::new($exception, $id, $category, $null))
    }
    $azure
}

function New-SubscriptionRow {
    param([string] $Name, [AzureStackHCISubscriptionStatus] $Status, [string] $Property)
    [pscustomobject]@{ SubscriptionName = $Name; $Property = $Status }
}
