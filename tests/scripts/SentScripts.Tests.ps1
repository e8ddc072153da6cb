BeforeDiscovery {
    $folder = Join-Path $PSScriptRoot '../../src/resources/scripts'
    $scripts = Get-ChildItem -Path $folder -Filter '*.ps1' | ForEach-Object {
        @{ Name = $_.BaseName; Path = $_.FullName }
    }
    $readers = $scripts | Where-Object { (Get-Content -Raw $_.Path) -match '(?m)^Readers$' }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'SentText.ps1')

    # The part of Windows that the reading scripts use.
    $windows = {
        function Import-Module { }
        function Get-Module { [pscustomobject] @{ Version = [version] '1.1' } }
        function Get-Cluster { [pscustomobject] @{ Domain = 'contoso.com' } }
        function Get-ClusterNode { [pscustomobject] @{ Name = 'node01'; State = 0 } }
        function Get-VMAutomaticActivation {
            if ($Global:Fails) {
                throw [System.Runtime.InteropServices.COMException]::new('none', 0xC004F014)
            }
            Write-Progress -Activity 'A' -Status 'P'
            Write-Warning 'W'; Write-Verbose 'V' -Verbose; Write-Host 'H'; Write-Debug 'D' -Debug
            [pscustomobject] @{
                Status = 'Activated'; Day = [DayOfWeek]::Friday; At = [datetime] 0
                Within = [pscustomobject] @{ Day = [DayOfWeek]::Monday }; Table = @{ 1 = 'one' }
                List = [System.Collections.ArrayList] @(1, 'x'); Version = [version] '1.2'
            }
        }
        function Get-CimInstance {
            param ($Namespace, $ClassName, $Filter, $Property)
            $id = '0A1B2C3D-0000-4000-8000-000000000001'
            if ($ClassName -like 'Msvm_*' -or $ClassName -like 'MSCluster_Resource*') {
                if ($Global:Fails -and $ClassName -ne 'Msvm_ComputerSystem') { throw 'Denied.' }
                $reference = [pscustomobject] @{ Name = 'vm' }
                $private = [pscustomobject] @{ VmID = $id }
                [pscustomobject] @{
                    Name = if ($ClassName -like 'Msvm_*') { $id } else { 'vm' }
                    ElementName = 'vm'; EnabledState = [uint16] 2; SystemName = $id
                    InstanceID = "Microsoft:$id\2A34B1C2-FD73-4043-8A5B-DD2159BC743F"
                    GuestIntrinsicExchangeItems = [string[]] @(
                        '<INSTANCE><PROPERTY NAME="Name"><VALUE>OSName</VALUE></PROPERTY>' +
                            '<PROPERTY NAME="Data"><VALUE>A &amp; B</VALUE></PROPERTY></INSTANCE>')
                    GuestExchangeItems = [string[]] @(
                        '<INSTANCE><PROPERTY NAME="Name"><VALUE>License</VALUE></PROPERTY>' +
                            '<PROPERTY NAME="Data"><VALUE>1</VALUE></PROPERTY></INSTANCE>')
                    PrivateProperties = $private
                    GroupComponent = $reference; PartComponent = $reference
                }
            } elseif ($ClassName -eq 'Win32_OperatingSystem') {
                [pscustomobject] @{ Caption = 'Microsoft Azure Stack HCI'; BuildNumber = '20349' }
            } else {
                [pscustomobject] @{ Name = 'A product'; LicenseStatusReason = [uint32] 0 }
            }
        }
        function Get-AzureStackHCISubscriptionStatus {
            if ($Global:Fails) { throw 'Unable to connect to service.' }
            [pscustomobject] @{ SubscriptionName = 'A'; Status = [DayOfWeek]::Friday }
        }
        function Get-AzureStackHCI {
            if ($Global:Fails) { throw 'Operation timed out.' }
            $noon = [datetime]::new(2026, 3, 1, 12, 0, 0, [DateTimeKind]::Utc)
            [pscustomobject] @{ LastConnected = $noon }
        }
        function Get-WinEvent {
            [CmdletBinding()] param ([hashtable] $FilterHashtable, $MaxEvents)
            if ($Global:Fails) { throw 'The log is full.' }
            Write-Warning 'W'; Write-Host 'H'
            $noon = [datetime]::new(2026, 3, 1, 12, 0, 0, [DateTimeKind]::Utc)
            [pscustomobject] @{ TimeCreated = $noon; ProviderName = 'P'; Level = 4; Message = 'M' }
        }
        function Invoke-CimMethod { [pscustomobject] @{ uValue = [uint32] 2700; sValue = '22H2' } }
    }

    function Invoke-Sent {
        param ([string] $Text, [string] $LanguageMode = 'FullLanguage', [bool] $Fails)
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript($windows.ToString()).Invoke()
            $shell.Runspace.SessionStateProxy.SetVariable('Global:Fails', $Fails)
            $shell.Runspace.SessionStateProxy.LanguageMode = $LanguageMode
            $shell.Commands.Clear()
            $shell.AddScript($Text).Invoke()
            foreach ($stream in 'Error', 'Warning', 'Verbose', 'Debug', 'Information', 'Progress') {
                $shell.Streams.$stream | Should -HaveCount 0 -Because $stream
            }
        } finally {
            $shell.Dispose()
        }
    }
}

