BeforeAll {
    $enter = Join-Path $PSScriptRoot 'Enter-LabServer.ps1'
    $module = Join-Path $PSScriptRoot '../../lab/windows/system/CimCmdlets'
    $state = (New-Item -ItemType Directory -Path (Join-Path $TestDrive 'state')).FullName
    & $enter -Scenario 'healthy' -StateFolder $state
    Import-Module $module -Force

    $pieces = Join-Path $PSScriptRoot '../../lab/scenarios/pieces/operating-systems.json'
    $systems = ConvertFrom-Json (Get-Content -Raw $pieces)
    $withKey = "ApplicationID = '55c92734-d682-4d71-983e-d6ec3f16059f' " +
        'AND PartialProductKey IS NOT NULL'

    function Read-Registry {
        param([string] $Method, [string] $Value, $Root = [uint32] 2147483650)
        $call = @{
            ClassName = 'StdRegProv'
            Namespace = 'root/default'
            MethodName = $Method
            Arguments = @{
                hDefKey = $Root
                sSubKeyName = 'SOFTWARE\Microsoft\Windows NT\CurrentVersion'
                sValueName = $Value
            }
        }
        Invoke-CimMethod @call
    }
}

AfterAll {
    Remove-Module CimCmdlets -ErrorAction SilentlyContinue
    Remove-Item Env:\LAB_STATE_FOLDER, Env:\LAB_SERVER, Env:\COMPUTERNAME
}

Describe 'The classes of the cluster' {
    It 'return its full name and its nodes, with their states as numbers' {
        $space = @{ Namespace = 'root/MSCluster' }
        (Get-CimInstance @space -ClassName 'MSCluster_Cluster').Fqdn |
            Should -Be 'cluster01.contoso.com'
        $nodes = @(Get-CimInstance @space -ClassName 'MSCluster_Node')
        $nodes.Name | Should -Be 'node01', 'node02', 'node03', 'node04'
        $nodes.State | Should -Be 0, 0, 0, 0
        $nodes[0].State | Should -BeOfType [uint32]
        { Get-CimInstance @space -ClassName 'MSCluster_Network' } |
            Should -Throw '*does not simulate*MSCluster_Network*'
    }

    It 'show a node that is switched off as down, and fail if the service does not run' {
        $file = Join-Path $state 'cluster.json'
        $server = Join-Path $state 'servers/node02.json'
        $before = Get-Content -Raw -LiteralPath $file
        $on = Get-Content -Raw -LiteralPath $server
        try {
            Set-Content -LiteralPath $server -Value $on.Replace('"power": "on"', '"power": "off"')
            $nodes = @(Get-CimInstance -Namespace 'root/MSCluster' -ClassName 'MSCluster_Node')
            $nodes.State | Should -Be 0, 1, 0, 0
            Set-Content -LiteralPath $file -Value $before.Replace('"state": "Up"', '"state": "Down"')
            { Get-CimInstance -Namespace 'root/MSCluster' -ClassName 'MSCluster_Node' } |
                Should -Throw '*service is not running*'
        } finally {
            Set-Content -LiteralPath $file -Value $before
            Set-Content -LiteralPath $server -Value $on
        }
    }
}

