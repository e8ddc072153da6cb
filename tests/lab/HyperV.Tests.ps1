BeforeAll {
    $enter = Join-Path $PSScriptRoot 'Enter-LabServer.ps1'
    $module = Join-Path $PSScriptRoot '../../lab/windows/system/CimCmdlets'
    Import-Module $module -Force
    $exchange = '2A34B1C2-FD73-4043-8A5B-DD2159BC743F'

    function Enter-Scenario {
        param([string] $Scenario, [string] $Server = 'node01')
        $folder = Join-Path $TestDrive $Scenario
        $state = (New-Item -ItemType Directory -Force -Path $folder).FullName
        & $enter -Scenario $Scenario -StateFolder $state -Server $Server
    }

    function Get-Virtualization {
        param([string] $ClassName)
        Get-CimInstance -Namespace 'root/virtualization/v2' -ClassName $ClassName
    }

    function Get-Role {
        param([string] $ClassName, [hashtable] $More = @{})
        Get-CimInstance -Namespace 'root/MSCluster' -ClassName $ClassName @More
    }

    function Get-Id {
        param([string] $Name)
        (Get-Virtualization 'Msvm_ComputerSystem' | Where-Object ElementName -EQ $Name).Name
    }

    function Get-Component {
        param([string] $Name)
        $id = Get-Id $Name
        Get-Virtualization 'Msvm_KvpExchangeComponent' | Where-Object SystemName -EQ $id
    }
}

AfterAll {
    Remove-Module CimCmdlets -ErrorAction SilentlyContinue
    Remove-Item Env:\LAB_STATE_FOLDER, Env:\LAB_SERVER, Env:\COMPUTERNAME
}

Describe 'The virtual machines in WMI' {
    It 'are listed beside the server itself, which has its name where they have an ID' {
        Enter-Scenario 'guests' 'node04'
        $systems = @(Get-Virtualization 'Msvm_ComputerSystem')
        $systems[0].Name | Should -Be 'NODE04'
        $systems[0].Caption | Should -Be 'Hosting Computer System'
        $systems[1..3].ElementName | Should -Be 'off01', 'saved01', 'paused01'
        $systems.EnabledState | Select-Object -First 4 | Should -Be 2, 3, 6, 9
        $systems[1].Name | Should -Match '^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$'
        $systems[1].EnabledState | Should -BeOfType [uint16]
    }

    It 'have localized words on a German server, and the same IDs' {
        Enter-Scenario 'guests' 'node02'
        $ids = (Get-Virtualization 'Msvm_ComputerSystem').Name
        Enter-Scenario 'guests-german' 'node02'
        $systems = @(Get-Virtualization 'Msvm_ComputerSystem')
        $systems.Name | Should -Be $ids
        $systems[0].Caption | Should -Be 'Hostcomputersystem'
        $systems.ElementName | Should -Contain 'Prüfstand Österreich'
        (Get-Component 'web01').ElementName | Should -Be 'Schlüsselaustausch'
        $settings = @(Get-Virtualization 'Msvm_KvpExchangeComponentSettingData')
        $settings.ElementName | Select-Object -Unique | Should -Be 'Schlüsselaustausch'
    }

    It 'are none on a server without any, but their classes exist' {
        Enter-Scenario 'guests-none'
        @(Get-Virtualization 'Msvm_ComputerSystem') | Should -HaveCount 1
        $query = @{
            Namespace = 'root/virtualization/v2'; ClassName = 'Msvm_KvpExchangeComponent'
            Property = 'SystemName', 'GuestIntrinsicExchangeItems'
        }
        @(Get-CimInstance @query) | Should -HaveCount 0
        $query.Property = 'Colour'
        { Get-CimInstance @query } | Should -Throw '*Colour*'
    }

    It 'have no class that is not simulated' {
        Enter-Scenario 'guests-none'
        { Get-Virtualization 'Msvm_Processor' } | Should -Throw '*Msvm_Processor*'
        { Get-CimInstance -Namespace 'root/virtualization' -ClassName 'Msvm_ComputerSystem' } |
            Should -Throw '*root/virtualization*'
    }
}

Describe 'A large answer about virtual machines' {
    It 'has thousands that are in no file, which report five megabytes' {
        Enter-Scenario 'guests-none'
        $file = Join-Path $env:LAB_STATE_FOLDER "servers/$env:LAB_SERVER.json"
        $server = ConvertFrom-Json (Get-Content -Raw $file)
        $server.largeAnswer = 'guests'
        Set-Content -LiteralPath $file -Value (ConvertTo-Json $server -Depth 5)
        @(Get-Virtualization 'Msvm_ComputerSystem').Count | Should -Be 5121
        $components = @(Get-Virtualization 'Msvm_KvpExchangeComponent')
        $items = $components.GuestIntrinsicExchangeItems
        ($items | Measure-Object -Property Length -Sum).Sum | Should -BeGreaterThan 5MB
    }
}

