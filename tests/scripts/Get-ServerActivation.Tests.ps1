BeforeAll {
    $script = Join-Path $PSScriptRoot '../../src/resources/scripts/Get-ServerActivation.ps1'
    . (Join-Path $PSScriptRoot 'ServerActivation.ps1')

    # Nobody's key: it only has the form of one.
    $key = 'BCDFG-HJKMP-QRTVW-XY234-N6789'
    $groups = 'BCDFG', 'HJKMP', 'QRTVW', 'XY234'
}

Describe 'Get-ServerActivation' {
    BeforeEach {
        Set-ServerMock
    }

    It 'returns each part before it asks for one that may be slower, or may hang' {
        $order = [System.Collections.Generic.List[string]]::new()
        Mock Get-VMAutomaticActivation { $order.Add('asks for activation') }
        Mock Get-CimInstance { $order.Add("asks for $ClassName") }
        Mock Invoke-CimMethod { }
        Mock Get-AzureStackHCI { $order.Add('asks for the last sync') }
        Mock Get-AzureStackHCISubscriptionStatus { $order.Add('asks for subscriptions') }
        & $script | ForEach-Object {
            $names = @($_.PSObject.Properties.Name)
            $order.Add("returned $(@('activation', 'osVersion', 'licensing', 'lastAzureSync',
                'subscription') | Where-Object { $_ -in $names })")
        }
        $order | Should -Be @(
            'asks for activation', 'returned activation'
            'asks for Win32_OperatingSystem', 'returned osVersion'
            'asks for SoftwareLicensingProduct', 'returned licensing'
            'asks for the last sync', 'returned lastAzureSync'
            'asks for subscriptions', 'returned subscription'
        )
    }

    It 'has no property in two of its objects, except for the version of their format' {
        $all = @(& $script | ForEach-Object { $_.PSObject.Properties.Name })
        $all | Group-Object | Where-Object Count -GT 1 | ForEach-Object Name | Should -Be 'schema'
    }

    It 'answers with flat objects that have every property of its help' {
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

    It 'reports what it could read of the operating system beside the error' {
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

        It 'is imported by its path where its name is not found' {
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

        It 'has no source where there is none, and its cmdlet is not called' {
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

        It 'has a source and an error where it is broken' {
            Mock Import-Module { throw 'a brace is missing' } -ParameterFilter {
                $Name -eq 'ServerAVMAManager'
            }
            Mock Test-Path { $false }
            $answer = Invoke-Reading
            $answer.moduleSource | Should -Be 'name'
            $answer.moduleError | Should -Be 'a brace is missing'
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

        It 'is a list of the products with a key of Windows' {
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

        It 'is an empty list where no product has a key' {
            Mock Get-CimInstance { } -ParameterFilter { $ClassName -eq 'SoftwareLicensingProduct' }
            (Invoke-Reading).licensing | Should -Be '[]'
        }

        It 'is null with an error where it cannot be read' {
            Mock Get-CimInstance { throw 'Access denied' } -ParameterFilter {
                $ClassName -eq 'SoftwareLicensingProduct'
            }
            $answer = Invoke-Reading
            $answer.licensing | Should -Be $null
            $answer.licensingError | Should -Be 'Access denied'
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

        It 'are not seen where there are none' {
            $text = 'These words match every other, 55c92734-d682-4d71'
            Mock Get-VMAutomaticActivation { $text }
            (Invoke-Reading).activation | Should -Be "`"$text`""
        }
    }
}
