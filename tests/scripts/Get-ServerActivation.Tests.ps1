BeforeAll {
    $script = Join-Path $PSScriptRoot '../../src/resources/scripts/Get-ServerActivation.ps1'

    # Stand-ins, because Pester can mock only what exists.
    function Get-VMAutomaticActivation { }
    function Get-AzureStackHCI { }
    function Get-AzureStackHCISubscriptionStatus { }
    function Get-CimInstance { param ($ClassName, $Filter, $Property) }
    function Invoke-CimMethod { param ($Namespace, $ClassName, $MethodName, $Arguments) }

    # Not a real key: it only has the form of one.
    $key = 'BCDFG-HJKMP-QRTVW-XY234-N6789'
    $groups = 'BCDFG', 'HJKMP', 'QRTVW', 'XY234'

    # Merges the script's two objects. The second one is only about Azure.
    function Invoke-Reading {
        $whole = [ordered] @{}
        foreach ($part in @(& $script)) {
            foreach ($property in $part.PSObject.Properties) {
                $whole[$property.Name] = $property.Value
            }
        }
        [pscustomobject] $whole
    }

    function New-NotFound {
        $exception = [System.IO.FileNotFoundException]::new('Kein Modul dieses Namens')
        $id = 'Modules_ModuleNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand'
        [System.Management.Automation.ErrorRecord]::new(
            $exception, $id, 'ResourceUnavailable', $null)
    }
}

