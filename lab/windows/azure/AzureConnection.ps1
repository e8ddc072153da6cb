<#
.SYNOPSIS
The cmdlets of AzureStackHCI, as far as they tell of subscriptions and of the last sync with Azure.

.DESCRIPTION
That there are these cmdlets and properties is documented; which of the properties a server has, the
numbers behind the words, and all other values are guesses.
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
Tells of this server's connection with Azure.
#>
function Get-AzureStackHCI {
    [CmdletBinding()]
    param()
    Add-LabRecord -Cmdlet 'Get-AzureStackHCI'
    $azure = Read-AzureConnection -Caller $PSCmdlet
    $days = $azure.daysSinceSync
    $lastConnected = if ($null -ne $days) { [datetime]::Now.AddDays(-$days) } else { $null }
    # That it is called so after thirty days is documented; what it is called before is a guess.
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
What this server knows of Azure. Ends the calling cmdlet where it is to fail.
#>
function Read-AzureConnection {
    param([System.Management.Automation.PSCmdlet] $Caller)
    $azure = (Get-LabServer).azure
    # It is asked for something by whatever does not answer.
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
