BeforeAll {
    $enter = Join-Path $PSScriptRoot 'Enter-LabServer.ps1'
    $folder = Join-Path $PSScriptRoot '../../lab/windows/activation'
    $module = Join-Path $folder 'version-1.1/ServerAVMAManager'
    $fresh = (New-Item -ItemType Directory -Path (Join-Path $TestDrive 'fresh')).FullName
    & $enter -Scenario 'fresh' -StateFolder $fresh
    $pieces = Join-Path $PSScriptRoot '../../lab/scenarios/pieces/keys.json'
    $keys = @{}
    (ConvertFrom-Json (Get-Content -Raw $pieces)).PSObject.Properties | ForEach-Object {
        $keys[$_.Name] = $_.Value.key
    }

    function Set-HostKey {
        param([string] $Name, [string] $Server = 'node01')
        $env:LAB_SERVER = $Server
        try {
            $key = if ($keys[$Name]) { $keys[$Name] } else { $Name }
            Set-VMAutomaticActivation -ProductKey $key
        } finally {
            $env:LAB_SERVER = 'node01'
        }
    }

    function Get-Remaining {
        param([string] $Name)
        $service = ConvertFrom-Json (Get-Content -Raw (Join-Path $state 'keys.json'))
        ($service.keys | Where-Object { $_.key -eq $keys[$Name] }).remaining
    }

    function Get-HostKey {
        param([string] $Server = 'node01')
        (ConvertFrom-Json (Get-Content -Raw (Join-Path $state "activations/$Server.json"))).key
    }

    function Set-ServerProperty {
        param([string] $Name, $Value)
        $file = Join-Path $state 'servers/node01.json'
        $server = ConvertFrom-Json (Get-Content -Raw $file)
        $server.$Name = $Value
        Set-Content -LiteralPath $file -Value (ConvertTo-Json $server -Depth 5)
    }
}

AfterAll {
    Remove-Module ServerAVMAManager -ErrorAction SilentlyContinue
    Remove-Item Env:\LAB_STATE_FOLDER, Env:\LAB_SERVER, Env:\COMPUTERNAME
}

Describe 'ServerAVMAManager' {
    BeforeEach {
        $state = (New-Item -ItemType Directory -Path (Join-Path $TestDrive (New-Guid))).FullName
        Copy-Item -Path (Join-Path $fresh '*') -Destination $state -Recurse
        $env:LAB_STATE_FOLDER = $state
        Import-Module $module -Force
    }

    It 'activates a server with a key, and counts it once for each server' {
        (Set-HostKey 'mak-2022').ActivationStatus | Should -Be 'Activated'
        $null = Set-HostKey 'mak-2022'
        Get-HostKey | Should -Be $keys['mak-2022']
        Get-Remaining 'mak-2022' | Should -Be 19
        $null = Set-HostKey 'mak-2022' -Server 'node02'
        Get-Remaining 'mak-2022' | Should -Be 18
        (Get-VMAutomaticActivation).PartialProductKey | Should -Be '3XJ7C'
    }

    It 'refuses <Key> with <Code>, and keeps the last good key' -ForEach @(
        @{ Key = 'nonsense'; Code = '0xC004F050' }
        @{ Key = 'YTN6M-WG337-MGQX2-KTFTV-3XJ7D'; Code = '0xC004F050' }
        @{ Key = 'M8PVH-QNHGQ-6HBJ4-MD2QB-GKMVD'; Code = '0xC004C001' }
        @{ Key = 'mak-2022-standard'; Code = '0xC004F069' }
        @{ Key = 'mak-2022-blocked'; Code = '0xC004C003' }
        @{ Key = 'mak-2022-used-up'; Code = '0xC004C020' }
        @{ Key = 'mak-2019'; Code = '0x80004005' }
    ) {
        $null = Set-HostKey 'oem-2022-a'
        $caught = { Set-HostKey $Key } | Should -Throw -PassThru
        $caught.Exception | Should -BeOfType [System.Runtime.InteropServices.COMException]
        '0x{0:X8}' -f $caught.Exception.HResult | Should -Be $Code
        $caught.Exception.Message | Should -Not -BeNullOrEmpty
        Get-HostKey | Should -Be $keys['oem-2022-a']
    }

    It 'ties a <Kind> key to one server' -ForEach @(@{ Kind = 'oem' }, @{ Kind = 'retail' }) {
        $null = Set-HostKey "$Kind-2022-a"
        $caught = { Set-HostKey "$Kind-2022-a" -Server 'node02' } | Should -Throw -PassThru
        '0x{0:X8}' -f $caught.Exception.HResult | Should -Be '0xC004C008'
        $null = Set-HostKey "$Kind-2022-b"
        { Set-HostKey "$Kind-2022-a" } | Should -Not -Throw
    }

    It 'takes a key of a newer version, and the last of a volume key' {
        $null = Set-HostKey 'mak-2019'
        $null = Set-HostKey 'mak-2022-nearly-used-up'
        Get-Remaining 'mak-2022-nearly-used-up' | Should -Be 0
        { Set-HostKey 'mak-2022-nearly-used-up' } | Should -Not -Throw
        { Set-HostKey 'mak-2022-nearly-used-up' -Server 'node02' } | Should -Throw
        (Set-HostKey 'mak-2025').ProductKeyVersion | Should -Be 'Windows Server 2025'
    }

    It 'repeats the key in a refusal only where the server does so' {
        $silent = { Set-HostKey 'mak-2022-blocked' } | Should -Throw -PassThru
        "$silent" | Should -Not -Match '9KVRG'
        Set-ServerProperty 'errorsQuoteKey' $true
        { Set-HostKey 'mak-2022-blocked' } | Should -Throw '*-9KVRG*'
    }

    It 'says nothing in the silent dialect, and names a dialect that there is not' {
        Set-ServerProperty 'answerDialect' 'silent'
        Set-HostKey 'mak-2022' | Should -BeNullOrEmpty
        Get-VMAutomaticActivation | Should -BeNullOrEmpty
        Set-ServerProperty 'answerDialect' 'whistled'
        { Get-VMAutomaticActivation } | Should -Throw '*whistled*'
    }

    It 'records every call with its process and its key, refused or not' {
        $null = Get-VMAutomaticActivation
        { Set-HostKey 'mak-2022-blocked' } | Should -Throw
        $record = @(Get-Content (Join-Path $state 'record.jsonl') | ConvertFrom-Json)
        $record.cmdlet | Should -Be 'Get-VMAutomaticActivation', 'Set-VMAutomaticActivation'
        $record.server | Should -Be 'node01', 'node01'
        $record.processId | Should -Be $PID, $PID
        $record[1].parameters.ProductKey | Should -Be $keys['mak-2022-blocked']
    }

    It 'has the version that a server is said to have' {
        foreach ($version in '1.0', '1.1') {
            $path = Join-Path $folder "version-$version/ServerAVMAManager/ServerAVMAManager.psd1"
            (Test-ModuleManifest -Path $path).Version | Should -Be ([version] $version)
        }
    }
}
