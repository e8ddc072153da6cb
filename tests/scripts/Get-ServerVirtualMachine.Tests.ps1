BeforeAll {
    $script = Join-Path $PSScriptRoot '../../src/resources/scripts/Get-ServerVirtualMachine.ps1'
    . (Join-Path $PSScriptRoot 'VirtualMachines.ps1')
}

Describe 'Get-ServerVirtualMachine' {
    BeforeEach {
        $wmi = New-Wmi
        Set-WindowsMock
    }

    AfterAll {
        Remove-Item Env:\COMPUTERNAME
    }

    It 'returns one flat object with every property in its help' {
        $answer = & $script
        $help = (Get-Content -Raw $script) -replace '(?s).*\.OUTPUTS(.*?)\.ROLE.*', '$1'
        $promised = [regex]::Matches($help, '(?m)^  (\w+) ') | ForEach-Object {
            $_.Groups[1].Value
        }
        @($answer).Count | Should -Be 1
        $answer.PSObject.Properties.Name | Sort-Object | Should -Be ($promised | Sort-Object)
        $answer.schema | Should -Be 1
        $answer.computerName | Should -Be 'NODE01'
        foreach ($property in $answer.PSObject.Properties) {
            $isFlat = $null -eq $property.Value -or $property.Value.GetType().Name -match
                '^(String|Int32)$'
            $isFlat | Should -BeTrue -Because $property.Name
        }
        foreach ($name in $promised -like '*Error') { $answer.$name | Should -Be $null }
    }

    It 'asks each class once' {
        $null = & $script
        foreach ($class in $wmi.Keys) {
            Should -Invoke Get-CimInstance -Exactly 1 -ParameterFilter { $ClassName -eq $class }
        }
        Should -Invoke Get-WinEvent -Exactly 1
    }

    Context 'the virtual machines' {
        It 'are those whose name is an ID, with what is known of each' {
            $answer = (& $script).virtualMachines
            $answer | Should -Be ('[{"id":"0A1B2C3D-0000-4000-8000-000000000001","name":"web",' +
                '"enabledState":2,"dataExchange":2,"clustered":true,' +
                '"possibleOwners":["node01","node02"],' +
                '"guest":{"OSName":"Windows Server 2022 Datacenter","OSBuildNumber":"20348"},' +
                '"reported":null},' +
                '{"id":"0A1B2C3D-0000-4000-8000-000000000002","name":"files",' +
                '"enabledState":3,"dataExchange":3,"clustered":false,"possibleOwners":null,' +
                '"guest":null,"reported":null}]')
        }

        It "do not include the server itself, whatever words its row has" {
            $wmi.Msvm_ComputerSystem = @(
                [pscustomobject] @{ Name = 'NODE01'; ElementName = 'NODE01'; EnabledState = 2
                    Caption = 'Hostcomputersystem' }
            )
            $answer = & $script
            $answer.virtualMachines | Should -Be '[]'
            $answer.virtualMachinesError | Should -Be $null
            Should -Invoke Get-CimInstance -Exactly 1
        }

        It 'are a list even for one' {
            $wmi.Msvm_ComputerSystem = @(New-System -Id $first -Name 'web')
            (& $script).virtualMachines | Should -BeLike '`[{*}`]'
        }

        It 'keep names unchanged: <Name>' -ForEach @(
            @{ Name = "Prüfstand $([char] 0x00D6)st" }, @{ Name = '<b>vm</b>' }
            @{ Name = "$([char]::ConvertFromUtf32(0x1F680)) `"quoted`" \ 'x'" }, @{ Name = '' }
        ) {
            $wmi.Msvm_ComputerSystem = @(New-System -Id $first -Name $Name)
            (Get-Machine).name | Should -BeExactly $Name
        }

        It 'are null with an error if there is no Hyper-V' {
            $wmi.Msvm_ComputerSystem = 'Invalid namespace '
            $answer = & $script
            $answer.virtualMachines | Should -Be $null
            $answer.virtualMachinesError | Should -Be 'Invalid namespace'
            $answer.events | Should -BeLike '*activated*'
        }

        It 'are null with an error if nothing is returned, as without permission' {
            $wmi.Msvm_ComputerSystem = @()
            $answer = & $script
            $answer.virtualMachines | Should -Be $null
            $answer.virtualMachinesError | Should -BeLike '*Msvm_ComputerSystem*'
        }
    }

    Context 'the cluster' {
        It 'is asked only for the roles of this server' {
            $null = & $script
            Should -Invoke Get-CimInstance -Exactly 1 -ParameterFilter {
                $Namespace -eq 'root/MSCluster' -and
                $Filter -eq "Type = 'Virtual Machine' AND OwnerNode = 'NODE01'"
            }
        }

        It 'is not asked for possible owners if there is no role here' {
            $wmi.MSCluster_Resource = @()
            $machines = Get-Machine
            $machines.clustered | Should -Be @($false, $false)
            Should -Invoke Get-CimInstance -Exactly 0 -ParameterFilter {
                $ClassName -eq 'MSCluster_ResourceToPossibleOwner'
            }
        }

        It 'may have one possible owner, or none that is reported' {
            $wmi.MSCluster_ResourceToPossibleOwner = @(New-Pair 'Virtual Machine web' 'node02')
            (& $script).virtualMachines | Should -BeLike '*"possibleOwners":`["node02"`]*'
            $wmi.MSCluster_ResourceToPossibleOwner = @()
            $machine = (Get-Machine)[0]
            $machine.clustered | Should -BeTrue
            $machine.possibleOwners | Should -Be $null
        }

        It 'has an error, but the virtual machines are returned, if there is none' {
            $wmi.MSCluster_Resource = 'Invalid namespace'
            $answer = & $script
            $answer.clusterError | Should -Be 'Invalid namespace'
            $machines = ConvertFrom-Json $answer.virtualMachines
            $machines.clustered | Should -Be @($null, $null)
            $machines[0].guest.OSBuildNumber | Should -Be '20348'
        }

        It 'still returns the roles if the possible owners cannot be read' {
            $wmi.MSCluster_ResourceToPossibleOwner = 'Access denied'
            $answer = & $script
            $answer.clusterError | Should -Be 'Access denied'
            $machines = ConvertFrom-Json $answer.virtualMachines
            $machines.clustered | Should -Be @($true, $false)
            $machines.possibleOwners | Should -Be @($null, $null)
        }

        It 'claims of no virtual machine that it has no role if one role has no ID' {
            $wmi.MSCluster_Resource = @(
                New-Resource -Name 'Virtual Machine web' -Id $first
                [pscustomobject] @{ Name = 'Virtual Machine files'; PrivateProperties = $null }
            )
            (Get-Machine).clustered | Should -Be @($true, $null)
        }
    }

    Context 'the events' {
        It 'are the newest twenty of a month, with their time in UTC' {
            (& $script).events | Should -Be ('[{"time":"2026-03-01T12:00:00.0000000Z",' +
                '"provider":"Microsoft-Windows-Security-SPP","level":4,' +
                '"message":"A virtual machine was activated."}]')
            Should -Invoke Get-WinEvent -Exactly 1 -ParameterFilter {
                $days = ((Get-Date) - $FilterHashtable.StartTime).TotalDays
                $FilterHashtable.LogName -eq 'Application' -and $FilterHashtable.Id -eq 12310 -and
                    $MaxEvents -eq 20 -and [math]::Round($days) -eq 30
            }
        }

        It 'are an empty list if there are none, in any language' {
            foreach ($action in 'Stop', 'Continue') {
                Mock Get-WinEvent {
                    $id = 'NoMatchingEventsFound'
                    Write-Error 'Es wurden keine Ereignisse gefunden' -ErrorId $id -ErrorAction $action
                }
                $answer = & $script
                $answer.events | Should -Be '[]'
                $answer.eventsError | Should -Be $null
            }
        }

        It 'are null with an error if they cannot be read' {
            Mock Get-WinEvent { throw 'Zugriff verweigert' }
            $answer = & $script
            $answer.events | Should -Be $null
            $answer.eventsError | Should -Be 'Zugriff verweigert'
            $answer.virtualMachines | Should -BeLike '*web*'
        }

        It 'are those that could be read, together with the error' {
            Mock Get-WinEvent {
                [pscustomobject] @{ TimeCreated = $null; Level = $null; Message = $null }
                Write-Error 'no description' -ErrorAction Continue
            }
            $answer = & $script
            $answer.events |
                Should -Be '[{"time":null,"provider":"","level":null,"message":null}]'
            $answer.eventsError | Should -Be 'no description'
        }

        It 'have no warnings of the cmdlet in the streams' {
            Mock Get-WinEvent {
                Write-Warning 'W'; Write-Host 'H'; Write-Verbose 'V' -Verbose
            }
            $all = @(& $script *>&1)
            $all | Should -HaveCount 1
            $all[0].events | Should -Be '[]'
        }
    }

    Context 'product keys' {
        It 'are hidden in all output' {
            $wmi.Msvm_ComputerSystem = @(New-System -Id $first -Name "vm $key")
            $wmi.Msvm_KvpExchangeComponent = @(
                New-Component -Id $first -Intrinsic @(
                    New-DataItem -Name 'OSName' -Value "<$key>"
                    New-DataItem -Name "Activation $key" -Value $key
                )
            )
            $wmi.Msvm_KvpExchangeComponentSettingData = "Cannot read $key"
            $wmi.MSCluster_Resource = "Cannot read $key"
            Mock Get-WinEvent { [pscustomobject] @{ Message = "Key $key"; ProviderName = $key } }
            $text = & $script | ConvertTo-Json
            foreach ($group in $groups) { $text | Should -Not -Match $group }
            [regex]::Matches($text, '\*-N6789').Count | Should -Be 8 -Because $text
            $wmi.Msvm_ComputerSystem = "Cannot read $key"
            Mock Get-WinEvent { throw "Cannot read $key" }
            $text = & $script | ConvertTo-Json
            foreach ($group in $groups) { $text | Should -Not -Match $group }
        }

        It 'are not found in names that only look like parts of one' {
            $wmi.MSCluster_ResourceToPossibleOwner = @(
                'HVWX2', 'HVWX3', 'HVWX4', 'HVWX6', 'HVWX7', 'HVWX8' | ForEach-Object {
                    New-Pair 'Virtual Machine web' $_
                }
            )
            (Get-Machine)[0].possibleOwners[0] | Should -Be 'HVWX2'
        }
    }

    It 'is fast for five hundred virtual machines with ten items each' {
        $ids = @(1..500 | ForEach-Object { '0A1B2C3D-0000-4000-8000-{0:D12}' -f $_ })
        $names = 'OSName', 'OSVersion', 'OSBuildNumber', 'OSEditionId', 'ProductType',
            'FullyQualifiedDomainName', 'IntegrationServicesVersion', 'OSPlatformId', 'SuiteMask',
            'ProcessorArchitecture'
        $told = @($names | ForEach-Object {
                New-DataItem -Name $_ -Value 'Windows Server 2022 Datacenter'
            })
        $wmi.Msvm_ComputerSystem = @($ids | ForEach-Object { New-System -Id $_ -Name "vm $_" })
        $wmi.Msvm_KvpExchangeComponent = @($ids | ForEach-Object {
                New-Component -Id $_ -Intrinsic $told
            })
        $wmi.MSCluster_Resource = @($ids | ForEach-Object { New-Resource -Name "r $_" -Id $_ })
        $wmi.MSCluster_ResourceToPossibleOwner = @($ids | ForEach-Object {
                foreach ($node in 1..4) { New-Pair "r $_" "node0$node" }
            })
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $answer = & $script
        $seconds = $watch.Elapsed.TotalSeconds
        $machines = ConvertFrom-Json $answer.virtualMachines
        $machines | Should -HaveCount 500
        $machines[499].guest.OSName | Should -Be 'Windows Server 2022 Datacenter'
        $machines[499].possibleOwners | Should -HaveCount 4
        # This takes one or two seconds, or several times as long on a busy machine.
        $seconds | Should -BeLessThan 20
    }
}
