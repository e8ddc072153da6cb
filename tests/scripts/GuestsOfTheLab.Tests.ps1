BeforeAll {
    $root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
    $path = Join-Path $root 'src/resources/scripts/Get-ServerVirtualMachine.ps1'
    . (Join-Path $PSScriptRoot 'SentText.ps1')
    $text = Get-WholeText -Path $path
    $before = $env:PSModulePath
    # What the page reads, for any user and in any way.
    $errors = 'virtualMachinesError', 'dataExchangeError', 'clusterError', 'eventsError'

    function Enter-Scenario {
        param([string] $Scenario, [string] $Server)
        $folder = Join-Path $TestDrive $Scenario
        $state = (New-Item -ItemType Directory -Force -Path $folder).FullName
        $play = @{ Scenario = $Scenario; StateFolder = $state; Server = $Server }
        & "$root/tests/lab/Enter-LabServer.ps1" @play
        $folders = (Join-Path $root 'lab/windows/system'), (Join-Path $PSHOME 'Modules')
        $env:PSModulePath = $folders -join [System.IO.Path]::PathSeparator
    }

    # Runs in its own runspace, as an unsigned script does under application control. What comes
    # with Windows is trusted there.
    function Invoke-Script {
        param([string] $LanguageMode = 'FullLanguage')
        $shell = [powershell]::Create()
        try {
            $import = 'Import-Module CimCmdlets, Microsoft.PowerShell.Diagnostics'
            $null = $shell.AddScript($import).Invoke()
            $shell.Runspace.SessionStateProxy.LanguageMode = $LanguageMode
            $shell.Commands.Clear()
            $shell.AddScript($text).Invoke()
            $shell.Streams.Error | Should -HaveCount 0
        } finally {
            $shell.Dispose()
        }
    }

    # A restricted endpoint for readers, which has only this function.
    function Invoke-Restricted {
        param([scriptblock] $Call)
        $name = 'Lab.Reading'
        $folder = New-Item -ItemType Directory -Force -Path (Join-Path $TestDrive $name)
        $function = "function Get-ServerVirtualMachine {`n$text`n}"
        Set-Content -LiteralPath (Join-Path $folder "$name.psm1") -Value $function
        $module = @{
            Path = "$(Join-Path $folder "$name.psd1")"; RootModule = "$name.psm1"
            FunctionsToExport = 'Get-ServerVirtualMachine'
        }
        New-ModuleManifest @module
        $endpoint = @{
            Path = Join-Path $TestDrive 'reading.pssc'
            SessionType = 'RestrictedRemoteServer'
            LanguageMode = 'NoLanguage'
            ModulesToImport = @($module.Path)
            VisibleFunctions = @('Get-ServerVirtualMachine')
        }
        New-PSSessionConfigurationFile @endpoint
        $first = [initialsessionstate]::CreateFromSessionConfigurationFile($endpoint.Path)
        $space = [runspacefactory]::CreateRunspace($first)
        $shell = [powershell]::Create()
        try {
            $space.Open()
            $shell.Runspace = $space
            & $Call $shell
        } finally {
            $shell.Dispose()
            $space.Dispose()
        }
    }

    function Get-Named {
        param($Answer, [string] $Name)
        @(ConvertFrom-Json $Answer.virtualMachines) | Where-Object name -CEQ $Name
    }
}

AfterAll {
    $env:PSModulePath = $before
    Remove-Item Env:\LAB_STATE_FOLDER, Env:\LAB_SERVER, Env:\COMPUTERNAME
}

