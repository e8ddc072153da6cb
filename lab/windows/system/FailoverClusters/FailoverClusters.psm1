. (Join-Path $PSScriptRoot '../../state/LabState.ps1')

# Windows' own numbers.
enum ClusterNodeState {
    Unknown = -1
    Up = 0
    Down = 1
    Paused = 2
    Joining = 3
}

<#
.SYNOPSIS
Reads the cluster that this server is a node of. Throws in the calling cmdlet if the cluster service
doesn't run.
#>
function Read-OwnCluster {
    param([System.Management.Automation.PSCmdlet] $Caller)
    $cluster = Read-LabState -Name 'cluster.json'
    $own = $cluster.nodes | Where-Object { $_.name -eq $env:LAB_SERVER -and $_.state -ne 'Down' }
    if (-not $own) {
        $text = 'The cluster service is not running. Make sure that the service is running on ' +
            'all nodes in the cluster.'
        $exception = [System.InvalidOperationException]::new($text)
        $category = [System.Management.Automation.ErrorCategory]::ResourceUnavailable
        $id = 'ClusterServiceNotRunning'
        $Caller.ThrowTerminatingError(
            [System.Management.Automation.ErrorRecord]::new($exception, $id, $category, $null))
    }
    $cluster
}

<#
.SYNOPSIS
The cluster that this server belongs to.
#>
function Get-Cluster {
    [CmdletBinding()]
    param([Parameter(Position = 0)] [string] $Name)
    $cluster = Read-OwnCluster -Caller $PSCmdlet
    $names = $cluster.clusterName, "$($cluster.clusterName).$($cluster.domain)"
    if ($Name -and $Name -notin $names) {
        throw "The lab does not simulate a cluster '$Name'."
    }
    [pscustomobject]@{
        PSTypeName = 'Microsoft.FailoverClusters.PowerShell.Cluster'
        Name = $cluster.clusterName
        Domain = $cluster.domain
        Id = '6f2d1c3e-0b7a-4b55-9d2c-1a2b3c4d5e6f'
    }
}

<#
.SYNOPSIS
The nodes of this server's cluster, with their state as the cluster sees it.
#>
function Get-ClusterNode {
    [CmdletBinding()]
    param([Parameter(Position = 0)] [string[]] $Name)
    $cluster = Read-OwnCluster -Caller $PSCmdlet
    $id = 0
    $nodes = foreach ($node in $cluster.nodes) {
        $id++
        $server = Read-LabState -Name "servers/$($node.name).json"
        # To the cluster, a server that is switched off is down.
        $state = if ($server.power -eq 'off') { 'Down' } else { $node.state }
        [pscustomobject]@{
            PSTypeName = 'Microsoft.FailoverClusters.PowerShell.ClusterNode'
            Cluster = $cluster.clusterName
            Id = "$id"
            Name = $node.name
            NodeName = $node.name
            State = [ClusterNodeState]$state
            BuildNumber = [int]$server.operatingSystem.buildNumber
            MajorVersion = 10
            MinorVersion = 0
            NodeWeight = 1
        }
    }
    if (-not $Name) { return $nodes }
    foreach ($one in $Name) {
        $found = $nodes | Where-Object { $_.Name -like $one }
        if (-not $found) {
            Write-Error "The cluster node '$one' was not found."
        }
        $found
    }
}

Export-ModuleMember -Function 'Get-Cluster', 'Get-ClusterNode'
