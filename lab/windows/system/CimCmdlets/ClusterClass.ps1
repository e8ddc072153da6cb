<#
.SYNOPSIS
The cluster's classes in WMI, on a node whose cluster service runs.
#>

# Windows' own numbers.
$script:nodeStates = @{ Up = 0; Down = 1; Paused = 2; Joining = 3 }
# Listed by name, because a class may have no instance.
$script:clusterProperties = @{
    MSCluster_Resource = 'Name', 'Type', 'OwnerNode', 'OwnerGroup', 'PrivateProperties'
    MSCluster_ResourceToPossibleOwner = 'GroupComponent', 'PartComponent'
}

function Get-ClusterInstance {
    param([string] $ClassName, $Condition)
    $cluster = Read-LabState -Name 'cluster.json'
    $own = $cluster.nodes | Where-Object { $_.name -eq $env:LAB_SERVER -and $_.state -ne 'Down' }
    # A guess: WMI's error text if the service doesn't run.
    if (-not $own) { throw 'The cluster service is not running.' }
    switch ($ClassName) {
        'MSCluster_Cluster' {
            [ordered]@{
                Name = $cluster.clusterName
                Fqdn = "$($cluster.clusterName).$($cluster.domain)"
            }
        }
        'MSCluster_Node' { $cluster.nodes | ForEach-Object { New-ClusterNodeInstance -Node $_ } }
        'MSCluster_Resource' {
            $owner = Get-WantedOwner -Condition $Condition
            $cluster.nodes.name | Where-Object { $null -eq $owner -or $_ -eq $owner } |
                ForEach-Object { Get-RoleResource -Owner $_ }
        }
        'MSCluster_ResourceToPossibleOwner' { Get-PossibleOwner -Nodes $cluster.nodes.name }
        default { throw "The lab does not simulate the class '$ClassName'." }
    }
}

function New-ClusterNodeInstance {
    param($Node)
    $power = (Read-LabState -Name "servers/$($Node.name).json").power
    # To the cluster, a server that is switched off is down.
    $state = if ($power -eq 'off') { 'Down' } else { $Node.state }
    [ordered]@{ Name = $Node.name; State = [uint32]$script:nodeStates[$state] }
}

<#
.SYNOPSIS
Returns the only owner that a filter lets through, or nothing. No others have to be created.
#>
function Get-WantedOwner {
    param($Condition)
    if (-not $Condition) { return }
    if ($Condition.kind -eq 'and') {
        $owner = Get-WantedOwner -Condition $Condition.left
        if ($null -ne $owner) { return $owner }
        return Get-WantedOwner -Condition $Condition.right
    }
    if ($Condition.kind -eq 'compare' -and $Condition.name -eq 'OwnerNode' -and
        $Condition.operator -eq '=') {
        $Condition.value
    }
}

<#
.SYNOPSIS
The resources of a server's roles: one for each virtual machine, and one for its configuration.
#>
function Get-RoleResource {
    param([string] $Owner)
    foreach ($guest in (Read-LabGuest -Server $Owner)) {
        if (-not $guest['clustered']) { continue }
        # A guess: lowercase, as the cluster's own tools show IDs.
        $id = $guest['id'].ToLowerInvariant()
        foreach ($type in 'Virtual Machine', 'Virtual Machine Configuration') {
            [ordered]@{
                Name = "$type $($guest['name'])"
                Type = $type
                OwnerNode = $Owner
                OwnerGroup = $guest['name']
                PrivateProperties = [pscustomobject]@{ VmID = $id }
            }
        }
    }
}

<#
.SYNOPSIS
Which node may own which resource of the whole cluster, one pair for each.
#>
function Get-PossibleOwner {
    param([string[]] $Nodes)
    $references = @{}
    foreach ($node in $Nodes) { $references[$node] = [pscustomobject]@{ Name = $node } }
    foreach ($server in $Nodes) {
        foreach ($guest in (Read-LabGuest -Server $server)) {
            if (-not $guest['clustered']) { continue }
            $owners = if ($null -eq $guest['possibleOwners']) { $Nodes } else {
                $guest['possibleOwners']
            }
            foreach ($type in 'Virtual Machine', 'Virtual Machine Configuration') {
                $resource = [pscustomobject]@{ Name = "$type $($guest['name'])" }
                foreach ($owner in $owners) {
                    [ordered]@{
                        GroupComponent = $resource
                        PartComponent = $references[$owner]
                    }
                }
            }
        }
    }
}