Describe 'Get-CimInstance' {
    It 'returns the licensed products: the host system, and Datacenter with the host key' {
        $products = @(Get-CimInstance -ClassName 'SoftwareLicensingProduct' -Filter $withKey)
        $products.LicenseFamily | Should -Be 'ServerAzureStackHCICor', 'ServerDatacenter'
        $products.LicenseStatus | Should -Be 1, 1
        $products[1].PartialProductKey | Should -Be '3XJ7C'
        $products[1].ProductKeyChannel | Should -Be 'Volume:MAK'
        $products[1].LicenseStatus | Should -BeOfType [uint32]
    }

    It 'returns only the host system if there is no host key' {
        $env:LAB_SERVER = 'node02'
        $file = Join-Path $state 'activations/node02.json'
        Set-Content -LiteralPath $file -Value (
            '{ "key": null, "licenseStatus": 0, "licenseStatusReason": "0x00000000" }')
        try {
            $products = @(Get-CimInstance -ClassName 'SoftwareLicensingProduct' -Filter $withKey)
            $products.LicenseFamily | Should -Be 'ServerAzureStackHCICor'
        } finally {
            $env:LAB_SERVER = 'node01'
        }
    }

    It 'returns a host key that is not active, and the reason' {
        $env:LAB_SERVER = 'node03'
        $file = Join-Path $state 'activations/node03.json'
        $text = (Get-Content -Raw -LiteralPath $file).Replace('0x00000000', '0xC004C008')
        Set-Content -LiteralPath $file -Value $text.Replace(
            '"licenseStatus": 1', '"licenseStatus": 5')
        try {
            $filter = "LicenseFamily LIKE '%Datacenter%'"
            $product = Get-CimInstance -ClassName 'SoftwareLicensingProduct' -Filter $filter
            $product.Name | Should -Be 'Windows(R), ServerDatacenter edition'
            $product.LicenseStatus | Should -Be 5
            $product.LicenseStatusReason | Should -Be ([uint32] 3221536776)
            $product.ProductKeyChannel | Should -Be 'OEM:NONSLP'
        } finally {
            $env:LAB_SERVER = 'node01'
        }
    }

    It 'returns the license of the host system itself, with the name of its edition' {
        $file = Join-Path $state 'servers/node04.json'
        $server = ConvertFrom-Json (Get-Content -Raw -LiteralPath $file)
        $server.operatingSystem = $systems.'windows-server-2022-datacenter'
        $server.ownLicenseStatus = 5
        Set-Content -LiteralPath $file -Value (ConvertTo-Json $server -Depth 5)
        $env:LAB_SERVER = 'node04'
        try {
            $own = @(Get-CimInstance -ClassName 'SoftwareLicensingProduct' -Filter $withKey)[0]
            $own.Name | Should -Be 'Windows(R), ServerDatacenter edition'
            $own.LicenseFamily | Should -Be 'ServerDatacenter'
            $own.LicenseStatus | Should -Be 5
            $own.LicenseStatusReason | Should -Be ([uint32] 3221549108)
            $system = Get-CimInstance -ClassName 'Win32_OperatingSystem'
            $system.Caption | Should -Be 'Microsoft Windows Server 2022 Datacenter'
            $system.OperatingSystemSKU | Should -Be 8
        } finally {
            $env:LAB_SERVER = 'node01'
        }
    }

    It "returns the language as Windows' number: <Language> is <Id>" -ForEach @(
        @{ Language = 'en-US'; Id = 1033 }, @{ Language = 'de-DE'; Id = 1031 }
    ) {
        $file = Join-Path $state 'servers/node01.json'
        $server = ConvertFrom-Json (Get-Content -Raw -LiteralPath $file)
        $server.language = $Language
        Set-Content -LiteralPath $file -Value (ConvertTo-Json $server -Depth 5)
        (Get-CimInstance -ClassName 'Win32_OperatingSystem').OSLanguage | Should -Be $Id
    }

    It 'understands <Filter>' -ForEach @(
        @{ Filter = "LicenseStatus = 1 AND (LicenseFamily = 'ServerDatacenter' OR ID IS NULL)" }
        @{ Filter = "NOT LicenseFamily <> 'serverdatacenter'" }
        @{ Filter = 'PartialProductKey = "3XJ7C"' }
    ) {
        $products = @(Get-CimInstance -ClassName 'SoftwareLicensingProduct' -Filter $Filter)
        $products.LicenseFamily | Should -Be 'ServerDatacenter'
    }

    It 'leaves the properties empty that were not requested' {
        $query = 'SELECT Caption, Version FROM Win32_OperatingSystem'
        $system = Get-CimInstance -Query $query
        $system.Caption | Should -Be 'Microsoft Azure Stack HCI'
        $system.Version | Should -Be '10.0.20349'
        $system.OperatingSystemSKU | Should -BeNullOrEmpty
        (Get-CimInstance Win32_OperatingSystem).OperatingSystemSKU | Should -Be 406
        (Get-CimInstance Win32_ComputerSystem -Property Domain).Domain | Should -Be 'contoso.com'
    }

    It 'names what it does not simulate: <Named>' -ForEach @(
        @{ Named = 'Win32_Fan'; Arguments = @{ ClassName = 'Win32_Fan' } }
        @{ Named = 'Colour'; Arguments = @{ ClassName = 'Win32_ComputerSystem'
                Property = 'Colour' } }
        @{ Named = 'Colour'; Arguments = @{ ClassName = 'Win32_ComputerSystem'
                Filter = "Colour = 'red'" } }
        @{ Named = 'ISA'; Arguments = @{ ClassName = 'Win32_ComputerSystem'
                Filter = "Name ISA 'x'" } }
        @{ Named = 'root/wmi'; Arguments = @{ ClassName = 'Win32_ComputerSystem'
                Namespace = 'root/wmi' } }
        @{ Named = 'ASSOCIATORS'; Arguments = @{ Query = 'ASSOCIATORS OF {x}' } }
        @{ Named = 'ComputerName'; Arguments = @{ ClassName = 'Win32_ComputerSystem'
                ComputerName = 'x' } }
    ) {
        { Get-CimInstance @Arguments } | Should -Throw "*$Named*"
    }
}

