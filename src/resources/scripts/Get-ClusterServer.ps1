<#
.SYNOPSIS
Gets the servers of the cluster.

.DESCRIPTION
Asks the cluster for its nodes: with the cmdlets of the failover clustering tools where the server
has them, else through WMI, which every node has. When neither answers, the script fails with the
error of the second.

Where DNS has a node's name, the full name is the one there: a cluster's domain need not be the
suffix that its nodes have in DNS.

.OUTPUTS
One object for each node:
  schema  1
  name    the short name
  fqdn    the full name in DNS; where DNS does not tell, the short name with the cluster's domain,
          or alone where the cluster has none
  state   0 up, 1 down, 2 paused, 3 joining; another number for anything else

.ROLE
Readers
#>
param (
)

$ErrorActionPreference = 'Stop'

function Get-DnsName {
    param ([string] $ShortName)

    # A name server that does not answer costs seconds for each node, so it is given up soon.
    if ($dns.failures -ge 2) {
        return
    }
    try {
        # [System.Net.Dns] would be refused in Constrained Language.
        $query = @{ Type = 'A_AAAA'; DnsOnly = $true; QuickTimeout = $true; ErrorAction = 'Stop' }
        $names = @(Resolve-DnsName -Name $ShortName @query | ForEach-Object { "$($_.Name)" })
        foreach ($name in $names) {
            if ($name -like "$ShortName.*") {
                return $name
            }
        }
    } catch {
        # Not in DNS, or no such cmdlet.
        $dns.failures++
    }
}

function Get-ServerRow {
    param ($Node, [string] $Domain)

    # Numbers, not names: a name can be localized, and each source has its own type for the state.
    $state = $Node.State -as [int]
    if ($null -eq $state) {
        $state = -1
    }
    $shortName = ("$($Node.Name)" -split '\.')[0]
    $fullName = Get-DnsName -ShortName $shortName
    if (-not $fullName) {
        $fullName = $shortName
        if ($Domain) {
            $fullName = "$shortName.$Domain"
        }
    }
    New-Object -TypeName PSObject -Property @{
        schema = 1
        name   = $shortName
        fqdn   = $fullName
        state  = $state
    }
}

function Get-RowFromCmdlet {
    Import-Module -Name FailoverClusters -WarningAction SilentlyContinue
    $domain = "$((Get-Cluster).Domain)"
    Get-ClusterNode | ForEach-Object { Get-ServerRow -Node $_ -Domain $domain }
}

function Get-RowFromCim {
    Import-Module -Name CimCmdlets
    $cluster = Get-CimInstance -Namespace root/MSCluster -ClassName MSCluster_Cluster
    # The cluster's full name is its own short name and the domain that it shares with its nodes.
    $null, $domain = "$($cluster.Fqdn)" -split '\.', 2
    Get-CimInstance -Namespace root/MSCluster -ClassName MSCluster_Node |
        ForEach-Object { Get-ServerRow -Node $_ -Domain "$domain" }
}

$dns = @{ failures = 0 }
$rows = @()
try {
    $rows = @(Get-RowFromCmdlet)
} catch {
    # The clustering tools are not installed, or are out of order: WMI is asked instead.
    $rows = @()
}
if ($rows.Count -eq 0) {
    $rows = @(Get-RowFromCim)
}
# What was caught above is still kept here. Constrained Language refuses the method.
try { $Global:Error.Clear() } catch { $null = $_ }
$rows