Describe '<Name>' -ForEach $scripts {
    BeforeAll {
        $tokens = $null
        $faults = $null
        $parser = [System.Management.Automation.Language.Parser]
        $tree = $parser::ParseFile($Path, [ref] $tokens, [ref] $faults)
    }

    It 'has only syntax that Windows PowerShell 5.1 knows' {
        $faults | Should -HaveCount 0
        $newer = 'TernaryExpressionAst', 'PipelineChainAst'
        $tree.FindAll({ $newer -contains $args[0].GetType().Name }, $true) | Should -HaveCount 0
        $kinds = 'QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket'
        $tokens | Where-Object { $kinds -contains "$($_.Kind)" } | Should -HaveCount 0
        $switches = 'AsHashtable', 'EnumsAsStrings', 'AsArray', 'Parallel', 'NoEnumerate'
        $tokens | Where-Object { $switches -contains "$($_.ParameterName)" } | Should -HaveCount 0
    }

    It 'begins with its parameters' {
        $tree.ParamBlock | Should -Not -BeNullOrEmpty
    }
}

Describe '<Name>, as it is sent' -ForEach $readers {
    It 'answers in Full Language mode' {
        @((Invoke-Sent -Text (Get-SentText $Path)).schema)[0] | Should -Be 1
    }

    It 'answers the same if application control leaves only Constrained Language mode' {
        $text = Get-SentText $Path
        foreach ($fails in $false, $true) {
            $full = Invoke-Sent -Text $text -Fails $fails
            $constrained = Invoke-Sent -Text $text -Fails $fails -LanguageMode ConstrainedLanguage
            $names = @($full | ForEach-Object { $_.PSObject.Properties.Name }) |
                Where-Object { $_ -ne 'languageMode' }
            foreach ($name in $names) {
                $constrained.$name | Should -Be $full.$name -Because $name
            }
        }
    }
}

Describe '<Name>, after it was run' -ForEach $readers {
    It 'leaves no error in the session, because its text could have a key' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript($windows.ToString()).Invoke()
            $shell.Runspace.SessionStateProxy.SetVariable('Global:Fails', $true)
            $shell.Commands.Clear()
            $null = $shell.AddScript((Get-SentText $Path)).Invoke()
            $shell.Commands.Clear()
            $shell.AddScript('$Global:Error.Count').Invoke() | Should -Be 0
        } finally {
            $shell.Dispose()
        }
    }
}

