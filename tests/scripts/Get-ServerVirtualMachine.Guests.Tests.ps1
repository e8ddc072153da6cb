BeforeAll {
    $script = Join-Path $PSScriptRoot '../../src/resources/scripts/Get-ServerVirtualMachine.ps1'
    . (Join-Path $PSScriptRoot 'VirtualMachines.ps1')
}

Describe 'Get-ServerVirtualMachine, of the guests' {
    BeforeEach {
        $wmi = New-Wmi
        Set-WindowsMock
    }

    AfterAll {
        Remove-Item Env:\COMPUTERNAME
    }

    Context 'Data Exchange' {
        It 'is matched by its ID, only in a row of the virtual machine' {
            $checkpoint = 'FFFFFFFF-0000-4000-8000-000000000009'
            $wmi.Msvm_KvpExchangeComponentSettingData = @(
                'Definition', $checkpoint, "$first-x" | ForEach-Object {
                    [pscustomobject] @{
                        InstanceID = "Microsoft:$_\$exchange\Default"; EnabledState = 3
                        ElementName = 'Austausch von Schluesselwertepaaren'
                    }
                }
                [pscustomobject] @{
                    InstanceID = "Microsoft:$($first.ToLower())\$($exchange.ToLower())"
                    EnabledState = 2
                }
                [pscustomobject] @{
                    InstanceID = "Microsoft:$second\11111111-FD73-4043-8A5B-DD2159BC743F"
                    EnabledState = 2
                }
            )
            $machines = Get-Machine
            $machines.dataExchange | Should -Be @(2, $null)
        }

        It 'is unknown if its settings cannot be read, but guests are known' {
            $wmi.Msvm_KvpExchangeComponentSettingData = 'Zugriff verweigert'
            $answer = & $script
            $answer.dataExchangeError | Should -Be 'Zugriff verweigert'
            $machine = @(ConvertFrom-Json $answer.virtualMachines)[0]
            $machine.dataExchange | Should -Be $null
            $machine.guest.OSBuildNumber | Should -Be '20348'
            $machine.clustered | Should -BeTrue
        }

        It 'has no guests if they cannot be read, but its settings are known' {
            $wmi.Msvm_KvpExchangeComponent = 'Zugriff verweigert'
            $answer = & $script
            $answer.dataExchangeError | Should -Be 'Zugriff verweigert'
            $machine = @(ConvertFrom-Json $answer.virtualMachines)[0]
            $machine.dataExchange | Should -Be 2
            $machine.guest | Should -Be $null
        }
    }

    Context 'what a guest reported' {
        It 'includes only the wanted names' {
            $names = 'OSName', 'OSVersion', 'OSBuildNumber', 'OSEditionId', 'ProductType',
                'FullyQualifiedDomainName', 'IntegrationServicesVersion'
            $all = $names + 'ProcessorArchitecture', 'SuiteMask', 'OSPlatformId', 'OSVendor'
            $wmi.Msvm_KvpExchangeComponent = @(
                New-Component -Id $first -Intrinsic @($all | ForEach-Object {
                        New-DataItem -Name $_ -Value "value of $_"
                    })
            )
            $guest = (Get-Machine)[0].guest
            $guest.PSObject.Properties.Name | Should -Be $names
            $guest.OSEditionId | Should -Be 'value of OSEditionId'
        }

        It 'is read with its entities and special characters: <Value>' -ForEach @(
            @{ Value = '<b>"R&D" & ''more''</b>' }, @{ Value = '&amp;' }, @{ Value = '' }
            @{ Value = "Größe $([char]::ConvertFromUtf32(0x1F680)) \ 'x'" }
        ) {
            $wmi.Msvm_KvpExchangeComponent = @(
                New-Component -Id $first -Intrinsic @(New-DataItem -Name 'OSName' -Value $Value)
            )
            (Get-Machine)[0].guest.OSName | Should -BeExactly $Value
        }

        It 'is read with numeric entities' {
            $item = (New-DataItem -Name 'OSName' -Value 'x').Replace('>x<', '>&#65;&#x42;&#xFC;<')
            $wmi.Msvm_KvpExchangeComponent = @(New-Component -Id $first -Intrinsic @($item))
            (Get-Machine)[0].guest.OSName | Should -BeExactly 'ABü'
        }

        It 'is everything else if an item is invalid' {
            $broken = '<INSTANCE><PROPERTY NAME="Name"><VALUE>OSVersion</VALUE>', 'no XML', '', '<',
                (New-DataItem -Name 'ProductType' -Value 'x').Replace('>x<', '>&nonsense;&#1;<')
            $wmi.Msvm_KvpExchangeComponent = @(
                New-Component -Id $first -Intrinsic @(
                    $broken
                    New-DataItem -Name 'OSName' -Value 'Ubuntu'
                )
            )
            $answer = & $script
            $answer.dataExchangeError | Should -Be $null
            $guest = @(ConvertFrom-Json $answer.virtualMachines)[0].guest
            $guest.OSName | Should -Be 'Ubuntu'
            $guest.ProductType | Should -Be '&nonsense;&#1;'
        }

        It 'is null if there are no items' {
            $wmi.Msvm_KvpExchangeComponent = @(New-Component -Id $first)
            (Get-Machine).guest | Should -Be @($null, $null)
        }

        It 'of licensing and activation is separate, from either list' {
            $wmi.Msvm_KvpExchangeComponent = @(
                $intrinsic = @(
                    New-DataItem -Name 'OSName' -Value 'Ubuntu'
                    New-DataItem -Name 'AvmaActivationState' -Value '1'
                )
                $other = @(
                    New-DataItem -Name 'LICENSE' -Value $key
                    New-DataItem -Name 'OSName' -Value 'of somebody else'
                    New-DataItem -Name 'Colour' -Value 'red'
                )
                New-Component -Id $first -Intrinsic $intrinsic -Other $other
                New-Component -Id $second -Other $other
            )
            $machines = Get-Machine
            $machines[0].reported | ConvertTo-Json -Compress | Should -Be (
                '{"AvmaActivationState":"1","LICENSE":"*****-*****-*****-*****-N6789"}')
            $machines[0].guest.OSName | Should -Be 'Ubuntu'
            $machines[1].guest | Should -Be $null
            $machines[1].reported.PSObject.Properties.Name | Should -Be 'LICENSE'
        }

        It 'is read once for all virtual machines that say the same, but kept apart by case' {
            $same = New-DataItem -Name 'LICENSE' -Value $key
            $wmi.Msvm_KvpExchangeComponent = @(
                New-Component -Id $first -Intrinsic @(
                    $same; New-DataItem -Name 'FullyQualifiedDomainName' -Value 'WEB.contoso.com'
                )
                New-Component -Id $second -Intrinsic @(
                    $same; New-DataItem -Name 'FullyQualifiedDomainName' -Value 'web.contoso.com'
                )
            )
            $machines = Get-Machine
            $machines.reported.LICENSE | Should -Be (@('*****-*****-*****-*****-N6789') * 2)
            $machines.guest.FullyQualifiedDomainName |
                Should -BeExactly 'WEB.contoso.com', 'web.contoso.com'
        }

        It 'has no key whose last group is missing' {
            $wmi.Msvm_KvpExchangeComponent = @(
                New-Component -Id $first -Intrinsic @(
                    New-DataItem -Name 'LICENSE' -Value ($groups -join '-')
                )
            )
            (Get-Machine)[0].reported.LICENSE | Should -Be '*****-*****-*****-*****'
        }

        It 'of licensing is limited, whatever a guest puts there' {
            $wmi.Msvm_KvpExchangeComponent = @(
                New-Component -Id $first -Other @(1..500 | ForEach-Object {
                        New-DataItem -Name "License$_" -Value 'x'
                    }) -Intrinsic @(New-DataItem -Name 'OSName' -Value 'Ubuntu')
            )
            $machine = (Get-Machine)[0]
            @($machine.reported.PSObject.Properties) | Should -HaveCount 20
            $machine.guest.OSName | Should -Be 'Ubuntu'
        }
    }
}
