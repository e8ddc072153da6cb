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

    function Set-KeyProperty {
        param([string] $Key, [string] $Name, $Value)
        $file = Join-Path $state 'keys.json'
        $service = ConvertFrom-Json (Get-Content -Raw $file)
        ($service.keys | Where-Object { $_.key -eq $keys[$Key] }).$Name = $Value
        Set-Content -LiteralPath $file -Value (ConvertTo-Json $service -Depth 6)
    }

    function Set-LicenseStatus {
        param([int] $Status, [string] $Reason)
        $file = Join-Path $state 'activations/node01.json'
        $activation = ConvertFrom-Json (Get-Content -Raw $file)
        $activation.licenseStatus = $Status
        $activation.licenseStatusReason = $Reason
        Set-Content -LiteralPath $file -Value (ConvertTo-Json $activation)
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
        @{ Key = 'mak-2016'; Code = '0xC004F069' }
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

    It 'keeps a key tied to its machine after another key has replaced it' {
        $null = Set-HostKey 'oem-2022-a'
        $null = Set-HostKey 'mak-2022'
        $null = Set-HostKey 'oem-2022-b'
        Get-Remaining 'mak-2022' | Should -Be 19
        { Set-HostKey 'oem-2022-a' -Server 'node02' } | Should -Throw
        $null = Set-HostKey 'mak-2022'
        Get-Remaining 'mak-2022' | Should -Be 19
    }

    It 'refuses a key that was blocked later, even if it is in use' {
        $null = Set-HostKey 'mak-2022'
        Set-KeyProperty 'mak-2022' 'blocked' $true
        $caught = { Set-HostKey 'mak-2022' } | Should -Throw -PassThru
        '0x{0:X8}' -f $caught.Exception.HResult | Should -Be '0xC004C003'
        Get-HostKey | Should -Be $keys['mak-2022']
    }

    It 'activates a key that is not active when it is applied again' {
        $null = Set-HostKey 'mak-2022'
        Set-LicenseStatus 5 '0xC004C008'
        (Get-VMAutomaticActivation).ActivationStatus | Should -Be 'NotActivated'
        (Set-HostKey 'mak-2022').ActivationStatus | Should -Be 'Activated'
    }

    It 'accepts a key of a newer version, and the last activation of a volume key' {
        $null = Set-HostKey 'mak-2019'
        $null = Set-HostKey 'mak-2022-nearly-used-up'
        Get-Remaining 'mak-2022-nearly-used-up' | Should -Be 0
        { Set-HostKey 'mak-2022-nearly-used-up' } | Should -Not -Throw
        { Set-HostKey 'mak-2022-nearly-used-up' -Server 'node02' } | Should -Throw
        (Set-HostKey 'mak-2025').ProductKeyVersion | Should -Be 'Windows Server 2025'
    }

    It 'repeats the key in a refusal only if the server is set to' {
        $silent = { Set-HostKey 'mak-2022-blocked' } | Should -Throw -PassThru
        "$silent" | Should -Not -Match '9KVRG'
        Set-ServerProperty 'errorsQuoteKey' $true
        { Set-HostKey 'mak-2022-blocked' } | Should -Throw '*-9KVRG*'
    }

    It 'repeats the key in answers, warnings, and the like only if the server is set to' {
        $all = { "$(ConvertTo-Json @(Get-VMAutomaticActivation *>&1) -Depth 3)" }
        $null = Set-HostKey 'mak-2022'
        & $all | Should -Not -Match 'YTN6M'
        Set-ServerProperty 'answersQuoteKey' $true
        Get-VMAutomaticActivation -WarningVariable warned 3>$null 4>$null 5>$null |
            Select-Object -ExpandProperty ProductKeyInUse | Should -BeLike 'YTN6M-*'
        "$warned" | Should -Match 'YTN6M'
        Set-ServerProperty 'answerDialect' 'sentence'
        & $all | Should -Match '3XJ7C\. \(YTN6M'
    }

    It 'returns nothing in the silent dialect, and names an unknown dialect' {
        Set-ServerProperty 'answerDialect' 'silent'
        Set-HostKey 'mak-2022' | Should -BeNullOrEmpty
        Get-VMAutomaticActivation | Should -BeNullOrEmpty
        Set-ServerProperty 'answerDialect' 'whistled'
        { Get-VMAutomaticActivation } | Should -Throw '*whistled*'
    }

    It 'reports a key, no key, and an inactive key in the dialect <Dialect>' -ForEach @(
        @{ Dialect = 'numbers'; None = '"LicenseStatus":0'; Active = '2022*3XJ7C*"LicenseStatus":1'
            NotActive = '"LicenseStatus":5*:3221536776' }
        @{ Dialect = 'listing'; None = 'Key: "*Unlicensed'; Active = '2022*3XJ7C*Status: Licensed'
            NotActive = 'Status: Notification*Reason: 0xC004C008' }
        @{ Dialect = 'sentence'; None = 'No product key'; Active = 'is activated*2022*3XJ7C'
            NotActive = '3XJ7C is not activated (0xC004C008)' }
        @{ Dialect = 'nested'; None = '{"State":"NoKey"'; Active = '"Licensed"*2022*"3XJ7C"'
            NotActive = '"Unlicensed","Reason":"0xC004C008"' }
    ) {
        Set-ServerProperty 'answerDialect' $Dialect
        $said = { ConvertTo-Json @(Get-VMAutomaticActivation) -Compress -Depth 5 }
        & $said | Should -BeLike "*$None*"
        $null = Set-HostKey 'mak-2022'
        & $said | Should -BeLike "*$Active*"
        Set-LicenseStatus 5 '0xC004C008'
        & $said | Should -BeLike "*$NotActive*"
    }

    It 'returns the same for every state in the unheardOf dialect' {
        Set-ServerProperty 'answerDialect' 'unheardOf'
        $before = ConvertTo-Json (Get-VMAutomaticActivation) -Depth 5
        $null = Set-HostKey 'mak-2022'
        $before | Should -Not -BeNullOrEmpty
        ConvertTo-Json (Get-VMAutomaticActivation) -Depth 5 | Should -Be $before
    }

    It 'says in the way <id> that there is no key, and in its dialect that there is one' -ForEach @(
        $file = Join-Path $PSScriptRoot '../../lab/windows/activation/no-key-answers.json'
        ConvertFrom-Json (Get-Content -Raw -Encoding utf8 $file) -AsHashtable
    ) {
        Set-ServerProperty 'noKeyAnswer' $id
        if ($throws) {
            $caught = { Get-VMAutomaticActivation } | Should -Throw -PassThru
            $caught.Exception.Message | Should -Be $throws.text
            if ($throws.code) {
                '0x{0:X8}' -f $caught.Exception.HResult | Should -Be $throws.code
            }
        } else {
            $said = @(Get-VMAutomaticActivation)
            $expected = @(if ($_.ContainsKey('returns')) { $returns })
            ConvertTo-Json $said -Depth 5 | Should -Be (ConvertTo-Json $expected -Depth 5)
        }
        $null = Set-HostKey 'mak-2022'
        (Get-VMAutomaticActivation).PartialProductKey | Should -Be '3XJ7C'
    }

    It 'refuses a key in the way <id>, and applies nothing' -ForEach @(
        $file = Join-Path $PSScriptRoot '../../lab/windows/activation/refusals.json'
        ConvertFrom-Json (Get-Content -Raw -Encoding utf8 $file) -AsHashtable
    ) {
        # $_ has another value below.
        $row = $_
        Set-ServerProperty 'refusal' $id
        $key = $keys['mak-2022']
        $text = { param($Said) $Said.Replace('{key}', $key) }
        $caught = $null
        try {
            $said = @(Set-VMAutomaticActivation -ProductKey $key -ErrorAction Continue *>&1)
        } catch {
            $caught = $_
        }
        [bool]$caught | Should -Be ([bool]$throws)
        $all = @($caught; $said) | ForEach-Object {
            if ($_ -is [System.Management.Automation.ErrorRecord]) {
                "$($_.Exception.Message) $($_.Exception.InnerException.Message)"
            } elseif ($_ -is [System.Management.Automation.WarningRecord]) {
                $_.Message
            } elseif ($null -ne $_) {
                ConvertTo-Json $_ -Depth 5 -Compress
            }
        }
        foreach ($one in @($throws.text; $writes.text; $warns) | Where-Object { $_ }) {
            "$all" | Should -Match ([regex]::Escape((& $text $one)))
        }
        $codes = @($throws.code; $writes.code) | Where-Object { $_ }
        foreach ($code in $codes) {
            $record = @($caught; $said) | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }
            $innermost = $record.Exception.GetBaseException()
            '0x{0:X8}' -f $innermost.HResult | Should -Be $code
        }
        if ($row.ContainsKey('returns')) {
            $expected = & $text (ConvertTo-Json @($returns) -Depth 5 -Compress)
            ConvertTo-Json @($said) -Depth 5 -Compress | Should -Be $expected
        }
        Get-HostKey | Should -BeNullOrEmpty
        Get-Remaining 'mak-2022' | Should -Be 20
    }

    It 'names an unknown way to say that there is no key' {
        Set-ServerProperty 'noKeyAnswer' 'whistled'
        { Get-VMAutomaticActivation } | Should -Throw "*no answer 'whistled'*"
    }

    It 'ends <Cmdlet> with the error that the server is set to' -ForEach @(
        @{ Cmdlet = 'Get-VMAutomaticActivation'; Property = 'statusError' }
        @{ Cmdlet = 'Set-VMAutomaticActivation'; Property = 'applyError' }
    ) {
        $null = Set-HostKey 'oem-2022-a'
        $parameters = @{}
        if ($Property -eq 'applyError') { $parameters.ProductKey = $keys['mak-2022'] }
        Set-ServerProperty "${Property}Text" 'Out of luck.'
        $plain = { & $Cmdlet @parameters } | Should -Throw -PassThru
        "$plain" | Should -Be 'Out of luck.'
        '0x{0:X8}' -f $plain.Exception.HResult | Should -Be '0x80131500'
        Set-ServerProperty $Property '0x80072EE7'
        $coded = { & $Cmdlet @parameters } | Should -Throw -PassThru
        "$coded" | Should -Be 'Out of luck.'
        '0x{0:X8}' -f $coded.Exception.HResult | Should -Be '0x80072EE7'
        Set-ServerProperty "${Property}Text" $null
        { & $Cmdlet @parameters } | Should -Throw 'The server name or address could not be*'
        Get-HostKey | Should -Be $keys['oem-2022-a']
        Get-Remaining 'mak-2022' | Should -Be 20
    }

    It "uses the server's language, and reports an unknown error as unknown" {
        Set-ServerProperty 'language' 'de-DE'
        { Set-HostKey 'nonsense' } | Should -Throw "*Product Key ung$([char] 0xFC)ltig ist."
        Set-ServerProperty 'statusError' '0x8000FFFF'
        { Get-VMAutomaticActivation } | Should -Throw '*hat einen Fehler gemeldet.'
    }

    It 'returns that the status could not be read, or only warns of it' {
        Set-ServerProperty 'statusFailure' 'returned'
        (Get-VMAutomaticActivation).ErrorCode | Should -Be '0xC004D302'
        Set-ServerProperty 'statusFailure' 'warned'
        $answer = @(Get-VMAutomaticActivation -WarningVariable 'warnings' -WarningAction SilentlyContinue)
        $answer | Should -BeNullOrEmpty
        $warnings | Should -HaveCount 1
    }

    It 'never returns from <_> if that is set to hang, and nothing is applied' -ForEach @(
        'Get-VMAutomaticActivation'
        'Set-VMAutomaticActivation'
    ) {
        Mock Start-Sleep { if ($Seconds) { throw "asleep for $Seconds s" } } -ModuleName ServerAVMAManager
        Set-ServerProperty 'hangingCmdlet' $_
        $parameters = if ($_ -like 'Set-*') { @{ ProductKey = $keys['mak-2022'] } } else { @{} }
        { & $_ @parameters } | Should -Throw 'asleep for 3600 s'
        Get-HostKey | Should -BeNullOrEmpty
        Set-ServerProperty 'hangingCmdlet' $null
        { & $_ @parameters } | Should -Not -Throw
    }

    It 'has its own text for every error, and the same errors in each language' {
        $texts = foreach ($language in 'en-US', 'de-DE') {
            Import-PowerShellDataFile (Join-Path $folder "messages/$language.psd1")
        }
        $texts[0].Count | Should -BeGreaterThan 30
        ($texts[1].Keys | Sort-Object) | Should -Be ($texts[0].Keys | Sort-Object)
        foreach ($code in $texts[0].Keys) {
            $texts[1][$code] | Should -Not -BeIn '', $texts[0][$code]
        }
    }

    It 'is found but cannot be loaded if it is broken' {
        Remove-Module ServerAVMAManager
        $broken = Join-Path $folder 'broken/ServerAVMAManager'
        $caught = { Import-Module $broken } | Should -Throw 'Could not load*' -PassThru
        $caught.FullyQualifiedErrorId | Should -Not -BeLike 'Modules_ModuleNotFound*'
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

    It 'has the version that the server is set to' {
        foreach ($version in '1.0', '1.1') {
            $path = Join-Path $folder "version-$version/ServerAVMAManager/ServerAVMAManager.psd1"
            (Test-ModuleManifest -Path $path).Version | Should -Be ([version] $version)
        }
    }

    It 'answers with five megabytes in one line or in nested lists, or ends with such an error' {
        Set-ServerProperty 'largeAnswer' 'line'
        $line = Get-VMAutomaticActivation
        $line.Length | Should -Be 5MB
        $line | Should -Match '^A long line\. [^\n]+$'
        Set-ServerProperty 'largeAnswer' 'nesting'
        $nested = Get-VMAutomaticActivation
        $nested.Length | Should -Be 5MB
        $nested | Should -Match '^\[{9}'
        Set-ServerProperty 'largeAnswer' 'errorText'
        { Get-VMAutomaticActivation } | Should -Throw 'A long error. *'
    }
}
