BeforeAll {
    $script = Join-Path $PSScriptRoot '../../src/resources/scripts/Get-ServerVirtualMachine.ps1'

    # Stand-ins, since Pester can only mock what exists.
    function Get-CimInstance { param ($Namespace, $ClassName, $Filter, $Property) }
    function Get-WinEvent {
        [CmdletBinding()] param ([hashtable] $FilterHashtable, $MaxEvents)
    }

    # Nobody's key: it only has the form of one.
    $key = 'BCDFG-HJKMP-QRTVW-XY234-N6789'
    $groups = 'BCDFG', 'HJKMP', 'QRTVW', 'XY234'

    $first = '0A1B2C3D-0000-4000-8000-000000000001'
    $second = '0A1B2C3D-0000-4000-8000-000000000002'
    $exchange = '2A34B1C2-FD73-4043-8A5B-DD2159BC743F'

    function New-DataItem {
        param ([string] $Name, [string] $Value)
        $text = [System.Security.SecurityElement]::Escape($Value)
        '<INSTANCE CLASSNAME="Msvm_KvpExchangeDataItem">' +
            '<PROPERTY NAME="Caption" PROPAGATED="true" TYPE="string"></PROPERTY>' +
            "<PROPERTY NAME=`"Data`" TYPE=`"string`"><VALUE>$text</VALUE></PROPERTY>" +
            '<PROPERTY NAME="ElementName" PROPAGATED="true" TYPE="string"></PROPERTY>' +
            "<PROPERTY NAME=`"Name`" TYPE=`"string`"><VALUE>$Name</VALUE></PROPERTY>" +
            '<PROPERTY NAME="Source" TYPE="uint16"><VALUE>2</VALUE></PROPERTY></INSTANCE>'
    }

    function New-System {
        param ([string] $Id, [string] $Name, [int] $State = 2)
        [pscustomobject] @{ Name = $Id; ElementName = $Name; EnabledState = [uint16] $State }
    }

    function New-Component {
        param ([string] $Id, [string[]] $Intrinsic, [string[]] $Other)
        [pscustomobject] @{
            SystemName = $Id
            GuestIntrinsicExchangeItems = $Intrinsic
            GuestExchangeItems = $Other
        }
    }

    function New-Pair {
        param ([string] $Resource, [string] $Node)
        [pscustomobject] @{
            GroupComponent = [pscustomobject] @{ Name = $Resource }
            PartComponent = [pscustomobject] @{ Name = $Node }
        }
    }

    function New-Resource {
        param ([string] $Name, $Id)
        [pscustomobject] @{ Name = $Name; PrivateProperties = [pscustomobject] @{ VmID = $Id } }
    }

    # What WMI has, by class; a text is the error that it ends in.
    function Set-Wmi {
        param ([hashtable] $Classes)
        foreach ($name in $Classes.Keys) { $wmi[$name] = $Classes[$name] }
    }

    function Get-Machine {
        ConvertFrom-Json (& $script).virtualMachines
    }
}

