<#
.SYNOPSIS
What WMI tells of the cluster, on a node whose cluster service runs.
#>

# Windows' own numbers.
$script:nodeStates = @{ Up = 0; Down = 1; Paused = 2; Joining = 3 }

function Get-ClusterInstance {
    param([string] $ClassName)
    $cluster = Read-LabState -Name 'cluster.json'
    $own = $cluster.nodes | Where-Object { $_.name -eq $env:LAB_SERVER -and $_.state -ne 'Down' }
    # A guess: with which words WMI fails where the service does not run.
    if (-not $own) { throw 'The cluster service is not running.' }
    switch ($ClassName) {
        'MSCluster_Cluster' {
            [ordered]@{
                Name = $cluster.clusterName
                Fqdn = "$($cluster.clusterName).$($cluster.domain)"
            }
        }
        'MSCluster_Node' { $cluster.nodes | ForEach-Object { New-ClusterNodeInstance -Node $_ } }
        default { throw "The lab does not simulate the class '$ClassName'." }
    }
}

function New-ClusterNodeInstance {
    param($Node)
    $power = (Read-LabState -Name "servers/$($Node.name).json").power
    # A cluster loses sight of a server that is switched off.
    $state = if ($power -eq 'off') { 'Down' } else { $Node.state }
    [ordered]@{ Name = $Node.name; State = [uint32]$script:nodeStates[$state] }
}
