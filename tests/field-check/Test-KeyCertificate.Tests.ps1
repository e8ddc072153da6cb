BeforeAll {
    $script = Join-Path $PSScriptRoot '../../docs/field-check/Test-KeyCertificate.ps1'
    $subject = 'CN=ActivateWindowsServerVms field check'

    # Windows' certificate stores, as far as the script asks them. Certificates are lists by store.
    $windows = {
        $Global:Refused = @{}
        $Global:Stores = @{}
        foreach ($store in 'LocalMachine\My', 'LocalMachine\CA', 'CurrentUser\CA') {
            $Global:Stores["Cert:\$store"] = @()
        }
        $Global:OnDisk = @('one')
        $Global:Asked = @()
        function Assert-Allowed ($Step) {
            if ($Global:Refused[$Step]) { throw "$Step was refused." }
        }
        function Add-Certificate ($Store, $Subject) {
            $raw = [byte[]] (1..200)
            $one = [pscustomobject] @{ Subject = $Subject; Thumbprint = 'AB12'; RawData = $raw }
            $Global:Stores[$Store] += $one
            $one
        }
        function New-SelfSignedCertificate {
            param ($Type, $Subject, $CertStoreLocation, $KeyExportPolicy, $NotAfter)
            $minutes = ($NotAfter - (Get-Date)).TotalMinutes
            $Global:Asked += "$Type, $KeyExportPolicy, $($minutes -gt 14 -and $minutes -le 15)"
            Assert-Allowed $Type
            $Global:OnDisk += 'two'
            $null = Add-Certificate 'Cert:\LocalMachine\CA' $Subject
            Add-Certificate $CertStoreLocation $Subject
        }
        function Test-Path { param ($LiteralPath) $true }
        function Get-ChildItem {
            param ($LiteralPath, [switch] $Force)
            if ($LiteralPath -notlike 'Cert:*') {
                Assert-Allowed 'Listing key files'
                if ($LiteralPath -like '*\Crypto\Keys') {
                    return $Global:OnDisk | ForEach-Object { [pscustomobject] @{ Name = $_ } }
                }
                return
            }
            Assert-Allowed "Listing $LiteralPath"
            $Global:Stores[$LiteralPath]
        }
        function Remove-Item {
            param ($Path, [switch] $DeleteKey)
            $store, $thumbprint = $Path -split '\\(?=[^\\]*$)'
            Assert-Allowed "Removing from $store"
            $others = $Global:Stores[$store] | Where-Object { $_.Thumbprint -ne $thumbprint }
            $Global:Stores[$store] = @($others)
            if ($DeleteKey -and -not $Global:Refused['Deleting the key']) {
                $Global:OnDisk = @('one')
            }
        }
        function Protect-CmsMessage {
            param ($To, $Content)
            Assert-Allowed 'Encrypting'
            "enveloped for ${To}: $Content"
        }
        function Unprotect-CmsMessage {
            param ($Content, $To)
            Assert-Allowed 'Decrypting'
            if ($null -ne $To) { throw 'Not with -To.' }
            if ($Global:Refused['The right text']) { return 'another' }
            $Content -replace '^enveloped for AB12: '
        }
    }

    function Invoke-Check {
        param ([string] $Mode, [string[]] $Refused, [string] $Before = '')
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript($windows.ToString()).Invoke()
            $refusals = $Refused | ForEach-Object { "`$Global:Refused['$_'] = `$true" }
            $shell.Commands.Clear()
            $null = $shell.AddScript("$Before`n$($refusals -join "`n")").Invoke()
            $shell.Runspace.SessionStateProxy.LanguageMode = $Mode
            $shell.Commands.Clear()
            $json = @($shell.AddScript((Get-Content -Raw $script)).Invoke())
            $shell.Streams.Error | Should -HaveCount 0
            $json | Should -HaveCount 1
            $proxy = $shell.Runspace.SessionStateProxy
            @{
                answer = $json[0] | ConvertFrom-Json
                asked  = $proxy.GetVariable('Asked')
                stores = $proxy.GetVariable('Stores')
            }
        } finally {
            $shell.Dispose()
        }
    }
}

Describe 'Test-KeyCertificate in <_>' -ForEach 'FullLanguage', 'ConstrainedLanguage' {
    BeforeAll {
        $mode = $_
        $first = 'DocumentEncryptionCert'
        $second = 'DocumentEncryptionCertLegacyCsp'
        $my = 'Cert:\LocalMachine\My'
        $copy = 'Cert:\LocalMachine\CA'
    }

    It 'makes a certificate for a quarter of an hour, uses it, and leaves nothing' {
        $result = Invoke-Check -Mode $mode
        $answer = $result.answer
        $answer.languageMode | Should -Be $mode
        $result.asked | Should -Be "$first, NonExportable, True"
        $answer.certificateType | Should -Be $first
        $answer.rawDataLength | Should -Be 200
        $answer.encrypted | Should -BeTrue
        $answer.decrypted | Should -BeTrue
        $answer.copies | Should -Be $copy
        $answer.left | Should -HaveCount 0
        $answer.keyFilesLeft | Should -Be 0
        $answer.errorEmptied | Should -BeTrue
        $answer.PSObject.Properties | Where-Object { $_.Name -match 'Errors?$' -and $_.Value } |
            Should -HaveCount 0
        $result.stores.Values | Where-Object { $_.Count -gt 0 } | Should -HaveCount 0
    }

    It 'answers with every property of its help' {
        $help = (Get-Content -Raw $script) -replace '(?s).*\.OUTPUTS(.*?)#>.*', '$1'
        $promised = [regex]::Matches($help, '(?m)^  (\w+) ') | ForEach-Object { $_.Groups[1].Value }
        $names = (Invoke-Check -Mode $mode).answer.PSObject.Properties.Name
        $names | Should -Be $promised
    }

    It 'tries the older kind of key if the usual one is refused' {
        $result = Invoke-Check -Mode $mode -Refused $first
        $result.answer.certificateType | Should -Be $second
        $result.answer.makeError | Should -BeLike "*$first was refused."
        $result.answer.decrypted | Should -BeTrue
    }

    It 'says so if no certificate can be made' {
        $answer = (Invoke-Check -Mode $mode -Refused $first, $second).answer
        $answer.certificateType | Should -Be $null
        $answer.makeError | Should -BeLike "*$first was refused.*$second was refused."
        $answer.encrypted, $answer.decrypted | Should -Be $null, $null
        $answer.errorEmptied | Should -BeTrue
    }

    It 'says of a refused recipient only that, and nothing about decrypting' {
        $answer = (Invoke-Check -Mode $mode -Refused Encrypting).answer
        $answer.encrypted | Should -BeFalse
        $answer.encryptError | Should -BeLike '*Encrypting was refused.'
        $answer.decrypted | Should -Be $null
        $answer.decryptError | Should -Be 'Not tried: nothing could be encrypted here.'
        $answer.left | Should -HaveCount 0
    }

    It 'says so if decrypting fails, and removes the certificate all the same' {
        $answer = (Invoke-Check -Mode $mode -Refused Decrypting).answer
        $answer.encrypted | Should -BeTrue
        $answer.decrypted | Should -BeFalse
        $answer.decryptError | Should -BeLike '*Decrypting was refused.'
        $answer.left | Should -HaveCount 0
        $answer.keyFilesLeft | Should -Be 0
    }

    It 'says so if another text comes back' {
        $answer = (Invoke-Check -Mode $mode -Refused 'The right text').answer
        $answer.decrypted | Should -BeFalse
        $answer.decryptError | Should -Be 'It was another text.'
    }

    It 'says so if the certificate can not be removed from <Store>' -ForEach @(
        @{ Store = 'Cert:\LocalMachine\My'; Files = 1 }
        @{ Store = 'Cert:\LocalMachine\CA'; Files = 0 }
    ) {
        $answer = (Invoke-Check -Mode $mode -Refused "Removing from $Store").answer
        $answer.left | Should -Be $Store
        $answer.removeErrors | Should -BeLike "*Removing from $Store was refused."
        $answer.keyFilesLeft | Should -Be $Files
        $answer.decrypted | Should -BeTrue
    }

    It 'says so if only the key stays' {
        $answer = (Invoke-Check -Mode $mode -Refused 'Deleting the key').answer
        $answer.left | Should -HaveCount 0
        $answer.keyFilesLeft | Should -Be 1
    }

    It 'says so if a store can not be read' {
        $answer = (Invoke-Check -Mode $mode -Refused "Listing $copy").answer
        "$($answer.removeErrors)" | Should -BeLike "*Listing $copy was refused.*"
        $answer.decrypted | Should -BeTrue
        $answer.left | Should -HaveCount 0
    }

    It 'says so if key files can not be counted, and goes on' {
        $answer = (Invoke-Check -Mode $mode -Refused 'Listing key files').answer
        $answer.keyFilesLeft | Should -Be $null
        $answer.keyFilesError | Should -BeLike '*Listing key files was refused.'
        $answer.decrypted | Should -BeTrue
    }

    It 'removes what an earlier run left, and no other certificate' {
        $before = "`$null = Add-Certificate '$my' '$subject'`n" +
            "`$null = Add-Certificate '$my' 'CN=somebody else'`n" +
            "`$Global:Stores['$my'][1].Thumbprint = 'CD34'"
        $result = Invoke-Check -Mode $mode -Refused $first, $second -Before $before
        $result.answer.left | Should -HaveCount 0
        $result.stores[$my].Subject | Should -Be 'CN=somebody else'
    }
}
