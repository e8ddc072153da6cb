BeforeAll {
    $enter = Join-Path $PSScriptRoot 'Enter-LabServer.ps1'
    $folder = Join-Path $PSScriptRoot '../../lab/windows/azure'
    $state = (New-Item -ItemType Directory -Path (Join-Path $TestDrive 'state')).FullName
    & $enter -Scenario 'subscription' -StateFolder $state
    Import-Module (Join-Path $folder 'complete/AzureStackHCI') -Force

    function Set-AzureProperty {
        param([string] $Name, $Value)
        $file = Join-Path $state 'servers/node01.json'
        $server = ConvertFrom-Json (Get-Content -Raw $file)
        $server.azure.$Name = $Value
        Set-Content -LiteralPath $file -Value (ConvertTo-Json $server -Depth 5)
    }
}

AfterAll {
    Remove-Module AzureStackHCI -ErrorAction SilentlyContinue
    Remove-Item Env:\LAB_STATE_FOLDER, Env:\LAB_SERVER, Env:\COMPUTERNAME
}

Describe 'Get-AzureStackHCISubscriptionStatus' {
    AfterEach {
        $env:LAB_SERVER = 'node01'
    }

    It 'lists the subscriptions, each with its status as an enumeration' {
        $rows = @(Get-AzureStackHCISubscriptionStatus)
        $rows.SubscriptionName | Should -Be 'Azure Stack HCI', 'Windows Server Subscription'
        "$($rows[1].Status)" | Should -Be 'Active'
        $rows[1].Status | Should -BeOfType [enum]
    }

    It 'uses the other name of the status property' {
        $env:LAB_SERVER = 'node03'
        $row = @(Get-AzureStackHCISubscriptionStatus)[1]
        "$($row.SubscriptionStatus)" | Should -Be 'Disabled'
        $row.PSObject.Properties.Name | Should -Not -Contain 'Status'
    }

    It 'does not list a subscription that does not exist' {
        Set-AzureProperty -Name subscription -Value $null
        @(Get-AzureStackHCISubscriptionStatus).SubscriptionName | Should -Be 'Azure Stack HCI'
    }

    It 'fails if it cannot connect' {
        $env:LAB_SERVER = 'node04'
        { Get-AzureStackHCISubscriptionStatus } | Should -Throw 'Unable to connect to service.'
    }

    It 'is recorded' {
        $null = Get-AzureStackHCISubscriptionStatus
        $lines = Get-Content -LiteralPath (Join-Path $state 'record.jsonl')
        ($lines[-1] | ConvertFrom-Json).cmdlet | Should -Be 'Get-AzureStackHCISubscriptionStatus'
    }

    It 'is missing on a server from before subscriptions' {
        $old = Join-Path $folder 'without-subscriptions/AzureStackHCI'
        (Get-Module -ListAvailable $old).ExportedFunctions.Keys | Should -Be 'Get-AzureStackHCI'
    }
}

Describe 'Get-AzureStackHCI' {
    AfterEach {
        $env:LAB_SERVER = 'node01'
    }

    It 'returns the registration and the last connection' {
        $azure = Get-AzureStackHCI
        "$($azure.RegistrationStatus) $($azure.ConnectionStatus)" |
            Should -Be 'Registered Connected'
        $azure.LastConnected | Should -BeOfType [datetime]
        ([datetime]::Now - $azure.LastConnected).TotalDays | Should -BeGreaterThan 0.99
    }

    It 'has no connection if the last one was more than thirty days ago' {
        $env:LAB_SERVER = 'node05'
        $azure = Get-AzureStackHCI
        "$($azure.ConnectionStatus)" | Should -Be 'OutOfPolicy'
        ([datetime]::Now - $azure.LastConnected).TotalDays | Should -BeGreaterThan 44
    }

    It 'has no time if the server does not report one' {
        Set-AzureProperty -Name daysSinceSync -Value $null
        (Get-AzureStackHCI).LastConnected | Should -BeNullOrEmpty
    }

    It 'fails if it cannot connect' {
        $env:LAB_SERVER = 'node04'
        { Get-AzureStackHCI } | Should -Throw 'Unable to connect to service.'
    }
}
