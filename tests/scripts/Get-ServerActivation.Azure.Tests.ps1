BeforeAll {
    $script = Join-Path $PSScriptRoot '../../src/resources/scripts/Get-ServerActivation.ps1'
    . (Join-Path $PSScriptRoot 'ServerActivation.ps1')
}

Describe 'Get-ServerActivation, about Azure' {
    BeforeEach {
        Set-ServerMock
    }

    Context 'the subscriptions' {
        It 'are a list of what the cmdlet returns, an enumeration by its name' {
            Mock Get-AzureStackHCISubscriptionStatus {
                [pscustomobject] @{ SubscriptionName = 'A'; Status = [DayOfWeek]::Friday }
                [pscustomobject] @{ SubscriptionName = 'B'; Status = 3; EndsOn = $null }
            }
            $answer = Invoke-Reading
            $answer.subscription | Should -Be ('[{"SubscriptionName":"A","Status":"Friday"},' +
                '{"SubscriptionName":"B","Status":3,"EndsOn":null}]')
            $answer.subscriptionError | Should -Be $null
        }

        It 'are a list also of one, and of none' {
            (Invoke-Reading).subscription |
                Should -Be '[{"SubscriptionName":"Windows Server Subscription","Status":"Active"}]'
            Mock Get-AzureStackHCISubscriptionStatus { }
            (Invoke-Reading).subscription | Should -Be '[]'
        }

        It 'are null, with an error, where the cmdlet throws; the last sync is read all the same' {
            Mock Get-AzureStackHCISubscriptionStatus { throw 'Unable to connect to service.' }
            $answer = Invoke-Reading
            $answer.subscription | Should -Be $null
            $answer.subscriptionError | Should -Be 'Unable to connect to service.'
            $answer.lastAzureSync | Should -Be '2026-03-01T12:00:00.0000000Z'
            $answer.activation | Should -Be '{"Status":"Activated"}'
        }

        It 'are null, with an error, where the cmdlet only writes one' {
            Mock Get-AzureStackHCISubscriptionStatus {
                Write-Error 'Operation timed out.' -ErrorAction Continue
            }
            $answer = Invoke-Reading
            $answer.subscription | Should -Be $null
            $answer.subscriptionError | Should -Be 'Operation timed out.'
        }

        It 'are null without an error where there is no module for Azure' {
            Mock Import-Module { throw (New-NotFound) } -ParameterFilter {
                $Name -eq 'AzureStackHCI'
            }
            $answer = Invoke-Reading
            $names = 'subscription', 'subscriptionError', 'lastAzureSync', 'lastAzureSyncError'
            $names | Where-Object { $null -ne $answer.$_ } | Should -HaveCount 0
            Should -Invoke Get-AzureStackHCISubscriptionStatus -Exactly 0
        }

        It 'are null without an error where the module has no such cmdlet' {
            Mock Get-AzureStackHCISubscriptionStatus {
                $missing = 'Get-AzureStackHCISubscriptionStatus'
                throw [System.Management.Automation.ErrorRecord]::new(
                    [System.Management.Automation.CommandNotFoundException]::new('not found'),
                    'CommandNotFoundException', 'ObjectNotFound', $missing)
            }
            $answer = Invoke-Reading
            $answer.subscription | Should -Be $null
            $answer.subscriptionError | Should -Be $null
            $answer.lastAzureSync | Should -Be '2026-03-01T12:00:00.0000000Z'
        }

        It 'have the error of a command that is missing within the cmdlet' {
            Mock Get-AzureStackHCISubscriptionStatus { Get-CmdletThatThereIsNot }
            $answer = Invoke-Reading
            $answer.subscriptionError | Should -BeLike '*Get-CmdletThatThereIsNot*'
        }

        It 'have the error of a module that can not be loaded' {
            Mock Import-Module { throw 'a brace is missing' } -ParameterFilter {
                $Name -eq 'AzureStackHCI'
            }
            $answer = Invoke-Reading
            $answer.subscriptionError | Should -Be 'a brace is missing'
            $answer.lastAzureSyncError | Should -Be 'a brace is missing'
            $answer.activation | Should -Be '{"Status":"Activated"}'
        }

        It 'have no warnings of the cmdlets in the streams' {
            Mock Get-AzureStackHCISubscriptionStatus { Write-Warning 'W'; Write-Host 'H' }
            Mock Get-AzureStackHCI { Write-Verbose 'V' -Verbose }
            @(& $script *>&1) | Should -HaveCount 5
        }
    }

    Context 'the last sync with Azure' {
        It 'is a time in UTC' {
            Mock Get-AzureStackHCI {
                $local = [datetime]::new(2026, 3, 1, 12, 0, 0, [DateTimeKind]::Utc).ToLocalTime()
                [pscustomobject] @{ LastConnected = $local }
            }
            (Invoke-Reading).lastAzureSync | Should -Be '2026-03-01T12:00:00.0000000Z'
        }

        It 'has registration and connection beside it, an enumeration by its name' {
            Mock Get-AzureStackHCI {
                [pscustomobject] @{
                    RegistrationStatus = 'NotYet'; ConnectionStatus = [DayOfWeek]::Friday
                }
            }
            $answer = Invoke-Reading
            $answer.azureRegistration | Should -Be 'NotYet'
            $answer.azureConnection | Should -Be 'Friday'
            Mock Get-AzureStackHCI { [pscustomobject] @{ RegistrationStatus = 3 } }
            $answer = Invoke-Reading
            $answer.azureRegistration | Should -Be '3'
            $answer.azureConnection | Should -Be $null
        }

        It 'is a time in UTC also of one with its distance from it, and else as it came' {
            $at = [datetimeoffset]::new(2026, 3, 1, 12, 0, 0, [timespan]::FromHours(2))
            $utc = '2026-03-01T10:00:00.0000000Z'
            foreach ($pair in @($at, $utc), @('never', 'never'), @(7, '7')) {
                $value = $pair[0]
                Mock Get-AzureStackHCI { [pscustomobject] @{ LastConnected = $value } }
                (Invoke-Reading).lastAzureSync | Should -Be $pair[1]
            }
        }

        It 'is null where the server does not say' {
            foreach ($said in @{ LastConnected = $null }, @{ LastConnected = '' }, @{ A = 1 }) {
                Mock Get-AzureStackHCI { [pscustomobject] $said }
                $answer = Invoke-Reading
                $answer.lastAzureSync | Should -Be $null
                $answer.lastAzureSyncError | Should -Be $null
            }
        }

        It 'is null, with an error, where it can not be read; the subscriptions are' {
            Mock Get-AzureStackHCI { throw 'Zugriff verweigert' }
            $answer = Invoke-Reading
            $answer.lastAzureSync | Should -Be $null
            $answer.lastAzureSyncError | Should -Be 'Zugriff verweigert'
            $answer.subscription | Should -BeLike '*Active*'
        }
    }
}