Describe 'A large answer about licenses' {
    It 'has five megabytes of other products before the host key' {
        $file = Join-Path $state 'servers/node01.json'
        $text = Get-Content -Raw $file
        $server = ConvertFrom-Json $text
        $server.largeAnswer = 'products'
        Set-Content -LiteralPath $file -Value (ConvertTo-Json $server -Depth 5)
        try {
            $products = @(Get-CimInstance -ClassName SoftwareLicensingProduct -Filter $withKey)
        } finally {
            Set-Content -LiteralPath $file -Value $text
        }
        ($products.Name | Measure-Object -Property Length -Sum).Sum | Should -BeGreaterThan 5MB
        $products[-1].Name | Should -Be 'Windows(R), ServerDatacenter edition'
    }
}

Describe 'Invoke-CimMethod' {
    It 'reads the operating system version' {
        $revision = Read-Registry -Method 'GetDWORDValue' -Value 'UBR'
        $revision.ReturnValue | Should -Be 0
        $revision.uValue | Should -Be 2322
        (Read-Registry -Method 'GetStringValue' -Value 'DisplayVersion').sValue |
            Should -Be '22H2'
    }

    It 'has no release name if Windows did not have one yet' {
        $file = Join-Path $state 'servers/node02.json'
        $server = ConvertFrom-Json (Get-Content -Raw -LiteralPath $file)
        $server.operatingSystem = $systems.'windows-server-2019-standard'
        Set-Content -LiteralPath $file -Value (ConvertTo-Json $server -Depth 5)
        $env:LAB_SERVER = 'node02'
        try {
            $answer = Read-Registry -Method 'GetStringValue' -Value 'DisplayVersion'
            $answer.ReturnValue | Should -Be 1
            $answer.sValue | Should -BeNullOrEmpty
            $release = Read-Registry -Method 'GetStringValue' -Value 'ReleaseId'
            $release.sValue | Should -Be '1809'
        } finally {
            $env:LAB_SERVER = 'node01'
        }
    }

    It 'returns 1 if the value is of another kind' {
        $answer = Read-Registry -Method 'GetStringValue' -Value 'UBR'
        $answer.ReturnValue | Should -Be 1
        $answer.sValue | Should -BeNullOrEmpty
    }

    It 'accepts only a UInt32 for the root key, as in Windows' {
        { Read-Registry -Method 'GetDWORDValue' -Value 'UBR' -Root 2147483650 } |
            Should -Throw '*hDefKey*UInt32*'
    }

    It 'names what it does not simulate' {
        { Read-Registry -Method 'DeleteKey' -Value 'UBR' } | Should -Throw '*DeleteKey*'
        { Read-Registry -Method 'GetDWORDValue' -Value 'Colour' } | Should -Throw '*Colour*'
        { Invoke-CimMethod -ClassName 'Win32_Process' -MethodName 'Create' } |
            Should -Throw '*Win32_Process*'
    }
}
