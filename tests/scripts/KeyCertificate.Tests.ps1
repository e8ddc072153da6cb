BeforeAll {
    . (Join-Path $PSScriptRoot 'SentText.ps1')
    $folder = Join-Path $PSScriptRoot '../../src/resources/scripts'
    $make = Join-Path $folder 'New-KeyCertificate.ps1'
    $apply = Join-Path $folder 'Set-ServerActivationKey.ps1'

    # Nobody's key: it only has the form of one.
    $key = 'BCDFG-HJKMP-QRTVW-XY234-N6789'
    $groups = 'BCDFG', 'HJKMP', 'QRTVW', 'XY234'
    $ours = 'CN=ActivateWindowsServerVms'

    # A server's store, its cmdlets, and what they did, in order.
    $windows = {
        $Global:Store = [System.Collections.ArrayList]::new()
        $Global:Copies = [System.Collections.ArrayList]::new()
        $Global:Done = [System.Collections.ArrayList]::new()
        $Global:Fails = @{}
        function New-Certificate-Of {
            param ([string] $Subject, [datetime] $NotAfter, [int] $Bits = 1024)
            $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new(
                $Subject, [System.Security.Cryptography.RSA]::Create($Bits),
                [System.Security.Cryptography.HashAlgorithmName]::SHA256,
                [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
            $made = $request.CreateSelfSigned([datetime]::Now.AddDays(-1), $NotAfter)
            $null = $Global:Store.Add($made)
            $made
        }
        function New-SelfSignedCertificate {
            param ($Type, $Subject, $CertStoreLocation, $KeyExportPolicy, $KeyLength, $NotAfter)
            $null = $Global:Done.Add("new $Type $CertStoreLocation $KeyExportPolicy $KeyLength")
            if ($Global:Fails[$Type]) { throw $Global:Fails[$Type] }
            New-Certificate-Of -Subject $Subject -NotAfter $NotAfter
        }
        function Get-ChildItem {
            param ($Path)
            if ($Global:Fails.find) { throw $Global:Fails.find }
            if ($Path -eq 'Cert:\LocalMachine\CA') { return @($Global:Copies) }
            if ($Path -ne 'Cert:\LocalMachine\My') { throw "No such store: $Path" }
            @($Global:Store)
        }
        function Remove-Item {
            param ($Path, [switch] $DeleteKey)
            if ($Path -like 'Cert:\LocalMachine\CA\*') {
                $null = $Global:Done.Add("remove the copy, with key: $DeleteKey")
                $Global:Copies.Clear()
                return
            }
            $null = $Global:Done.Add("remove, with key: $DeleteKey")
            if ($Global:Fails.removal) { throw $Global:Fails.removal }
            foreach ($one in @($Global:Store)) {
                if ($Path -eq "Cert:\LocalMachine\My\$($one.Thumbprint)") {
                    $Global:Store.Remove($one)
                }
            }
        }
        function Unprotect-CmsMessage {
            param ([string] $Content)
            $null = $Global:Done.Add('decrypt')
            if ($Global:Fails.decrypt) { throw $Global:Fails.decrypt }
            if ($Content -notmatch '^-----BEGIN CMS-----\nQUJD\n-----END CMS-----$') {
                throw 'No message.'
            }
            'BCDFG-HJKMP-QRTVW-XY234-N6789'
        }
        function Import-Module { if ($Global:Fails.module) { throw $Global:Fails.module } }
        function Set-VMAutomaticActivation {
            param ($ProductKey)
            $null = $Global:Done.Add("apply $($ProductKey.Length)")
            if ($Global:Fails.apply) { throw "$($Global:Fails.apply) $ProductKey" }
        }
    }

    function Start-Server {
        param ([scriptblock] $Before = {})
        $shell = [powershell]::Create()
        $null = $shell.AddScript("$windows`n$Before").Invoke()
        $shell.Commands.Clear()
        $shell
    }

    # Sends a script as the page does, and answers with what it said and what the server did.
    function Invoke-On {
        param ($Shell, [string] $Path, [string] $Arguments, [string] $Mode = 'ConstrainedLanguage')
        $Shell.Runspace.SessionStateProxy.LanguageMode = $Mode
        $Shell.Commands.Clear()
        $answer = @($Shell.AddScript("$(Get-SentText $Path) $Arguments").Invoke())
        foreach ($stream in 'Error', 'Warning', 'Verbose', 'Debug', 'Information', 'Progress') {
            $Shell.Streams.$stream | Should -HaveCount 0 -Because $stream
        }
        $Shell.Runspace.SessionStateProxy.LanguageMode = 'FullLanguage'
        $answer | Should -HaveCount 1
        $variables = $Shell.Runspace.SessionStateProxy
        $left = @($variables.GetVariable('Error')) | Where-Object { $null -ne $_ }
        $left | Should -HaveCount 0 -Because 'an error may have the key in its text'
        @{
            Answer = $answer[0]
            Done   = @($variables.GetVariable('Done'))
            Store  = @($variables.GetVariable('Store'))
        }
    }

    function Assert-Promised {
        param ($Answer, [string] $Path)
        $help = (Get-Content -Raw $Path) -replace '(?s).*\.OUTPUTS(.*?)\.ROLE.*', '$1'
        $promised = [regex]::Matches($help, '(?m)^  (\w+) ') | ForEach-Object { $_.Groups[1].Value }
        $Answer.PSObject.Properties.Name | Sort-Object | Should -Be ($promised | Sort-Object)
    }
}

Describe 'New-KeyCertificate, in <Mode>' -ForEach @(
    @{ Mode = 'ConstrainedLanguage' }
    @{ Mode = 'FullLanguage' }
) {
    It 'makes a certificate whose key cannot be exported, and answers with it' {
        $shell = Start-Server
        $ran = Invoke-On -Shell $shell -Path $make -Mode $Mode
        $ran.Done | Should -Be @(
            'new DocumentEncryptionCert Cert:\LocalMachine\My NonExportable 2048')
        $ran.Answer.schema | Should -Be 1
        $ran.Answer.languageMode | Should -Be $Mode
        $ran.Answer.error | Should -BeNullOrEmpty
        $made = $ran.Store[0]
        $made.Subject | Should -Be $ours
        $ran.Answer.thumbprint | Should -Be $made.Thumbprint
        $ran.Answer.certificate | Should -Be ($made.RawData -join ',')
        ($made.NotAfter - (Get-Date)).TotalMinutes | Should -BeGreaterThan 13
        ($made.NotAfter - (Get-Date)).TotalMinutes | Should -BeLessThan 16
        Assert-Promised -Answer $ran.Answer -Path $make
        $shell.Dispose()
    }

    It 'falls back to the older provider' {
        $shell = Start-Server { $Global:Fails.DocumentEncryptionCert = 'Not supported.' }
        $ran = Invoke-On -Shell $shell -Path $make -Mode $Mode
        $ran.Done[1] | Should -BeLike 'new DocumentEncryptionCertLegacyCsp *'
        $ran.Answer.thumbprint | Should -Be $ran.Store[0].Thumbprint
        $ran.Answer.error | Should -BeNullOrEmpty
        $shell.Dispose()
    }

    It 'says why none could be made' {
        $shell = Start-Server {
            $Global:Fails.DocumentEncryptionCert =
                [System.UnauthorizedAccessException]::new('Access is denied.')
            $Global:Fails.DocumentEncryptionCertLegacyCsp = 'The same.'
        }
        $ran = Invoke-On -Shell $shell -Path $make -Mode $Mode
        $ran.Answer.certificate | Should -BeNullOrEmpty
        $ran.Answer.thumbprint | Should -BeNullOrEmpty
        $ran.Answer.error | Should -Be "Access is denied.`nThe same."
        $ran.Answer.errorCode | Should -Be '0x80070005'
        $shell.Dispose()
    }

    It 'removes its own expired certificates, and no others' {
        $shell = Start-Server {
            $past = [datetime]::Now.AddHours(-1)
            $null = New-Certificate-Of -Subject 'CN=ActivateWindowsServerVms' -NotAfter $past
            $null = New-Certificate-Of -Subject 'CN=somebody' -NotAfter $past
            $null = New-Certificate-Of -Subject 'CN=ActivateWindowsServerVms' -NotAfter (
                [datetime]::Now.AddHours(1))
        }
        $ran = Invoke-On -Shell $shell -Path $make -Mode $Mode
        $ran.Done[0] | Should -Be 'remove, with key: True'
        @($ran.Store.Subject) | Should -Be @('CN=somebody', $ours, $ours)
        $ran.Answer.expiredLeft | Should -BeNullOrEmpty
        $shell.Dispose()
    }

    It 'says which expired ones stay, and makes one nonetheless' {
        $shell = Start-Server {
            $past = [datetime]::Now.AddHours(-1)
            $null = New-Certificate-Of -Subject 'CN=ActivateWindowsServerVms' -NotAfter $past
            $Global:Fails.removal = 'Access is denied.'
        }
        $ran = Invoke-On -Shell $shell -Path $make -Mode $Mode
        $ran.Answer.expiredLeft | Should -Be $ran.Store[0].Thumbprint
        $ran.Answer.expiredError | Should -Be 'Access is denied.'
        $ran.Answer.thumbprint | Should -Be $ran.Store[1].Thumbprint
        $shell.Dispose()
    }

    It 'makes one where the store cannot be listed' {
        $shell = Start-Server { $Global:Fails.find = 'No drive Cert.' }
        $ran = Invoke-On -Shell $shell -Path $make -Mode $Mode
        $ran.Answer.expiredError | Should -Be 'No drive Cert.'
        $ran.Answer.thumbprint | Should -Not -BeNullOrEmpty
        $shell.Dispose()
    }
}

Describe 'Set-ServerActivationKey with a certificate, in <Mode>' -ForEach @(
    @{ Mode = 'ConstrainedLanguage' }
    @{ Mode = 'FullLanguage' }
) {
    BeforeAll {
        function Invoke-Apply {
            param ([scriptblock] $Before = {}, [string] $Message = 'QUJD')
            $shell = Start-Server {
                $Global:Key = New-Certificate-Of -Subject 'CN=ActivateWindowsServerVms' -NotAfter (
                    [datetime]::Now.AddMinutes(15))
            }
            $shell.AddScript($Before.ToString()).Invoke()
            $thumbprint = $shell.Runspace.SessionStateProxy.GetVariable('Key').Thumbprint
            $arguments = "-EncryptedKey $Message -CertificateThumbprint $thumbprint"
            $ran = Invoke-On -Shell $shell -Path $apply -Arguments $arguments -Mode $Mode
            $shell.Dispose()
            $text = ($ran.Answer | Out-String) + ($ran.Answer | ConvertTo-Json -Depth 5)
            foreach ($group in $groups) {
                $text | Should -Not -Match $group
            }
            $ran
        }
    }

    It 'decrypts, removes certificate and key, and only then applies' {
        $ran = Invoke-Apply
        $ran.Done | Should -Be @('decrypt', 'remove, with key: True', 'apply 29')
        $ran.Answer.outcome | Should -Be 'applied'
        $ran.Answer.languageMode | Should -Be $Mode
        $ran.Answer.certificateLeft | Should -BeFalse
        $ran.Answer.certificateError | Should -BeNullOrEmpty
        $ran.Store | Should -HaveCount 0
        Assert-Promised -Answer $ran.Answer -Path $apply
    }

    It 'removes the copy that Windows makes among the intermediate authorities' {
        $ran = Invoke-Apply { $null = $Global:Copies.Add($Global:Key) }
        $ran.Done | Should -Be @('decrypt', 'remove, with key: True',
            'remove the copy, with key: False', 'apply 29')
        $ran.Answer.certificateLeft | Should -BeFalse
        $ran.Answer.certificateError | Should -BeNullOrEmpty
    }

    It 'says that removing failed, and applies the key' {
        $ran = Invoke-Apply { $Global:Fails.removal = 'Access is denied.' }
        $ran.Answer.outcome | Should -Be 'applied'
        $ran.Answer.certificateLeft | Should -BeTrue
        $ran.Answer.certificateError | Should -Be 'Access is denied.'
    }

    It 'says that it is not known what stayed' {
        $ran = Invoke-Apply { $Global:Fails.find = 'No drive Cert.' }
        $ran.Answer.outcome | Should -Be 'applied'
        $ran.Answer.certificateLeft | Should -BeNullOrEmpty
        $ran.Answer.certificateError | Should -Be 'No drive Cert.'
    }

    It 'applies nothing that it could not decrypt, and removes the certificate' {
        $ran = Invoke-Apply { $Global:Fails.decrypt = 'Not for this recipient.' }
        $ran.Done | Should -Be @('decrypt', 'remove, with key: True')
        $ran.Answer.outcome | Should -Be 'notDecrypted'
        $ran.Answer.error | Should -Be 'Not for this recipient.'
        $ran.Answer.certificateLeft | Should -BeFalse
    }

    It 'removes the certificate also where the module is missing' {
        $ran = Invoke-Apply { $Global:Fails.module = 'Not found.' }
        $ran.Done | Should -Be @('remove, with key: True')
        $ran.Answer.outcome | Should -Be 'moduleMissing'
        $ran.Answer.certificateLeft | Should -BeFalse
    }

    It 'hides the key in the error of a cmdlet that failed' {
        $ran = Invoke-Apply { $Global:Fails.apply = 'Refused:' }
        $ran.Answer.outcome | Should -Be 'failed'
        $ran.Answer.error | Should -Match 'N6789'
        $ran.Store | Should -HaveCount 0
    }

    It 'leaves a certificate alone that is not its own' {
        $ran = Invoke-Apply {
            $Global:Store.Clear()
            $Global:Key = New-Certificate-Of -Subject 'CN=somebody' -NotAfter (
                [datetime]::Now.AddMinutes(15))
        }
        $ran.Store.Subject | Should -Be 'CN=somebody'
    }
}

Describe 'Remove-KeyCertificate, in <Mode>' -ForEach @(
    @{ Mode = 'ConstrainedLanguage' }
    @{ Mode = 'FullLanguage' }
) {
    BeforeAll {
        $remove = Join-Path $folder 'Remove-KeyCertificate.ps1'
        function Invoke-Remove {
            param ([string] $Subject, [string] $Failure)
            $shell = Start-Server
            $state = $shell.Runspace.SessionStateProxy
            $state.SetVariable('Subject', $Subject)
            $state.SetVariable('Failure', $Failure)
            $null = $shell.AddScript({
                    $Global:Fails.removal = $Failure
                    $null = New-Certificate-Of -Subject $Subject -NotAfter ([datetime]::Now.AddHours(1))
                }).Invoke()
            $thumbprint = @($state.GetVariable('Store'))[0].Thumbprint
            $arguments = "-CertificateThumbprint $thumbprint"
            Invoke-On -Shell $shell -Path $remove -Arguments $arguments -Mode $Mode
            $shell.Dispose()
        }
    }

    It 'removes a certificate with its key' {
        $ran = Invoke-Remove -Subject $ours
        $ran.Done | Should -Be 'remove, with key: True'
        $ran.Store | Should -HaveCount 0
        $ran.Answer.certificateLeft | Should -BeFalse
        $ran.Answer.certificateError | Should -BeNullOrEmpty
        Assert-Promised -Answer $ran.Answer -Path $remove
    }

    It 'says that it could not' {
        $ran = Invoke-Remove -Subject $ours -Failure 'Access is denied.'
        $ran.Answer.certificateLeft | Should -BeTrue
        $ran.Answer.certificateError | Should -Be 'Access is denied.'
    }

    It 'leaves a certificate alone that is not its own' {
        (Invoke-Remove -Subject 'CN=somebody').Store | Should -HaveCount 1
    }
}

Describe 'Get-ServerActivation' {
    BeforeAll {
        $report = Join-Path $folder 'Get-ServerActivation.ps1'
        function Get-Report {
            param ([scriptblock] $Before = {}, [string] $Mode = 'ConstrainedLanguage')
            $shell = Start-Server $Before
            $shell.Runspace.SessionStateProxy.LanguageMode = $Mode
            $shell.Commands.Clear()
            @($shell.AddScript((Get-SentText $report)).Invoke())[0]
            $shell.Dispose()
        }
        $two = {
            foreach ($name in 'ActivateWindowsServerVms', 'somebody', 'ActivateWindowsServerVms') {
                $null = New-Certificate-Of -Subject "CN=$name" -NotAfter ([datetime]::Now.AddHours(1))
            }
        }
    }

    It 'lists the certificates for keys that are still there, in Constrained Language' {
        $listed = (Get-Report -Before $two).keyCertificates
        $listed | Should -Match '^[0-9A-F]{40},[0-9A-F]{40}$'
        (Get-Report).keyCertificates | Should -BeExactly ''
    }

    It 'lists none where the store cannot be read, and looks nowhere else' {
        (Get-Report -Before { $Global:Fails.find = 'No drive Cert.' }).keyCertificates |
            Should -BeNullOrEmpty
        (Get-Report -Before $two -Mode FullLanguage).keyCertificates | Should -BeNullOrEmpty
    }
}

Describe 'Get-EncryptionJWKOnNode' {
    AfterEach {
        Remove-Variable -Name RSA -Scope Global -ErrorAction Ignore
    }

    It 'answers with the public half of a key pair that the session keeps' {
        $path = Join-Path $folder 'Get-EncryptionJWKOnNode.ps1'
        $first = & $path
        $again = & $path
        $again | Should -Be $first
        $jwk = ConvertFrom-Json $first
        $jwk.kty, $jwk.alg, $jwk.e | Should -Be @('RSA', 'RSA-OAEP', 'AQAB')
        $jwk.n | Should -Match '^[A-Za-z0-9_-]{683}$'
        $modulus = [Convert]::FromBase64String(($jwk.n -replace '-', '+' -replace '_', '/') + '=')
        $modulus | Should -Be $Global:RSA.ExportParameters($false).Modulus
    }
}