Describe 'Set-ServerActivationKey, in Constrained Language' {
    BeforeAll {
        $path = Join-Path $PSScriptRoot '../../src/resources/scripts/Set-ServerActivationKey.ps1'
        $text = "$(Get-SentText $path) -EncryptedKey AAAA"
    }

    It 'never throws, and reports what it lacks: <Outcome>' -ForEach @(
        @{ Outcome = 'sessionKeyMissing'; Before = '' }
        @{ Outcome = 'notDecrypted'; Before = '$Global:RSA = "a key"' }
    ) {
        $answer = Invoke-Sent -Text "$Before`n$text" -LanguageMode ConstrainedLanguage
        $answer.outcome | Should -Be $Outcome
        $answer.languageMode | Should -Be 'ConstrainedLanguage'
    }
}

Describe 'Get-ServerActivation, in Constrained Language' {
    It 'reports it, together with everything that it could read' {
        $path = Join-Path $PSScriptRoot '../../src/resources/scripts/Get-ServerActivation.ps1'
        $text = Get-SentText $path
        $all = Invoke-Sent -Text $text -LanguageMode ConstrainedLanguage
        $answer, $system, $products, $sync, $subscriptions = $all
        $answer.languageMode | Should -Be 'ConstrainedLanguage'
        $answer.activation | Should -Be ('{"Status":"Activated","Day":"Friday",' +
            '"At":"0001-01-01T00:00:00.0000000","Within":{"Day":"Monday"},' +
            '"Table":{"1":"one"},"List":[1,"x"],"Version":"1.2"}')
        $products.licensing | Should -BeLike '`[{*A product*}`]'
        $system.osUpdateRevision | Should -Be '2700'
        $subscriptions.subscription | Should -Be '[{"SubscriptionName":"A","Status":"Friday"}]'
        $sync.lastAzureSync | Should -Be '2026-03-01T12:00:00.0000000Z'
        $errors = 'moduleError', 'activationError', 'licensingError', 'osError',
            'subscriptionError', 'lastAzureSyncError'
        $errors | Where-Object { @($all.$_ | Where-Object { $null -ne $_ }).Count -gt 0 } |
            Should -HaveCount 0
        $failed = Invoke-Sent -Text $text -LanguageMode ConstrainedLanguage -Fails $true
        $failed[0].activationErrorCode | Should -Be '0xC004F014'
        $failed[4].subscriptionError | Should -Be 'Unable to connect to service.'
    }
}

Describe 'Get-ServerVirtualMachine, in Constrained Language' {
    It 'reads everything' {
        $path = Join-Path $PSScriptRoot '../../src/resources/scripts/Get-ServerVirtualMachine.ps1'
        $text = Get-SentText $path
        $answer = Invoke-Sent -Text $text -LanguageMode ConstrainedLanguage
        $answer.virtualMachines | Should -Be ('[{"id":"0A1B2C3D-0000-4000-8000-000000000001",' +
            '"name":"vm","enabledState":2,"dataExchange":2,"clustered":true,' +
            '"possibleOwners":["vm"],"guest":{"OSName":"A & B"},"reported":{"License":"1"}}]')
        $answer.events | Should -Be ('[{"time":"2026-03-01T12:00:00.0000000Z","provider":"P",' +
            '"level":4,"message":"M"}]')
        $errors = 'virtualMachinesError', 'dataExchangeError', 'clusterError', 'eventsError'
        $errors | Where-Object { $null -ne $answer.$_ } | Should -HaveCount 0
        $failed = Invoke-Sent -Text $text -LanguageMode ConstrainedLanguage -Fails $true
        $failed.virtualMachines | Should -BeLike '*"clustered":null*'
        $failed.dataExchangeError | Should -Be 'Denied.'
        $failed.clusterError | Should -Be 'Denied.'
        $failed.eventsError | Should -Be 'The log is full.'
    }
}
