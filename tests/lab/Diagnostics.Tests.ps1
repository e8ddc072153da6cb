BeforeAll {
    $enter = Join-Path $PSScriptRoot 'Enter-LabServer.ps1'
    $module = '../../lab/windows/system/Microsoft.PowerShell.Diagnostics'
    Import-Module (Join-Path $PSScriptRoot $module) -Force
    $filter = @{ LogName = 'Application'; Id = 12310 }

    function Enter-Scenario {
        param([string] $Scenario, [string] $Server = 'node01')
        $folder = Join-Path $TestDrive $Scenario
        $state = (New-Item -ItemType Directory -Force -Path $folder).FullName
        & $enter -Scenario $Scenario -StateFolder $state -Server $Server
    }
}

AfterAll {
    Remove-Module Microsoft.PowerShell.Diagnostics -ErrorAction SilentlyContinue
    Remove-Item Env:\LAB_STATE_FOLDER, Env:\LAB_SERVER, Env:\COMPUTERNAME
}

Describe 'Get-WinEvent' {
    It 'returns the newest events first, limited by number and start time' {
        Enter-Scenario 'guests'
        $events = @(Get-WinEvent -FilterHashtable $filter)
        $ages = @($events | ForEach-Object {
                [math]::Round(((Get-Date) - $_.TimeCreated).TotalDays, 1)
            })
        $ages | Should -Be 0.5, 12, 45
        @(Get-WinEvent -FilterHashtable $filter -MaxEvents 1) | Should -HaveCount 1
        $since = $filter + @{ StartTime = (Get-Date).AddDays(-30) }
        @(Get-WinEvent -FilterHashtable $since -MaxEvents 20) | Should -HaveCount 2
    }

    It 'returns them in the language of the server' {
        Enter-Scenario 'guests' 'node03'
        $event = Get-WinEvent -FilterHashtable $filter
        $event.Level | Should -Be 2
        $event.ProviderName | Should -Be 'Microsoft-Windows-Security-SPP'
        $event.Message | Should -BeLike '*not activated*host machine*'
        Enter-Scenario 'guests-german' 'node03'
        (Get-WinEvent -FilterHashtable $filter).Message | Should -BeLike '*nicht aktiviert*'
    }

    It 'passes on a custom text' {
        Enter-Scenario 'guests' 'node03'
        $file = Join-Path $env:LAB_STATE_FOLDER 'servers/node03.json'
        $text = (Get-Content -Raw -LiteralPath $file).Replace('hostNotActivated', 'It was so.')
        Set-Content -LiteralPath $file -Value $text
        (Get-WinEvent -FilterHashtable $filter).Message | Should -Be 'It was so.'
    }

    It 'writes an error if there are none, with the same ID in every language' {
        Enter-Scenario 'guests-german' 'node04'
        $said = @(Get-WinEvent -FilterHashtable $filter -ErrorAction Continue *>&1)
        $said | Should -HaveCount 1
        $said[0].FullyQualifiedErrorId | Should -BeLike 'NoMatchingEventsFound*'
        "$($said[0])" | Should -BeLike 'Es wurden keine Ereignisse gefunden*'
        { Get-WinEvent -FilterHashtable $filter -ErrorAction Stop } | Should -Throw
    }

    It 'names what it does not simulate: <Named>' -ForEach @(
        @{ Named = 'System'; Arguments = @{
                FilterHashtable = @{ LogName = 'System'; Id = 12310 } } }
        @{ Named = '4103'; Arguments = @{
                FilterHashtable = @{ LogName = 'Application'; Id = 4103 } } }
        @{ Named = 'ProviderName'; Arguments = @{
                FilterHashtable = @{ LogName = 'Application'; Id = 12310; ProviderName = 'x' } } }
        @{ Named = 'LogName'; Arguments = @{ LogName = 'Application' } }
    ) {
        { Get-WinEvent @Arguments } | Should -Throw "*$Named*"
    }
}
