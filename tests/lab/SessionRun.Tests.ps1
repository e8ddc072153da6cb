BeforeAll {
    . (Join-Path $PSScriptRoot '../../lab/servers/host/SessionRun.ps1')

    function Get-LookCount {
        @(Get-Event -SourceIdentifier 'Look' -ErrorAction SilentlyContinue).Count
    }

    # Waits as long as several checks take, by an event of its own.
    function Wait-SeveralChecks {
        $timer = [System.Timers.Timer]::new(5 * $script:look.Interval)
        $timer.AutoReset = $false
        Register-ObjectEvent $timer 'Elapsed' -SourceIdentifier 'Several'
        $timer.Start()
        $null = Wait-Event -SourceIdentifier 'Several'
        Unregister-Event -SourceIdentifier 'Several'
        Remove-Event -SourceIdentifier 'Several'
        $timer.Dispose()
    }
}

AfterAll {
    $script:look.Dispose()
    Unregister-Event -SourceIdentifier 'Look'
    Get-Event | Remove-Event
}

Describe 'The check for output of running scripts' {
    It 'is due only once, however late it is done' {
        $script:look.Start()
        Wait-SeveralChecks
        Get-LookCount | Should -Be 1
    }

    It 'is due again after it was done while a script runs, and only then' {
        $streams = [powershell]::Create().Streams
        $script:runs['one'] = @{
            purpose = 'caller'
            output = [System.Management.Automation.PSDataCollection[psobject]]::new()
            powershell = @{ Streams = $streams }
        }
        Remove-Event -SourceIdentifier 'Look' -ErrorAction SilentlyContinue
        Send-RunningOutput
        $null = Wait-Event -SourceIdentifier 'Look'
        $script:runs.Remove('one')
        Remove-Event -SourceIdentifier 'Look'
        Send-RunningOutput
        Wait-SeveralChecks
        Get-LookCount | Should -Be 0
    }
}