Describe 'What guests report in WMI' {
    BeforeAll {
        Enter-Scenario 'guests' 'node03'
    }

    It 'is XML, with an instance for each item' {
        $items = (Get-Component '<b>vm</b>').GuestIntrinsicExchangeItems
        $items.Count | Should -BeGreaterThan 9
        $told = @{}
        foreach ($item in $items) {
            $document = [xml] $item
            $document.INSTANCE.CLASSNAME | Should -Be 'Msvm_KvpExchangeDataItem'
            $name = ($document.INSTANCE.PROPERTY | Where-Object NAME -EQ 'Name').VALUE
            $told[$name] = ($document.INSTANCE.PROPERTY | Where-Object NAME -EQ 'Data').VALUE
        }
        $told.OSName | Should -Be 'Windows Server 2022 Standard'
        $told.OSEditionId | Should -Be '7'
        $told.ProductType | Should -Be '3'
    }

    It 'includes, in the other list, what was put there' {
        $other = (Get-Component 'reported01').GuestExchangeItems
        $other | Should -HaveCount 2
        $other[0] | Should -BeLike '*<VALUE>LicenseStatus</VALUE>*'
        $other[1] | Should -BeLike '*<VALUE>ActivationKey</VALUE>*'
        (Get-Component 'files01').GuestExchangeItems | Should -HaveCount 0
    }

    It 'is nothing if <Name> keeps the guest from reporting' -ForEach @(
        @{ Name = 'off01' }, @{ Name = 'saved01' }, @{ Name = 'exchange-off01' }
        @{ Name = 'no-services01' }, @{ Name = 'starting01' }
    ) {
        $env:LAB_SERVER = 'node04'
        try {
            @((Get-Component $Name).GuestIntrinsicExchangeItems | Where-Object { $_ }) |
                Should -HaveCount 0
            @((Get-Component 'paused01').GuestIntrinsicExchangeItems).Count |
                Should -BeGreaterThan 9
        } finally {
            $env:LAB_SERVER = 'node03'
        }
    }

    It 'is allowed by settings whose ID has the ID of the machine or of a checkpoint' {
        $env:LAB_SERVER = 'node04'
        try {
            $settings = @(Get-Virtualization 'Msvm_KvpExchangeComponentSettingData')
            $id = Get-Id 'exchange-off01'
            $own = $settings | Where-Object InstanceID -EQ "Microsoft:$id\$exchange"
            $own.EnabledState | Should -Be 3
            $own = $settings | Where-Object InstanceID -EQ "Microsoft:$(Get-Id 'print01')\$exchange"
            $own.EnabledState | Should -Be 2
            $settings.InstanceID | Should -Contain "Microsoft:Definition\$exchange\Default"
            # Seven machines, one checkpoint, and four definitions.
            $settings | Should -HaveCount 12
        } finally {
            $env:LAB_SERVER = 'node03'
        }
    }
}

Describe 'The roles of the cluster in WMI' {
    BeforeAll {
        Enter-Scenario 'guests'
    }

    It 'are those of all servers, or only of the one that a filter names, in any case' {
        $all = @(Get-Role 'MSCluster_Resource')
        $all.OwnerNode | Select-Object -Unique | Should -Be 'node01', 'node02', 'node03', 'node04'
        $all.Type | Select-Object -Unique |
            Should -Be 'Virtual Machine', 'Virtual Machine Configuration'
        $filter = "Type = 'Virtual Machine' AND OwnerNode = 'NODE01'"
        $own = @(Get-Role 'MSCluster_Resource' @{ Filter = $filter })
        $own.Name | Should -Contain 'Virtual Machine dc01'
        $own.Name | Should -Not -Contain 'Virtual Machine backup01'
        $own | Should -HaveCount 7
        $own[0].PrivateProperties.VmID | Should -Be (Get-Id 'dc01')
        $either = "OwnerNode = 'node01' OR OwnerNode = 'node02'"
        @(Get-Role 'MSCluster_Resource' @{ Filter = $either }) | Should -HaveCount 30
        @(Get-Role 'MSCluster_Resource' @{ Filter = "OwnerNode = 'node09'" }) |
            Should -HaveCount 0
    }

    It 'may be owned by every server, or only by those that a role is restricted to' {
        $pairs = @(Get-Role 'MSCluster_ResourceToPossibleOwner')
        function Get-Owner {
            param([string] $Resource)
            ($pairs | Where-Object { $_.GroupComponent.Name -eq $Resource }).PartComponent.Name
        }
        Get-Owner 'Virtual Machine dc01' | Should -Be 'node01', 'node02'
        Get-Owner 'Virtual Machine web01' | Should -Be 'node01', 'node02', 'node03', 'node04'
        Get-Owner 'Virtual Machine backup01' | Should -BeNullOrEmpty
    }

    It 'cannot be read if the cluster service does not run' {
        $file = Join-Path $env:LAB_STATE_FOLDER 'cluster.json'
        $before = Get-Content -Raw -LiteralPath $file
        try {
            Set-Content -LiteralPath $file -Value $before.Replace('"state": "Up"', '"state": "Down"')
            { Get-Role 'MSCluster_Resource' } | Should -Throw '*service is not running*'
        } finally {
            Set-Content -LiteralPath $file -Value $before
        }
    }
}
