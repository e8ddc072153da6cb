BeforeAll {
    $script = Join-Path $PSScriptRoot '../../src/resources/scripts/Set-ServerActivationKey.ps1'

    . (Join-Path $PSScriptRoot 'SentText.ps1')

    # A stand-in, because Pester can mock only what exists.
    function Set-VMAutomaticActivation { param ($ProductKey) }

    # Not a real key: it only has the form of one.
    $key = 'BCDFG-HJKMP-QRTVW-XY234-N6789'
    $groups = 'BCDFG', 'HJKMP', 'QRTVW', 'XY234'

    $rsa = [System.Security.Cryptography.RSACryptoServiceProvider]::new(2048)
    $bytes = [System.Text.Encoding]::UTF8.GetBytes($key)
    $encrypted = [Convert]::ToBase64String($rsa.Encrypt($bytes, $true))

    function Assert-Hidden {
        param ($Values)
        $text = ($Values | Out-String) + ($Values | ConvertTo-Json -Depth 5)
        foreach ($group in $groups) {
            $text | Should -Not -Match $group
        }
    }
}

Describe 'Set-ServerActivationKey' {
    BeforeEach {
        $Global:RSA = $rsa
        Mock Import-Module { }
        Mock Set-VMAutomaticActivation { }
    }

    AfterEach {
        Remove-Variable -Name RSA -Scope Global -ErrorAction Ignore
    }

    It 'passes the decrypted key to the cmdlet, once' {
        $answer = & $script -EncryptedKey $encrypted
        $answer.outcome | Should -Be 'applied'
        $answer.error | Should -Be $null
        $answer.answer | Should -Be $null
        Should -Invoke Set-VMAutomaticActivation -Exactly 1 -ParameterFilter {
            $ProductKey -ceq $key
        }
    }

    It 'returns one flat object with every property in its help' {
        $answer = & $script -EncryptedKey $encrypted
        $help = (Get-Content -Raw $script) -replace '(?s).*\.OUTPUTS(.*?)\.ROLE.*', '$1'
        $promised = [regex]::Matches($help, '(?m)^  (\w+) ') | ForEach-Object {
            $_.Groups[1].Value
        }
        @($answer).Count | Should -Be 1
        $answer.PSObject.Properties.Name | Sort-Object | Should -Be ($promised | Sort-Object)
        $answer.schema | Should -Be 1
    }

    It 'reports it if the session has no private key' {
        Remove-Variable -Name RSA -Scope Global
        (& $script -EncryptedKey $encrypted).outcome | Should -Be 'sessionKeyMissing'
        Should -Invoke Set-VMAutomaticActivation -Exactly 0
    }

    It 'reports it if the key is for another session' {
        $Global:RSA = [System.Security.Cryptography.RSACryptoServiceProvider]::new(2048)
        $answer = & $script -EncryptedKey $encrypted
        $answer.outcome | Should -Be 'notDecrypted'
        $answer.error | Should -Not -BeNullOrEmpty
        Should -Invoke Set-VMAutomaticActivation -Exactly 0
    }

    It 'reports it if the input is not base64' {
        (& $script -EncryptedKey 'a!b').outcome | Should -Be 'notDecrypted'
    }

    It 'reports it if the module is missing, without decrypting' {
        Mock Import-Module { throw 'not found' }
        $answer = & $script -EncryptedKey $encrypted
        $answer.outcome | Should -Be 'moduleMissing'
        $answer.error | Should -Be 'not found'
        Should -Invoke Set-VMAutomaticActivation -Exactly 0
    }

    It 'imports the module by its path if its name is not found' {
        Mock Import-Module {
            $exception = [System.IO.FileNotFoundException]::new('no such module')
            throw [System.Management.Automation.ErrorRecord]::new(
                $exception, 'Modules_ModuleNotFound,Import', 'ResourceUnavailable', $null)
        } -ParameterFilter { $Name -eq 'ServerAVMAManager' }
        Mock Test-Path { $true }
        (& $script -EncryptedKey $encrypted).outcome | Should -Be 'applied'
    }

    It 'reports the HRESULT and the message if the cmdlet throws' {
        Mock Set-VMAutomaticActivation {
            throw [System.Runtime.InteropServices.COMException]::new('blocked', 0xC004C003)
        }
        $answer = & $script -EncryptedKey $encrypted
        $answer.outcome | Should -Be 'failed'
        $answer.error | Should -Be 'blocked'
        $answer.errorCode | Should -Be '0xC004C003'
    }

    It 'reports a failure if the cmdlet only writes an error' {
        Mock Set-VMAutomaticActivation { Write-Error 'refused' -ErrorAction Continue }
        $answer = & $script -EncryptedKey $encrypted
        $answer.outcome | Should -Be 'failed'
        $answer.error | Should -Be 'refused'
    }

    It 'passes on what the cmdlet returns' {
        Mock Set-VMAutomaticActivation { [pscustomobject] @{ Status = 'Activated' } }
        (& $script -EncryptedKey $encrypted).answer | Should -Be '{"Status":"Activated"}'
    }

    It 'passes on warnings of the cmdlet, and that it succeeded' {
        Mock Set-VMAutomaticActivation {
            Write-Warning "0xC004C003: $ProductKey is blocked."
            Write-Warning 'Once more.'
            Write-Verbose 'Not this.' -Verbose
        }
        $answer = & $script -EncryptedKey $encrypted
        $answer.outcome | Should -Be 'applied'
        $answer.warning | Should -Match '^0xC004C003: .*6789 is blocked\.\nOnce more\.$'
        Assert-Hidden $answer
    }

    It 'shows the key nowhere, whatever the cmdlet outputs: <Name>' -ForEach @(
        @{ Name = 'thrown'; Says = { throw "Not accepted: $ProductKey" } }
        @{ Name = 'wrapped'; Says = {
                $inner = [System.ArgumentException]::new($ProductKey)
                throw [System.InvalidOperationException]::new('outer', $inner)
            }
        }
        @{ Name = 'error'; Says = { Write-Error $ProductKey -ErrorAction Continue } }
        @{ Name = 'returned'; Says = { [pscustomobject] @{ Key = $ProductKey; S = 'ok' } } }
        @{ Name = 'without hyphens'; Says = { $ProductKey -replace '-' } }
        @{ Name = 'in small letters'; Says = { $ProductKey.ToLower() } }
        @{ Name = 'with slashes'; Says = { $ProductKey -replace '-', '/' } }
        @{ Name = 'in pieces'; Says = {
                $ProductKey.Substring(0, 11); $ProductKey.Substring(6, 17)
            }
        }
        @{ Name = 'other streams'; Says = {
                Write-Warning $ProductKey; Write-Verbose $ProductKey -Verbose
                Write-Debug $ProductKey -Debug; Write-Host $ProductKey
                Write-Information $ProductKey -InformationAction Continue
            }
        }
    ) {
        Mock Set-VMAutomaticActivation $Says
        $all = @(& $script -EncryptedKey $encrypted *>&1)
        $all | Should -HaveCount 1
        Assert-Hidden $all
    }

    It 'leaves the key in no variable and no stored error' {
        Mock Set-VMAutomaticActivation { throw "Not accepted: $ProductKey" }
        $null = & $script -EncryptedKey $encrypted
        Assert-Hidden @($Global:Error | ForEach-Object { "$_ $($_.Exception)" })
        $Global:Error | Should -HaveCount 0
        $left = Get-Variable -Scope Global | Where-Object { "$($_.Value)" -match 'HJKMP' }
        @($left | Where-Object Name -ne 'key') | Should -HaveCount 0
    }

    It 'outputs no part of the key, even if a module writes it to every stream' {
        $shell = [powershell]::Create()
        try {
            $module = {
                $null = New-Module -Name ServerAVMAManager -ScriptBlock {
                    function Set-VMAutomaticActivation {
                        param ($ProductKey)
                        Write-Progress -Activity "Applying $ProductKey" -Status $ProductKey
                        Write-Warning $ProductKey; Write-Host $ProductKey
                        Write-Verbose $ProductKey -Verbose; Write-Debug $ProductKey -Debug
                        Write-Error $ProductKey
                    }
                } | Import-Module
                function Import-Module { }
            }
            $null = $shell.AddScript($module.ToString()).Invoke()
            $shell.Runspace.SessionStateProxy.SetVariable('Global:RSA', $rsa)
            $shell.Commands.Clear()
            $answer = $shell.AddScript("$(Get-SentText $script) -EncryptedKey '$encrypted'").Invoke()
            $answer.outcome | Should -Be 'failed'
            foreach ($stream in 'Error', 'Warning', 'Verbose', 'Debug', 'Information', 'Progress') {
                $shell.Streams.$stream | Should -HaveCount 0 -Because $stream
            }
            Assert-Hidden $answer
            $shell.Runspace.SessionStateProxy.GetVariable('Error') | Should -HaveCount 0
        } finally {
            $shell.Dispose()
        }
    }

    It 'reports the key as applied, whatever the cmdlet returns' {
        Mock Set-VMAutomaticActivation {
            $value = [pscustomobject] @{ State = [DayOfWeek]::Friday; Table = @{ 7 = 'seven' } }
            $fails = { throw 'unreadable' }
            $value | Add-Member -MemberType ScriptProperty -Name Broken -Value $fails -PassThru
        }
        $answer = & $script -EncryptedKey $encrypted
        $answer.outcome | Should -Be 'applied'
        $answer.error | Should -Be $null
        $answer.answer | Should -Be '{"State":"Friday","Table":{"7":"seven"}}'
    }

    It 'restores the session' {
        $before = $Global:ProgressPreference
        $null = & $script -EncryptedKey $encrypted
        $Global:ProgressPreference | Should -Be $before
    }
}
