BeforeAll {
    $root = Join-Path $PSScriptRoot '../..'

    function Get-PageCommand {
        param ([string[]] $Name)
        $names = Join-Path $TestDrive 'names.json'
        $commands = Join-Path $TestDrive 'commands.json'
        ConvertTo-Json @($Name) | Set-Content -LiteralPath $names -Encoding utf8NoBOM
        Push-Location $root
        try {
            & node --import tsx 'tests/scripts/write-commands.ts' $names $commands
            if ($LASTEXITCODE) { throw 'The commands were not written.' }
        } finally {
            Pop-Location
        }
        ConvertFrom-Json (Get-Content -Raw -LiteralPath $commands)
    }

    function Get-Tree {
        param ([string] $Text)
        $tokens = $null
        $faults = $null
        $parser = [System.Management.Automation.Language.Parser]
        $tree = $parser::ParseInput($Text, [ref] $tokens, [ref] $faults)
        $faults | Should -HaveCount 0 -Because $Text
        $newer = 'TernaryExpressionAst', 'PipelineChainAst'
        $tree.FindAll({ $newer -contains $args[0].GetType().Name }, $true) | Should -HaveCount 0
        $tree
    }

    # The commands that a text would call, in order.
    function Get-CalledCommand {
        param ([string] $Text)
        $find = { $args[0] -is [System.Management.Automation.Language.CommandAst] }
        (Get-Tree $Text).FindAll($find, $true) | ForEach-Object { $_.GetCommandName() }
    }

    # The quoted texts that are assigned to a variable.
    function Get-AssignedText {
        param ([string] $Text, [string] $Variable)
        $language = 'System.Management.Automation.Language'
        $assignment = (Get-Tree $Text).Find({
            $args[0].GetType().Name -eq 'AssignmentStatementAst' -and
                "$($args[0].Left)" -eq "`$$Variable"
        }, $true)
        $find = { $args[0].GetType().FullName -eq "$language.StringConstantExpressionAst" }
        $assignment.Right.FindAll($find, $true) | ForEach-Object { $_.Value }
    }
}

Describe 'The commands that the page shows' {
    It 'are commands of Windows PowerShell, and only the intended ones' {
        $commands = Get-PageCommand 'node01.contoso.com', 'node02.contoso.com'
        $import = 'Get-Module', 'Import-Module'
        Get-CalledCommand $commands.onOneServer |
            Should -Be ($import + 'Set-VMAutomaticActivation', 'Get-VMAutomaticActivation')
        Get-CalledCommand $commands.statusOfAll |
            Should -Be (@('Invoke-Command') + $import + 'Get-VMAutomaticActivation')
        Get-CalledCommand $commands.keysForAll |
            Should -Be (@('Invoke-Command') + $import + 'Set-VMAutomaticActivation')
    }

    It 'keep each name within its quotes, whatever it contains' {
        $quotes = 0x27, 0x2018, 0x2019, 0x201A, 0x201B, 0x201C | ForEach-Object { [string] [char] $_ }
        $names = @('$(Restart-Computer)', '`n', "b`nRestart-Computer")
        foreach ($quote in $quotes) {
            $names += "a${quote}; Restart-Computer #", $quote, "$quote$quote", "x$quote"
        }
        $commands = Get-PageCommand $names
        Get-AssignedText $commands.statusOfAll 'servers' | Should -BeExactly $names
        $pairs = @($names | ForEach-Object { $_; '<product key>' })
        Get-AssignedText $commands.keysForAll 'keys' | Should -BeExactly $pairs
        foreach ($text in $commands.statusOfAll, $commands.keysForAll) {
            Get-CalledCommand $text | Should -Not -Contain 'Restart-Computer'
        }
    }
}

Describe 'The commands that the page shows, run on servers of the lab' {
    BeforeAll {
        $state = (New-Item -ItemType Directory -Path (Join-Path $TestDrive 'state')).FullName
        & (Join-Path $root 'tests/lab/Enter-LabServer.ps1') -Scenario 'fresh' -StateFolder $state
        $activation = (Resolve-Path (Join-Path $root 'lab/windows/activation')).Path
        $modulePath = $env:PSModulePath
        $pieces = Join-Path $root 'lab/scenarios/pieces/keys.json'
        $key = (ConvertFrom-Json (Get-Content -Raw $pieces)).'mak-2022'.key
        $nodes = 'node01', 'node02', 'node03', 'node04'
        $commands = Get-PageCommand ($nodes | ForEach-Object { "$_.contoso.com" })

        # Remoting, limited to what these commands use: each server in turn, in its own scope.
        function Invoke-Command {
            param ([string[]] $ComputerName, [scriptblock] $ScriptBlock, [object[]] $ArgumentList)
            foreach ($computer in $ComputerName) {
                $env:LAB_SERVER = $computer.Split('.')[0]
                $answer = & $ScriptBlock @ArgumentList
                [pscustomobject] @{ Server = $computer; Answer = $answer }
            }
        }

        function Get-HostKey {
            $nodes | ForEach-Object {
                (ConvertFrom-Json (Get-Content -Raw (Join-Path $state "activations/$_.json"))).key
            }
        }
    }

    BeforeEach {
        $env:PSModulePath = Join-Path $activation 'version-1.1'
    }

    AfterEach {
        Remove-Module 'ServerAVMA*' -ErrorAction SilentlyContinue
        $env:PSModulePath = $modulePath
    }

    AfterAll {
        Remove-Item Env:\LAB_STATE_FOLDER, Env:\LAB_SERVER, Env:\COMPUTERNAME
    }

    It 'give every server the key in its line, and then report each as activated' {
        Get-HostKey | Where-Object { $_ } | Should -HaveCount 0
        $null = Invoke-Expression $commands.keysForAll.Replace('<product key>', $key)
        Get-HostKey | Should -Be @($key, $key, $key, $key)
        $answers = Invoke-Expression $commands.statusOfAll
        $answers.Server | Should -Be @($nodes | ForEach-Object { "$_.contoso.com" })
        $answers.Answer.ActivationStatus | Should -Be @(@('Activated') * 4)
        $env:LAB_SERVER = 'node01'
        $one = Invoke-Expression $commands.onOneServer.Replace('<product key>', $key)
        @($one)[-1].ActivationStatus | Should -Be 'Activated'
    }

    It 'find the module by its path if its name is not found' {
        $env:PSModulePath = $TestDrive
        $folder = (Join-Path $activation 'april-2021').Replace('\', '/')
        $here = $commands.statusOfAll.Replace('C:\Windows', $folder)
        $here | Should -Not -Be $commands.statusOfAll
        $answers = Invoke-Expression $here
        $answers.Answer.ActivationStatus | Should -Be @(@('Activated') * 4)
        (Get-Module 'ServerAVMA*').Path | Should -BeLike '*april-2021*ServerAVMAMAnager.psm1'
    }

    It 'say what is missing if there is no module at all' {
        $env:PSModulePath = $TestDrive
        $here = $commands.statusOfAll.Replace('C:\Windows', $TestDrive)
        { Invoke-Expression $here } | Should -Throw '*ServerAVMAMAnager.psm1*'
    }
}
