. (Join-Path $PSScriptRoot '../../state/LabState.ps1')

<#
.SYNOPSIS
Looks up a server's name in DNS: its full name and an address.

.DESCRIPTION
For a short name, Windows tries the suffixes of its network, and the record has the full name. DNS
knows a server only by the name that it has there.
#>
function Resolve-DnsName {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0)] [string] $Name,
        [ValidateSet('A_AAAA')] [string] $Type = 'A_AAAA',
        [switch] $DnsOnly,
        [switch] $QuickTimeout
    )
    $cluster = Read-LabState -Name 'cluster.json'
    $servers = $cluster.nodes | ForEach-Object { Read-LabState -Name "servers/$($_.name).json" }
    $server = $servers | Where-Object { $Name -in $_.name, $_.fqdn } | Select-Object -First 1
    if (-not $server -or -not $server.inDns) {
        # DNS_ERROR_RCODE_NAME_ERROR
        $exception = [System.ComponentModel.Win32Exception]::new(9003,
            "$Name : DNS name does not exist")
        $category = [System.Management.Automation.ErrorCategory]::ResourceUnavailable
        $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new(
                $exception, 'DNS_ERROR_RCODE_NAME_ERROR', $category, $Name))
        return
    }
    [pscustomobject]@{
        PSTypeName = 'Microsoft.DnsClient.Commands.DnsRecord_A'
        Name = $server.fqdn
        Type = 'A'
        TTL = 1200
        Section = 'Answer'
        IPAddress = '192.0.2.1'
    }
}

Export-ModuleMember -Function 'Resolve-DnsName'
