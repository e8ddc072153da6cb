BeforeAll {
    $script = Join-Path $PSScriptRoot '../../src/resources/scripts/Get-ClusterServer.ps1'

    # Stand-ins, because Pester can mock only what exists.
    function Get-Cluster { }
    function Get-ClusterNode { }
    function Get-CimInstance { param ($Namespace, $ClassName) }

    enum NodeState { Unknown = -1; Up = 0; Down = 1; Paused = 2; Joining = 3 }
}

Describe 'Get-ClusterServer' {
    BeforeEach {
        Mock Import-Module { }
        Mock Get-Cluster { [pscustomobject] @{ Name = 'cluster01'; Domain = 'contoso.com' } }
        Mock Get-CimInstance { throw "Not expected: $ClassName" }
    }

    It 'returns a flat object for each node' {
        Mock Get-ClusterNode {
            [pscustomobject] @{ Name = 'node01'; State = [NodeState]::Up }
            [pscustomobject] @{ Name = 'node02'; State = [NodeState]::Joining }
        }
        $rows = @(& $script)
        $rows | Should -HaveCount 2
        $rows[1].schema | Should -Be 1
        $rows[1].name | Should -Be 'node02'
        $rows[1].fqdn | Should -Be 'node02.contoso.com'
        $rows[1].state | Should -Be 3
        $rows[1].state | Should -BeOfType [int]
    }

    It 'returns <Number> for a node that is <State>' -ForEach @(
        @{ State = 'Up'; Number = 0 }
        @{ State = 'Down'; Number = 1 }
        @{ State = 'Paused'; Number = 2 }
        @{ State = 'Joining'; Number = 3 }
        @{ State = 'Unknown'; Number = -1 }
    ) {
        Mock Get-ClusterNode { [pscustomobject] @{ Name = 'node01'; State = [NodeState] $State } }
        (& $script).state | Should -Be $Number
    }

    It 'returns -1 for a state that is not a number' {
        Mock Get-ClusterNode { [pscustomobject] @{ Name = 'node01'; State = 'Aktiv' } }
        (& $script).state | Should -Be -1
    }

    Context 'if DNS answers' {
        BeforeAll {
            function Resolve-DnsName {
                param ($Name, $Type, [switch] $DnsOnly, [switch] $QuickTimeout)
            }
        }

        It 'returns the full name in DNS, whatever domain the cluster has' {
            Mock Get-ClusterNode {
                [pscustomobject] @{ Name = 'node01'; State = 0 }
                [pscustomobject] @{ Name = 'NODE02'; State = 0 }
            }
            Mock Resolve-DnsName {
                [pscustomobject] @{ Name = 'alias.example.org'; Type = 'CNAME' }
                [pscustomobject] @{ Name = "$Name.bldg.contoso.com".ToLower(); Type = 'A' }
            }
            (& $script).fqdn | Should -Be 'node01.bldg.contoso.com', 'node02.bldg.contoso.com'
        }

        It 'combines name and domain if DNS returns <About>' -ForEach @(
            @{ About = 'nothing'; Row = $null }
            @{ About = 'the short name alone'; Row = [pscustomobject] @{ Name = 'node01' } }
            @{ About = 'another name'; Row = [pscustomobject] @{ Name = 'node011.contoso.com' } }
        ) {
            Mock Get-ClusterNode { [pscustomobject] @{ Name = 'node01'; State = 0 } }
            Mock Resolve-DnsName { $Row }
            (& $script).fqdn | Should -Be 'node01.contoso.com'
        }

        It 'asks no more than twice if DNS fails' {
            Mock Get-ClusterNode {
                1..5 | ForEach-Object { [pscustomobject] @{ Name = "node0$_"; State = 0 } }
            }
            Mock Resolve-DnsName { throw 'DNS name does not exist' }
            $rows = @(& $script)
            $rows[4].fqdn | Should -Be 'node05.contoso.com'
            Should -Invoke Resolve-DnsName -Times 2 -Exactly
        }
    }

    It 'returns the short name in a cluster without a domain' {
        Mock Get-Cluster { [pscustomobject] @{ Name = 'cluster01'; Domain = $null } }
        Mock Get-ClusterNode { [pscustomobject] @{ Name = 'node01'; State = [NodeState]::Up } }
        (& $script).fqdn | Should -Be 'node01'
    }

    Context 'without the clustering tools' {
        BeforeEach {
            Mock Import-Module { throw 'not installed' } -ParameterFilter {
                $Name -eq 'FailoverClusters'
            }
        }

        It 'asks WMI' {
            Mock Get-CimInstance {
                if ($ClassName -eq 'MSCluster_Cluster') {
                    [pscustomobject] @{ Fqdn = 'cluster01.eu.contoso.com' }
                } else {
                    [pscustomobject] @{ Name = 'node01'; State = [uint32] 2 }
                }
            } -ParameterFilter { $Namespace -eq 'root/MSCluster' }
            $row = & $script
            $row.fqdn | Should -Be 'node01.eu.contoso.com'
            $row.state | Should -Be 2
        }

        It 'fails with the error if WMI does not answer either' {
            Mock Get-CimInstance { throw 'no cluster here' }
            { & $script } | Should -Throw 'no cluster here'
        }
    }
}
