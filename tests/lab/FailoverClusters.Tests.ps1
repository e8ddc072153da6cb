BeforeAll {
    $enter = Join-Path $PSScriptRoot 'Enter-LabServer.ps1'
    $module = Join-Path $PSScriptRoot '../../lab/windows/system/FailoverClusters'
    $state = (New-Item -ItemType Directory -Path (Join-Path $TestDrive 'state')).FullName
    & $enter -Scenario 'server-down' -StateFolder $state
    Import-Module $module -Force
}

AfterAll {
    Remove-Module FailoverClusters -ErrorAction SilentlyContinue
    Remove-Item Env:\LAB_STATE_FOLDER, Env:\LAB_SERVER, Env:\COMPUTERNAME
}

Describe 'Get-Cluster' {
    It 'returns the name and the domain' {
        $cluster = Get-Cluster
        $cluster.Name | Should -Be 'cluster01'
        $cluster.Domain | Should -Be 'contoso.com'
    }

    It 'names a cluster that the lab does not simulate' {
        { Get-Cluster -Name 'other' } | Should -Throw '*does not simulate*other*'
    }
}

Describe 'Get-ClusterNode' {
    It 'returns each node and its state, as a number with a name' {
        $nodes = @(Get-ClusterNode)
        $nodes.Name | Should -Be 'node01', 'node02', 'node03', 'node04'
        $nodes.State | ForEach-Object { [int] $_ } | Should -Be 0, 0, 1, 0
        "$($nodes[2].State)" | Should -Be 'Down'
    }

    It 'writes an error for a node that does not exist, and continues' {
        $asked = @{ Name = 'node99', 'node02'; ErrorAction = 'SilentlyContinue' }
        $nodes = Get-ClusterNode @asked -ErrorVariable missing
        $nodes.Name | Should -Be 'node02'
        "$missing" | Should -Match 'node99'
    }

    It 'shows a server that is switched off as down' {
        $file = Join-Path $state 'servers/node02.json'
        $text = Get-Content -Raw -LiteralPath $file
        Set-Content -LiteralPath $file -Value $text.Replace('"power": "on"', '"power": "off"')
        "$((Get-ClusterNode -Name 'node02').State)" | Should -Be 'Down'
    }

    It 'fails if the cluster service does not run' {
        $env:LAB_SERVER = 'node03'
        try {
            { Get-ClusterNode } | Should -Throw '*cluster service is not running*'
        } finally {
            $env:LAB_SERVER = 'node01'
        }
    }
}