Describe 'Get-ServerVirtualMachine' {
    BeforeEach {
        $env:COMPUTERNAME = 'NODE01'
        $wmi = @{
            Msvm_ComputerSystem = @(
                New-System -Id 'NODE01' -Name 'NODE01'
                New-System -Id $first -Name 'web'
                New-System -Id $second.ToLowerInvariant() -Name 'files' -State 3
            )
            Msvm_KvpExchangeComponent = @(
                New-Component -Id $first -Intrinsic @(
                    New-DataItem -Name 'OSName' -Value 'Windows Server 2022 Datacenter'
                    New-DataItem -Name 'OSBuildNumber' -Value '20348'
                    New-DataItem -Name 'ProcessorArchitecture' -Value '9'
                )
            )
            Msvm_KvpExchangeComponentSettingData = @(
                [pscustomobject] @{
                    InstanceID = "Microsoft:$first\$exchange"; EnabledState = [uint16] 2
                }
                [pscustomobject] @{
                    InstanceID = "Microsoft:$second\$exchange\0"; EnabledState = [uint16] 3
                }
            )
            MSCluster_Resource = @(New-Resource -Name 'Virtual Machine web' -Id $first.ToLower())
            MSCluster_ResourceToPossibleOwner = @(
                New-Pair 'Virtual Machine web' 'node01'
                New-Pair 'Virtual Machine web' 'node02'
                New-Pair 'Virtual Machine other' 'node03'
            )
        }
        Mock Import-Module { }
        Mock Get-CimInstance {
            $rows = $wmi[$ClassName]
            if ($rows -is [string]) { throw $rows }
            $rows
        }
        Mock Get-WinEvent {
            $noon = [datetime]::new(2026, 3, 1, 12, 0, 0, [DateTimeKind]::Utc).ToLocalTime()
            [pscustomobject] @{
                TimeCreated = $noon; ProviderName = 'Microsoft-Windows-Security-SPP'
                Level = [byte] 4; Message = 'A virtual machine was activated.'
            }
        }
    }

    AfterAll {
        Remove-Item Env:\COMPUTERNAME
    }

    It 'answers with one flat object that has every property of its help' {
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
        It 'are those whose name is an id, with what is known of each' {
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

        It "are not the server itself, whatever its row's words are" {
            $wmi.Msvm_ComputerSystem = @(
                [pscustomobject] @{ Name = 'NODE01'; ElementName = 'NODE01'; EnabledState = 2
                    Caption = 'Hostcomputersystem' }
            )
            $answer = & $script
            $answer.virtualMachines | Should -Be '[]'
            $answer.virtualMachinesError | Should -Be $null
            Should -Invoke Get-CimInstance -Exactly 1
        }

        It 'are a list also of one' {
            $wmi.Msvm_ComputerSystem = @(New-System -Id $first -Name 'web')
            (& $script).virtualMachines | Should -BeLike '`[{*}`]'
        }

        It 'keep names as they are: <Name>' -ForEach @(
            @{ Name = "Prüfstand $([char] 0x00D6)st" }, @{ Name = '<b>vm</b>' }
            @{ Name = "$([char]::ConvertFromUtf32(0x1F680)) `"quoted`" \ 'x'" }, @{ Name = '' }
        ) {
            $wmi.Msvm_ComputerSystem = @(New-System -Id $first -Name $Name)
            (Get-Machine).name | Should -BeExactly $Name
        }

        It 'are null with an error where there is no Hyper-V' {
            $wmi.Msvm_ComputerSystem = 'Invalid namespace '
            $answer = & $script
            $answer.virtualMachines | Should -Be $null
            $answer.virtualMachinesError | Should -Be 'Invalid namespace'
            $answer.events | Should -BeLike '*activated*'
        }

        It 'are null with an error where nothing at all is shown, as to somebody without rights' {
            $wmi.Msvm_ComputerSystem = @()
            $answer = & $script
            $answer.virtualMachines | Should -Be $null
            $answer.virtualMachinesError | Should -BeLike '*Msvm_ComputerSystem*'
        }
    }

    Context 'Data Exchange' {
        It 'is matched by its id, in a row of the virtual machine alone' {
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

        It 'is not known where its settings can not be read; guests are' {
            $wmi.Msvm_KvpExchangeComponentSettingData = 'Zugriff verweigert'
            $answer = & $script
            $answer.dataExchangeError | Should -Be 'Zugriff verweigert'
            $machine = @(ConvertFrom-Json $answer.virtualMachines)[0]
            $machine.dataExchange | Should -Be $null
            $machine.guest.OSBuildNumber | Should -Be '20348'
            $machine.clustered | Should -BeTrue
        }

        It 'has no guests where these can not be read; its settings are known' {
            $wmi.Msvm_KvpExchangeComponent = 'Zugriff verweigert'
            $answer = & $script
            $answer.dataExchangeError | Should -Be 'Zugriff verweigert'
            $machine = @(ConvertFrom-Json $answer.virtualMachines)[0]
            $machine.dataExchange | Should -Be 2
            $machine.guest | Should -Be $null
        }
    }

    Context 'what a guest told' {
        It 'is of the names that are wanted alone' {
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

        It 'is read with its entities and signs: <Value>' -ForEach @(
            @{ Value = '<b>"R&D" & ''more''</b>' }, @{ Value = '&amp;' }, @{ Value = '' }
            @{ Value = "Größe $([char]::ConvertFromUtf32(0x1F680)) \ 'x'" }
        ) {
            $wmi.Msvm_KvpExchangeComponent = @(
                New-Component -Id $first -Intrinsic @(New-DataItem -Name 'OSName' -Value $Value)
            )
            (Get-Machine)[0].guest.OSName | Should -BeExactly $Value
        }

        It 'is read with entities that are numbers' {
            $item = (New-DataItem -Name 'OSName' -Value 'x').Replace('>x<', '>&#65;&#x42;&#xFC;<')
            $wmi.Msvm_KvpExchangeComponent = @(New-Component -Id $first -Intrinsic @($item))
            (Get-Machine)[0].guest.OSName | Should -BeExactly 'ABü'
        }

        It 'is the rest, where an item is none' {
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

        It 'is null where there are no items' {
            $wmi.Msvm_KvpExchangeComponent = @(New-Component -Id $first)
            (Get-Machine).guest | Should -Be @($null, $null)
        }

        It 'of licensing and activation is apart, from whichever list it is' {
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
    }

    Context 'the cluster' {
        It 'is asked for the roles of this server alone' {
            $null = & $script
            Should -Invoke Get-CimInstance -Exactly 1 -ParameterFilter {
                $Namespace -eq 'root/MSCluster' -and
                $Filter -eq "Type = 'Virtual Machine' AND OwnerNode = 'NODE01'"
            }
        }

        It 'is not asked for possible owners where no role is here' {
            $wmi.MSCluster_Resource = @()
            $machines = Get-Machine
            $machines.clustered | Should -Be @($false, $false)
            Should -Invoke Get-CimInstance -Exactly 0 -ParameterFilter {
                $ClassName -eq 'MSCluster_ResourceToPossibleOwner'
            }
        }

        It 'may have one possible owner, and none that is told' {
            $wmi.MSCluster_ResourceToPossibleOwner = @(New-Pair 'Virtual Machine web' 'node02')
            (& $script).virtualMachines | Should -BeLike '*"possibleOwners":`["node02"`]*'
            $wmi.MSCluster_ResourceToPossibleOwner = @()
            $machine = (Get-Machine)[0]
            $machine.clustered | Should -BeTrue
            $machine.possibleOwners | Should -Be $null
        }

        It 'is an error beside the virtual machines where there is none' {
            $wmi.MSCluster_Resource = 'Invalid namespace'
            $answer = & $script
            $answer.clusterError | Should -Be 'Invalid namespace'
            $machines = ConvertFrom-Json $answer.virtualMachines
            $machines.clustered | Should -Be @($null, $null)
            $machines[0].guest.OSBuildNumber | Should -Be '20348'
        }

        It 'still tells the roles where the possible owners can not be read' {
            $wmi.MSCluster_ResourceToPossibleOwner = 'Access denied'
            $answer = & $script
            $answer.clusterError | Should -Be 'Access denied'
            $machines = ConvertFrom-Json $answer.virtualMachines
            $machines.clustered | Should -Be @($true, $false)
            $machines.possibleOwners | Should -Be @($null, $null)
        }

        It 'says of no virtual machine that it is no role where one role has no id' {
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

        It 'are an empty list where there are none, in whatever language that is said' {
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

        It 'are null with an error where they can not be read' {
            Mock Get-WinEvent { throw 'Zugriff verweigert' }
            $answer = & $script
            $answer.events | Should -Be $null
            $answer.eventsError | Should -Be 'Zugriff verweigert'
            $answer.virtualMachines | Should -BeLike '*web*'
        }

        It 'are those that could be read, beside the error' {
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
        It 'are hidden in whatever leaves' {
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

        It 'are not seen in names that only look like parts of one' {
            $wmi.MSCluster_ResourceToPossibleOwner = @(
                'HVWX2', 'HVWX3', 'HVWX4', 'HVWX6', 'HVWX7', 'HVWX8' | ForEach-Object {
                    New-Pair 'Virtual Machine web' $_
                }
            )
            (Get-Machine)[0].possibleOwners[0] | Should -Be 'HVWX2'
        }
    }

    It 'takes no time for five hundred virtual machines with ten items each' {
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
        # It takes one or two; a machine that is busy several times that.
        $seconds | Should -BeLessThan 20
    }
}
