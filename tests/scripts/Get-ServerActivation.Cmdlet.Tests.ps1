BeforeAll {
    $script = Join-Path $PSScriptRoot '../../src/resources/scripts/Get-ServerActivation.ps1'
    . (Join-Path $PSScriptRoot 'ServerActivation.ps1')
}

Describe "Get-ServerActivation, the cmdlet's answer" {
    BeforeEach {
        Set-ServerMock
    }

    It 'is null where it returns nothing' {
        Mock Get-VMAutomaticActivation { }
        $answer = Invoke-Reading
        $answer.activation | Should -Be $null
        $answer.activationError | Should -Be $null
    }

    It 'is passed on as text' {
        Mock Get-VMAutomaticActivation { 'Activated' }
        (Invoke-Reading).activation | Should -Be '"Activated"'
    }

    It 'is a list where it returns more than one' {
        Mock Get-VMAutomaticActivation { @{ A = 1 }; @{ A = 2 } }
        (Invoke-Reading).activation | Should -Be '[{"A":1},{"A":2}]'
    }

    It "keeps an enumeration's name, numbers, truth values, lists and what is empty" {
        Mock Get-VMAutomaticActivation {
            [pscustomobject] @{
                Day = [DayOfWeek]::Friday; N = 5; B = $true; L = @('x'); E = ''; Z = $null
            }
        }
        (Invoke-Reading).activation |
            Should -Be '{"Day":"Friday","N":5,"B":true,"L":["x"],"E":"","Z":null}'
    }

    It 'keeps the name of an enumeration wherever it is, and what is in a list of any kind' {
        Mock Get-VMAutomaticActivation {
            $list = [System.Collections.Generic.List[object]] @(
                [pscustomobject] @{ Day = [DayOfWeek]::Friday }, 2, @('x', $null))
            [pscustomobject] @{
                Within = [pscustomobject] @{ Day = [DayOfWeek]::Monday }; List = $list
                None = @(); Set = [System.Collections.Generic.HashSet[int]] @(3)
                Id = [guid]::Empty; For = [timespan]::FromHours(1); Since = [datetime] 0
            }
        }
        (Invoke-Reading).activation | Should -Be ('{"Within":{"Day":"Monday"},' +
            '"List":[{"Day":"Friday"},2,["x",null]],"None":[],"Set":[3],' +
            '"Id":"00000000-0000-0000-0000-000000000000","For":"01:00:00",' +
            '"Since":"0001-01-01T00:00:00.0000000"}')
    }

    It 'is not lost for names that are no texts, at any depth' {
        Mock Get-VMAutomaticActivation { @{ 1 = 'one'; Within = @{ 2 = @{ 3 = 'three' } } } }
        $answer = Invoke-Reading
        $answer.activationError | Should -Be $null
        $table = ConvertFrom-Json $answer.activation
        $table.'1' | Should -Be 'one'
        $table.Within.'2'.'3' | Should -Be 'three'
    }

    It 'is not lost for one property that can not be read, which it then does not have' {
        Mock Get-VMAutomaticActivation {
            $fails = { throw 'unreadable' }
            [pscustomobject] @{ Status = 'Activated' } |
                Add-Member -MemberType ScriptProperty -Name Key -Value $fails -PassThru
        }
        $answer = Invoke-Reading
        $answer.activation | Should -Be '{"Status":"Activated"}'
        $answer.activationError | Should -Be $null
    }

    It 'ends where it refers to itself' {
        Mock Get-VMAutomaticActivation {
            $value = [pscustomobject] @{ Status = 'Activated'; Self = $null }
            $value.Self = $value
            $value
        }
        $answer = Invoke-Reading
        $answer.activationError | Should -Be $null
        (ConvertFrom-Json $answer.activation).Status | Should -Be 'Activated'
    }

    It 'hides keys in its values, also one that is spread over them' {
        Mock Get-VMAutomaticActivation {
            [pscustomobject] @{
                Key = 'BCDFG-HJKMP-QRTVW-XY234-6789N'
                Groups = 'BCDFG', 'HJKMP', 'QRTVW', 'XY234', '6789N'
            }
        }
        $masked = '*****-*****-*****-*****-6789N'
        (Invoke-Reading).activation | Should -Be "{`"Key`":`"$masked`",`"Groups`":[`"$masked`"]}"
    }

    It 'has no warnings, verbose or information of the cmdlet in its streams' {
        Mock Get-VMAutomaticActivation {
            Write-Warning 'warned'; Write-Verbose 'chatted' -Verbose; Write-Host 'told'
            [pscustomobject] @{ Status = 'Activated' }
        }
        $all = @(& $script *>&1)
        $all | Should -HaveCount 5
        $all[0].activation | Should -Be '{"Status":"Activated"}'
    }

    It 'is an error with its HRESULT where the cmdlet throws' {
        Mock Get-VMAutomaticActivation {
            throw [System.Runtime.InteropServices.COMException]::new('gesperrt', 0xC004C003)
        }
        $answer = Invoke-Reading
        $answer.activationError | Should -Be 'gesperrt'
        $answer.activationErrorCode | Should -Be '0xC004C003'
    }

    It 'is an error where the cmdlet only writes one' {
        Mock Get-VMAutomaticActivation { Write-Error 'no luck' -ErrorAction Continue }
        $answer = Invoke-Reading
        $answer.activationError | Should -Be 'no luck'
        $answer.activationErrorCode | Should -Be $null
    }

    It 'finds the HRESULT and the message of an inner exception' {
        Mock Get-VMAutomaticActivation {
            $inner = [System.Runtime.InteropServices.COMException]::new('inner', 0xC004F050)
            throw [System.InvalidOperationException]::new('outer', $inner)
        }
        $answer = Invoke-Reading
        $answer.activationError | Should -Be "outer`ninner"
        $answer.activationErrorCode | Should -Be '0xC004F050'
    }
}