Describe 'Get-ServerActivation' {
    BeforeEach {
        Mock Import-Module { }
        Mock Get-Module { [pscustomobject] @{ Version = [version] '1.1' } }
        Mock Get-VMAutomaticActivation { [pscustomobject] @{ Status = 'Activated' } }
        Mock Get-AzureStackHCISubscriptionStatus {
            [pscustomobject] @{ SubscriptionName = 'Windows Server Subscription'; Status = 'Active' }
        }
        Mock Get-AzureStackHCI {
            $noon = [datetime]::new(2026, 3, 1, 12, 0, 0, [DateTimeKind]::Utc)
            [pscustomobject] @{ LastConnected = $noon }
        }
        Mock Get-CimInstance {
            if ($ClassName -eq 'Win32_OperatingSystem') {
                [pscustomobject] @{
                    Caption = 'Microsoft Azure Stack HCI'; Version = '10.0.20349'
                    BuildNumber = '20349'; OperatingSystemSKU = [uint32] 406
                }
            }
        }
        Mock Invoke-CimMethod {
            if ($MethodName -eq 'GetDWORDValue') {
                [pscustomobject] @{ ReturnValue = 0; uValue = [uint32] 2700 }
            } else {
                [pscustomobject] @{ ReturnValue = 0; sValue = '22H2' }
            }
        }
    }

    It 'outputs what it knows before it asks Azure, because its cmdlets may hang' {
        Mock Get-AzureStackHCISubscriptionStatus { throw 'never ends' }
        Mock Get-AzureStackHCI { throw 'never ends' }
        $first, $second = & $script
        $first.activation | Should -Be '{"Status":"Activated"}'
        $first.osSku | Should -Be 406
        $first.PSObject.Properties.Name | Where-Object { $_ -match 'azure|subscription' } |
            Should -HaveCount 0
        $second.PSObject.Properties.Name | Sort-Object |
            Should -Be 'azureConnection', 'azureRegistration', 'lastAzureSync', 'lastAzureSyncError', 'schema', 'subscription',
                'subscriptionError'
    }

    It 'returns flat objects with every property in its help' {
        $answer = Invoke-Reading
        $help = (Get-Content -Raw $script) -replace '(?s).*\.OUTPUTS(.*?)\.ROLE.*', '$1'
        $promised = [regex]::Matches($help, '(?m)^  (\w+) ') | ForEach-Object {
            $_.Groups[1].Value
        } | Select-Object -Unique
        $answer.PSObject.Properties.Name | Sort-Object | Should -Be ($promised | Sort-Object)
        $answer.schema | Should -Be 1
        foreach ($property in $answer.PSObject.Properties) {
            $isFlat = $null -eq $property.Value -or $property.Value.GetType().Name -match
                '^(String|U?Int32)$'
            $isFlat | Should -BeTrue -Because $property.Name
        }
    }

    It 'reports the operating system with its update' {
        $answer = Invoke-Reading
        $answer.osCaption | Should -Be 'Microsoft Azure Stack HCI'
        $answer.osBuild | Should -Be '20349'
        $answer.osUpdateRevision | Should -Be '2700'
        $answer.osDisplayVersion | Should -Be '22H2'
        $answer.osSku | Should -Be 406
        $answer.osError | Should -BeNullOrEmpty
    }

    It 'reports what it could read of the operating system, together with the error' {
        Mock Invoke-CimMethod { throw 'Zugriff verweigert' }
        $answer = Invoke-Reading
        $answer.osCaption | Should -Be 'Microsoft Azure Stack HCI'
        $answer.osUpdateRevision | Should -BeNullOrEmpty
        $answer.osError | Should -Be 'Zugriff verweigert'
    }

    Context 'the module' {
        It 'is imported by its name' {
            $answer = Invoke-Reading
            $answer.moduleSource | Should -Be 'name'
            $answer.moduleVersion | Should -Be '1.1'
            $answer.moduleError | Should -BeNullOrEmpty
        }

        It 'is imported by its path if its name is not found' {
            Mock Import-Module { throw (New-NotFound) } -ParameterFilter {
                $Name -eq 'ServerAVMAManager'
            }
            Mock Test-Path { $true }
            $answer = Invoke-Reading
            $answer.moduleSource | Should -Be 'path'
            $answer.activation | Should -Be '{"Status":"Activated"}'
            Should -Invoke Import-Module -Exactly 1 -ParameterFilter {
                $Name -like '*ServerAVMAManager*ServerAVMAMAnager.psm1'
            }
        }

        It 'has no source if there is none, and its cmdlet is not called' {
            Mock Import-Module { throw (New-NotFound) } -ParameterFilter {
                $Name -eq 'ServerAVMAManager'
            }
            Mock Test-Path { $false }
            $answer = Invoke-Reading
            $answer.moduleSource | Should -BeNullOrEmpty
            $answer.moduleVersion | Should -BeNullOrEmpty
            $answer.moduleError | Should -Be 'Kein Modul dieses Namens'
            $answer.osCaption | Should -Be 'Microsoft Azure Stack HCI'
            Should -Invoke Get-VMAutomaticActivation -Exactly 0
        }

        It 'has a source and an error if it is broken' {
            Mock Import-Module { throw 'a brace is missing' } -ParameterFilter {
                $Name -eq 'ServerAVMAManager'
            }
            Mock Test-Path { $false }
            $answer = Invoke-Reading
            $answer.moduleSource | Should -Be 'name'
            $answer.moduleError | Should -Be 'a brace is missing'
        }
    }

    Context "the cmdlet's answer" {
        It 'is null if it returns nothing' {
            Mock Get-VMAutomaticActivation { }
            $answer = Invoke-Reading
            $answer.activation | Should -Be $null
            $answer.activationError | Should -Be $null
        }

        It 'is passed on as text' {
            Mock Get-VMAutomaticActivation { 'Activated' }
            (Invoke-Reading).activation | Should -Be '"Activated"'
        }

        It 'is a list if it returns more than one object' {
            Mock Get-VMAutomaticActivation { @{ A = 1 }; @{ A = 2 } }
            (Invoke-Reading).activation | Should -Be '[{"A":1},{"A":2}]'
        }

        It "keeps enumeration names, numbers, Booleans, lists, and empty values" {
            Mock Get-VMAutomaticActivation {
                [pscustomobject] @{
                    Day = [DayOfWeek]::Friday; N = 5; B = $true; L = @('x'); E = ''; Z = $null
                }
            }
            (Invoke-Reading).activation |
                Should -Be '{"Day":"Friday","N":5,"B":true,"L":["x"],"E":"","Z":null}'
        }

        It 'keeps the name of an enumeration at any depth, and the content of any kind of list' {
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

        It 'is not lost if names are not strings, at any depth' {
            Mock Get-VMAutomaticActivation { @{ 1 = 'one'; Within = @{ 2 = @{ 3 = 'three' } } } }
            $answer = Invoke-Reading
            $answer.activationError | Should -Be $null
            $table = ConvertFrom-Json $answer.activation
            $table.'1' | Should -Be 'one'
            $table.Within.'2'.'3' | Should -Be 'three'
        }

        It 'is not lost if one property cannot be read, and leaves that one out' {
            Mock Get-VMAutomaticActivation {
                $fails = { throw 'unreadable' }
                [pscustomobject] @{ Status = 'Activated' } |
                    Add-Member -MemberType ScriptProperty -Name Key -Value $fails -PassThru
            }
            $answer = Invoke-Reading
            $answer.activation | Should -Be '{"Status":"Activated"}'
            $answer.activationError | Should -Be $null
        }

        It 'ends if it refers to itself' {
            Mock Get-VMAutomaticActivation {
                $value = [pscustomobject] @{ Status = 'Activated'; Self = $null }
                $value.Self = $value
                $value
            }
            $answer = Invoke-Reading
            $answer.activationError | Should -Be $null
            (ConvertFrom-Json $answer.activation).Status | Should -Be 'Activated'
        }

        It 'hides keys in its values, also one that is spread over several' {
            Mock Get-VMAutomaticActivation {
                [pscustomobject] @{
                    Key = 'BCDFG-HJKMP-QRTVW-XY234-6789N'
                    Groups = 'BCDFG', 'HJKMP', 'QRTVW', 'XY234', '6789N'
                }
            }
            $masked = '*****-*****-*****-*****-6789N'
            (Invoke-Reading).activation | Should -Be "{`"Key`":`"$masked`",`"Groups`":[`"$masked`"]}"
        }

        It 'has no warnings, verbose messages, or information of the cmdlet in its streams' {
            Mock Get-VMAutomaticActivation {
                Write-Warning 'warned'; Write-Verbose 'chatted' -Verbose; Write-Host 'told'
                [pscustomobject] @{ Status = 'Activated' }
            }
            $all = @(& $script *>&1)
            $all | Should -HaveCount 2
            $all[0].activation | Should -Be '{"Status":"Activated"}'
        }

        It 'is an error with its HRESULT if the cmdlet throws' {
            Mock Get-VMAutomaticActivation {
                throw [System.Runtime.InteropServices.COMException]::new('gesperrt', 0xC004C003)
            }
            $answer = Invoke-Reading
            $answer.activationError | Should -Be 'gesperrt'
            $answer.activationErrorCode | Should -Be '0xC004C003'
        }

        It 'is an error if the cmdlet only writes one' {
            Mock Get-VMAutomaticActivation { Write-Error 'no luck' -ErrorAction Continue }
            $answer = Invoke-Reading
            $answer.activationError | Should -Be 'no luck'
            $answer.activationErrorCode | Should -Be $null
        }

        It 'has the HRESULT and the message of an inner exception' {
            Mock Get-VMAutomaticActivation {
                $inner = [System.Runtime.InteropServices.COMException]::new('inner', 0xC004F050)
                throw [System.InvalidOperationException]::new('outer', $inner)
            }
            $answer = Invoke-Reading
            $answer.activationError | Should -Be "outer`ninner"
            $answer.activationErrorCode | Should -Be '0xC004F050'
        }
    }

    Context 'licensing' {
        BeforeEach {
            Mock Get-CimInstance {
                [pscustomobject] @{
                    Name = 'Windows(R), ServerDatacenter edition'
                    LicenseFamily = 'ServerDatacenter'
                    Description = 'VOLUME_MAK channel'; LicenseStatus = [uint32] 5
                    LicenseStatusReason = [uint32] 3221549107; PartialProductKey = 'N6789'
                    ProductKeyChannel = 'Volume:MAK'; GracePeriodRemaining = [uint32] 0
                }
            } -ParameterFilter { $ClassName -eq 'SoftwareLicensingProduct' }
        }

        It 'is a list of the products of Windows that have a key' {
            $answer = Invoke-Reading
            $answer.licensing | Should -BeLike '`[{*}`]'
            $product = $answer.licensing.Trim('[', ']') | ConvertFrom-Json
            $product.name | Should -Be 'Windows(R), ServerDatacenter edition'
            $product.licenseStatus | Should -Be 5
            $product.licenseStatusReason | Should -Be '0xC004F033'
            $product.partialProductKey | Should -Be 'N6789'
            Should -Invoke Get-CimInstance -Exactly 1 -ParameterFilter {
                $Filter -like '*55c92734-d682-4d71-983e-d6ec3f16059f*PartialProductKey IS NOT NULL'
            }
        }

        It 'is an empty list if no product has a key' {
            Mock Get-CimInstance { } -ParameterFilter { $ClassName -eq 'SoftwareLicensingProduct' }
            (Invoke-Reading).licensing | Should -Be '[]'
        }

        It 'is null with an error if it cannot be read' {
            Mock Get-CimInstance { throw 'Access denied' } -ParameterFilter {
                $ClassName -eq 'SoftwareLicensingProduct'
            }
            $answer = Invoke-Reading
            $answer.licensing | Should -Be $null
            $answer.licensingError | Should -Be 'Access denied'
        }
    }

    Context 'the subscriptions' {
        It 'are a list of what the cmdlet returns, with enumerations by name' {
            Mock Get-AzureStackHCISubscriptionStatus {
                [pscustomobject] @{ SubscriptionName = 'A'; Status = [DayOfWeek]::Friday }
                [pscustomobject] @{ SubscriptionName = 'B'; Status = 3; EndsOn = $null }
            }
            $answer = Invoke-Reading
            $answer.subscription | Should -Be ('[{"SubscriptionName":"A","Status":"Friday"},' +
                '{"SubscriptionName":"B","Status":3,"EndsOn":null}]')
            $answer.subscriptionError | Should -Be $null
        }

        It 'are a list even for one, and for none' {
            (Invoke-Reading).subscription |
                Should -Be '[{"SubscriptionName":"Windows Server Subscription","Status":"Active"}]'
            Mock Get-AzureStackHCISubscriptionStatus { }
            (Invoke-Reading).subscription | Should -Be '[]'
        }

        It 'are null with an error if the cmdlet throws, and the last sync is still read' {
            Mock Get-AzureStackHCISubscriptionStatus { throw 'Unable to connect to service.' }
            $answer = Invoke-Reading
            $answer.subscription | Should -Be $null
            $answer.subscriptionError | Should -Be 'Unable to connect to service.'
            $answer.lastAzureSync | Should -Be '2026-03-01T12:00:00.0000000Z'
            $answer.activation | Should -Be '{"Status":"Activated"}'
        }

        It 'are null with an error if the cmdlet only writes one' {
            Mock Get-AzureStackHCISubscriptionStatus {
                Write-Error 'Operation timed out.' -ErrorAction Continue
            }
            $answer = Invoke-Reading
            $answer.subscription | Should -Be $null
            $answer.subscriptionError | Should -Be 'Operation timed out.'
        }

        It 'are null without an error if there is no module for Azure' {
            Mock Import-Module { throw (New-NotFound) } -ParameterFilter {
                $Name -eq 'AzureStackHCI'
            }
            $answer = Invoke-Reading
            $names = 'subscription', 'subscriptionError', 'lastAzureSync', 'lastAzureSyncError'
            $names | Where-Object { $null -ne $answer.$_ } | Should -HaveCount 0
            Should -Invoke Get-AzureStackHCISubscriptionStatus -Exactly 0
        }

        It 'are null without an error if the module has no such cmdlet' {
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

        It 'have the error if a command is missing within the cmdlet' {
            Mock Get-AzureStackHCISubscriptionStatus { Get-CmdletThatThereIsNot }
            $answer = Invoke-Reading
            $answer.subscriptionError | Should -BeLike '*Get-CmdletThatThereIsNot*'
        }

        It 'have the error if the module cannot be loaded' {
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
            @(& $script *>&1) | Should -HaveCount 2
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

        It 'includes the registration and the connection, with enumerations by name' {
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

        It 'is a time in UTC even if it has an offset, and is otherwise unchanged' {
            $at = [datetimeoffset]::new(2026, 3, 1, 12, 0, 0, [timespan]::FromHours(2))
            $utc = '2026-03-01T10:00:00.0000000Z'
            foreach ($pair in @($at, $utc), @('never', 'never'), @(7, '7')) {
                $value = $pair[0]
                Mock Get-AzureStackHCI { [pscustomobject] @{ LastConnected = $value } }
                (Invoke-Reading).lastAzureSync | Should -Be $pair[1]
            }
        }

        It 'is null if the server does not report it' {
            foreach ($said in @{ LastConnected = $null }, @{ LastConnected = '' }, @{ A = 1 }) {
                Mock Get-AzureStackHCI { [pscustomobject] $said }
                $answer = Invoke-Reading
                $answer.lastAzureSync | Should -Be $null
                $answer.lastAzureSyncError | Should -Be $null
            }
        }

        It 'is null with an error if it cannot be read, and the subscriptions are still read' {
            Mock Get-AzureStackHCI { throw 'Zugriff verweigert' }
            $answer = Invoke-Reading
            $answer.lastAzureSync | Should -Be $null
            $answer.lastAzureSyncError | Should -Be 'Zugriff verweigert'
            $answer.subscription | Should -BeLike '*Active*'
        }
    }

    Context 'product keys' {
        It 'are hidden in an answer: <Form>' -ForEach @(
            @{ Form = 'hyphens'; Text = 'BCDFG-HJKMP-QRTVW-XY234-N6789' }
            @{ Form = 'small letters'; Text = 'bcdfg-hjkmp-qrtvw-xy234-n6789' }
            @{ Form = 'blanks'; Text = 'BCDFG HJKMP QRTVW XY234 N6789' }
            @{ Form = 'a path'; Text = 'C:\n\BCDFG-HJKMP-QRTVW-XY234-N6789' }
            @{ Form = 'angle brackets'; Text = '<BCDFG-HJKMP-QRTVW-XY234-N6789>' }
            @{ Form = 'nothing, after a sign'; Text = "$([char] 0x1e)BCDFGHJKMPQRTVWXY234N6789" }
            @{ Form = 'nothing'; Text = 'BCDFGHJKMPQRTVWXY234N6789' }
            @{ Form = 'lines'; Text = "n`nBCDFG`nHJKMP`nQRTVW`nXY234`nN6789`nn" }
            @{ Form = 'dashes'; Text = 'BCDFG-HJKMP-QRTVW-XY234-N6789'.Replace('-', [char] 0x2013) }
        ) {
            Mock Get-VMAutomaticActivation { [pscustomobject] @{ Key = "before`n$Text`nafter" } }
            $answer = Invoke-Reading
            foreach ($group in $groups) {
                $answer.activation | Should -Not -Match $group
            }
            $answer.activation | Should -Match '\*\*\*\*\*-N6789'
            { $answer.activation | ConvertFrom-Json } | Should -Not -Throw
        }

        It 'are hidden in every error' {
            Mock Get-VMAutomaticActivation { throw "Not accepted: $key" }
            Mock Get-CimInstance { throw "Cannot read $key" }
            Mock Get-AzureStackHCI { throw "Cannot read $key" }
            Mock Get-AzureStackHCISubscriptionStatus { "Key $key" }
            $answer = Invoke-Reading
            $text = $answer | ConvertTo-Json
            foreach ($group in $groups) {
                $text | Should -Not -Match $group
            }
            $answer.activationError | Should -Be 'Not accepted: *****-*****-*****-*****-N6789'
            $answer.osError | Should -BeLike '*-N6789'
            $answer.subscription | Should -BeLike '*-N6789*'
        }

        It 'are not found where there are none' {
            $text = 'These words match every other, 55c92734-d682-4d71'
            Mock Get-VMAutomaticActivation { $text }
            (Invoke-Reading).activation | Should -Be "`"$text`""
        }
    }
}
