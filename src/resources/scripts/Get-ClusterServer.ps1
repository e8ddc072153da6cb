<#
.SYNOPSIS
Gets the servers of the cluster.

.DESCRIPTION
Reads the cluster's nodes with the failover clustering cmdlets if the server has them, otherwise
through WMI, which every node has. If both fail, the script fails with WMI's error.

The full name comes from DNS if possible, because a cluster's domain can differ from the DNS suffix
of its nodes.

.OUTPUTS
One object for each node:
  schema  1
  name    the short name
  fqdn    the full name in DNS; if DNS doesn't have it, the short name with the cluster's domain,
          or only the short name if the cluster has no domain
  state   0 up, 1 down, 2 paused, 3 joining; other numbers for anything else

.ROLE
Readers
#>
param (
)

$ErrorActionPreference = 'Stop'

. "$PSScriptRoot/answers/Clear-ErrorList.ps1"

function Get-DnsName {
    param ([string] $ShortName)

    # A DNS server that doesn't answer costs seconds for each node, so stop after two failures.
    if ($dns.failures -ge 2) {
        return
    }
    try {
        # Constrained Language refuses [System.Net.Dns].
        $query = @{ Type = 'A_AAAA'; DnsOnly = $true; QuickTimeout = $true; ErrorAction = 'Stop' }
        $names = @(Resolve-DnsName -Name $ShortName @query | ForEach-Object { "$($_.Name)" })
        foreach ($name in $names) {
            if ($name -like "$ShortName.*") {
                return $name
            }
        }
    } catch {
        # The name isn't in DNS, or the cmdlet is missing.
        $dns.failures++
    }
}

function Get-ServerRow {
    param ($Node, [string] $Domain)

    # Numbers, not names: names can be localized, and each source has its own type for the state.
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
    # The cluster's full name is its short name and the domain that it shares with its nodes.
    $null, $domain = "$($cluster.Fqdn)" -split '\.', 2
    Get-CimInstance -Namespace root/MSCluster -ClassName MSCluster_Node |
        ForEach-Object { Get-ServerRow -Node $_ -Domain "$domain" }
}

$dns = @{ failures = 0 }
$rows = @()
try {
    $rows = @(Get-RowFromCmdlet)
} catch {
    # The clustering tools aren't installed or don't work, so use WMI.
    $rows = @()
}
if ($rows.Count -eq 0) {
    $rows = @(Get-RowFromCim)
}
Clear-ErrorList
$rows