Describe 'Get-ServerVirtualMachine on a server of the lab that speaks <Language>' -ForEach @(
    @{ Language = 'English'; Scenario = 'guests' }
    @{ Language = 'German'; Scenario = 'guests-german' }
) {
    It 'returns all of its guests, whatever the words are' {
        Enter-Scenario $Scenario 'node02'
        $answer = Invoke-Script
        foreach ($name in $errors) { $answer.$name | Should -Be $null -Because $name }
        $machines = @(ConvertFrom-Json $answer.virtualMachines)
        $machines | Should -HaveCount 8
        $machines.dataExchange | Should -Be (@(2) * 8)
        $machines.guest.OSEditionId | Should -Be '8', '7', '407', '407', '79', '80', '50', '7'
        $machines.name | Should -Contain 'Prüfstand Österreich'
        $machines.clustered | Should -Be (@($true) * 8)
        @(ConvertFrom-Json $answer.events) | Should -HaveCount 1
    }

    It 'returns why a guest reports nothing, as far as that is visible' {
        Enter-Scenario $Scenario 'node04'
        $answer = Invoke-Script
        $machines = @(ConvertFrom-Json $answer.virtualMachines)
        $told = @($machines | ForEach-Object {
                "$($_.name) $($_.enabledState) $($_.dataExchange) $($null -ne $_.guest)"
            })
        $told | Should -Be 'off01 3 2 False', 'saved01 6 2 False', 'paused01 9 2 True',
            'exchange-off01 2 3 False', 'no-services01 2 2 False', 'starting01 2 2 False',
            'print01 2 2 True'
        $answer.events | Should -Be '[]'
        $answer.eventsError | Should -Be $null
    }

    It 'returns the possible owners, what has no role, and what was reported' {
        Enter-Scenario $Scenario 'node01'
        $answer = Invoke-Script
        (Get-Named $answer 'dc01').possibleOwners | Should -Be 'node01', 'node02'
        (Get-Named $answer 'sql01').possibleOwners | Should -HaveCount 4
        (Get-Named $answer 'sql01').dataExchange | Should -Be 2
        (Get-Named $answer 'backup01').clustered | Should -BeFalse
        (Get-Named $answer 'backup01').possibleOwners | Should -Be $null
        $linux = (Get-Named $answer 'ubuntu01').guest
        $linux.OSName | Should -Be 'Ubuntu'
        $linux.PSObject.Properties.Name | Should -Not -Contain 'OSEditionId'
        Enter-Scenario $Scenario 'node03'
        $answer = Invoke-Script
        $reported = (Get-Named $answer 'reported01').reported
        $reported.LicenseStatus | Should -Be '1'
        $reported.ActivationKey | Should -Be '*****-*****-*****-*****-J8WG2'
        (Get-Named $answer '<b>vm</b>').reported | Should -Be $null
    }

    It 'returns the same in Constrained Language mode' {
        Enter-Scenario $Scenario 'node03'
        $full = Invoke-Script
        $constrained = Invoke-Script -LanguageMode 'ConstrainedLanguage'
        foreach ($name in $errors + 'virtualMachines') {
            $constrained.$name | Should -BeExactly $full.$name -Because $name
        }
        @(ConvertFrom-Json $constrained.events).level | Should -Be 2
    }

    It 'returns the same in a restricted endpoint, which runs nothing else' {
        Enter-Scenario $Scenario 'node03'
        $full = Invoke-Script
        Invoke-Restricted {
            param($Shell)
            $answer = $Shell.AddCommand('Get-ServerVirtualMachine').Invoke()
            $Shell.Streams.Error | Should -HaveCount 0
            foreach ($name in $errors + 'virtualMachines') {
                $answer.$name | Should -BeExactly $full.$name -Because $name
            }
            @(ConvertFrom-Json $answer.events).level | Should -Be 2
            $Shell.Commands.Clear()
            { $Shell.AddCommand('Get-CimInstance').Invoke() } | Should -Throw '*not recognized*'
        }
    }
}

Describe 'Get-ServerVirtualMachine on a server of the lab' {
    It 'returns an empty list if it has no guests' {
        Enter-Scenario 'guests-none' 'node01'
        $answer = Invoke-Script
        $answer.virtualMachines | Should -Be '[]'
        foreach ($name in $errors) { $answer.$name | Should -Be $null -Because $name }
    }

    It 'returns five hundred guests of a cluster with eight thousand' {
        Enter-Scenario 'guests-many' 'node16'
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $answer = Invoke-Script
        $seconds = $watch.Elapsed.TotalSeconds
        $machines = @(ConvertFrom-Json $answer.virtualMachines)
        $machines | Should -HaveCount 500
        (Get-Named $answer 'node16-role-001').possibleOwners | Should -HaveCount 16
        # This takes one to three seconds, or several times as long on a busy machine.
        $seconds | Should -BeLessThan 30
    }

    It 'returns its guests if the cluster service does not run' {
        Enter-Scenario 'guests' 'node01'
        $file = Join-Path $env:LAB_STATE_FOLDER 'cluster.json'
        (Get-Content -Raw -LiteralPath $file).Replace('"state": "Up"', '"state": "Down"') |
            Set-Content -LiteralPath $file
        $answer = Invoke-Script
        $answer.clusterError | Should -BeLike '*service is not running*'
        @(ConvertFrom-Json $answer.virtualMachines).clustered | Should -Be (@($null) * 8)
    }
}
