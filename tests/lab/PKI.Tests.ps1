BeforeAll {
    $fresh = (New-Item -ItemType Directory -Path (Join-Path $TestDrive 'fresh')).FullName
    & (Join-Path $PSScriptRoot 'Enter-LabServer.ps1') -Scenario 'fresh' -StateFolder $fresh
    Import-Module (Join-Path $PSScriptRoot '../../lab/windows/system/PKI') -Force
    $store = 'Cert:\LocalMachine\My'

    # The module writes below the state folder, so that no test reaches the developer's own store.
    function Enter-Server {
        param([string] $Server = 'node01', [string] $Fault, [string] $Language)
        $state = Join-Path $TestDrive ([guid]::NewGuid())
        Copy-Item -LiteralPath $fresh -Destination $state -Recurse
        $env:LAB_STATE_FOLDER = $state
        $env:LAB_SERVER = $Server
        $file = Join-Path $state "servers/$Server.json"
        $known = Get-Content -Raw -LiteralPath $file | ConvertFrom-Json
        if ($Fault) { $known.certificateFault = $Fault }
        if ($Language) { $known.language = $Language }
        ConvertTo-Json $known -Depth 6 | Set-Content -LiteralPath $file
    }

    function New-Usual {
        param([string] $Type = 'DocumentEncryptionCert')
        $wanted = @{
            Type = $Type
            Subject = 'CN=Lab'
            CertStoreLocation = $store
            KeyExportPolicy = 'NonExportable'
            KeyLength = 2048
            NotAfter = (Get-Date) + (New-TimeSpan -Minutes 15)
        }
        New-SelfSignedCertificate @wanted
    }

    function Get-KeySize {
        param($Certificate)
        $extensions = [System.Security.Cryptography.X509Certificates.RSACertificateExtensions]
        $extensions::GetRSAPublicKey($Certificate).ExportParameters($false).Modulus.Length * 8
    }

    function Read-Record {
        Get-Content -LiteralPath (Join-Path $env:LAB_STATE_FOLDER 'record.jsonl') |
            ConvertFrom-Json
    }

    # lab/servers/certificates.test.ts covers what Unprotect-CmsMessage finds on its own.
    function ConvertTo-Opened {
        param($Certificate)
        $public = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new(
            $Certificate.RawData)
        $message = Protect-CmsMessage -To $public -Content 'secret'
        Unprotect-CmsMessage -Content $message -To (Get-Item "$store\$($Certificate.Thumbprint)")
    }
}

AfterAll {
    Remove-Module PKI -ErrorAction SilentlyContinue
    Remove-Item Env:\LAB_STATE_FOLDER, Env:\LAB_SERVER, Env:\COMPUTERNAME
}

Describe 'New-SelfSignedCertificate' {
    It 'makes a certificate to encrypt for, with its key in the store' -ForEach @(
        'DocumentEncryptionCert', 'DocumentEncryptionCertLegacyCsp'
    ) {
        Enter-Server
        $made = New-Usual -Type $_
        $made.Subject | Should -Be 'CN=Lab'
        $made.HasPrivateKey | Should -BeTrue
        Get-KeySize -Certificate $made | Should -Be 2048
        $left = $made.NotAfter - (Get-Date)
        $left.TotalMinutes | Should -BeGreaterThan 13
        $left.TotalMinutes | Should -BeLessThan 15.1
        $made.NotBefore | Should -BeLessThan (Get-Date)
        @(Get-ChildItem -Path $store).Thumbprint | Should -Be $made.Thumbprint
        ConvertTo-Opened -Certificate $made | Should -Be 'secret'
    }

    It 'records what was asked for, above all that the key may not leave' {
        Enter-Server
        $made = New-Usual
        $entry = @(Read-Record)[-1]
        $entry.cmdlet | Should -Be 'New-SelfSignedCertificate'
        $entry.parameters.thumbprint | Should -Be $made.Thumbprint
        $entry.parameters.type | Should -Be 'DocumentEncryptionCert'
        $entry.parameters.keyExportPolicy | Should -Be 'NonExportable'
        $entry.parameters.keyLength | Should -Be 2048
        $entry.parameters.subject | Should -Be 'CN=Lab'
        ([datetime]$entry.parameters.notAfter).ToUniversalTime() |
            Should -BeGreaterThan ([datetime]::UtcNow)
    }

    It 'takes a bare name for a common name' {
        Enter-Server
        (New-SelfSignedCertificate -Type DocumentEncryptionCert -Subject 'Lab').Subject |
            Should -Be 'CN=Lab'
    }

    It 'makes one that has expired, for a sweep to find' {
        Enter-Server
        $old = @{ NotBefore = (Get-Date).AddHours(-2); NotAfter = (Get-Date).AddHours(-1) }
        $expired = New-SelfSignedCertificate -Type DocumentEncryptionCert -Subject 'CN=Lab' @old
        $null = New-Usual
        $found = Get-ChildItem -Path $store | Where-Object {
            $_.Subject -eq 'CN=Lab' -and $_.NotAfter -lt (Get-Date)
        }
        @($found).Thumbprint | Should -Be $expired.Thumbprint
    }

    It 'refuses what Windows refuses, and names what it does not simulate: <Named>' -ForEach @(
        @{ Named = 'installed into MY store'; Arguments = @{
                CertStoreLocation = 'Cert:\LocalMachine\Root' } }
        @{ Named = 'Cert:\CurrentUser\My'; Arguments = @{
                CertStoreLocation = 'Cert:\CurrentUser\My' } }
        @{ Named = 'DocumentEncryptionCertLegacyCsp'; Arguments = @{ Type = 'Document' } }
        @{ Named = 'CodeSigningCert'; Arguments = @{ Type = 'CodeSigningCert' } }
        @{ Named = 'ECDSA_nistP256'; Arguments = @{ KeyAlgorithm = 'ECDSA_nistP256' } }
        @{ Named = 'DnsName'; Arguments = @{ DnsName = 'lab' } }
    ) {
        Enter-Server
        $wanted = @{ Type = 'DocumentEncryptionCert'; Subject = 'CN=Lab' }
        foreach ($name in $Arguments.Keys) { $wanted[$name] = $Arguments[$name] }
        { New-SelfSignedCertificate @wanted } | Should -Throw "*$Named*"
        @(Get-ChildItem -Path $store) | Should -HaveCount 0
    }

    It 'is refused without the right to the store, in the language of the server' {
        Enter-Server -Fault 'denied'
        foreach ($type in 'DocumentEncryptionCert', 'DocumentEncryptionCertLegacyCsp') {
            $thrown = { New-Usual -Type $type } | Should -Throw '*Access is denied*' -PassThru
            $thrown.Exception.HResult | Should -Be 0x80070005
        }
        @(Read-Record).parameters.thumbprint | Should -Be $null, $null
        Enter-Server -Fault 'denied' -Language 'de-DE'
        { New-Usual } | Should -Throw '*Zugriff verweigert*'
    }

    It 'can be refused by the usual key provider alone' {
        Enter-Server -Fault 'deniedByProvider'
        $thrown = { New-Usual } | Should -Throw '*NTE_PERM*' -PassThru
        $thrown.Exception.HResult | Should -Be 0x80090010
        (New-Usual -Type 'DocumentEncryptionCertLegacyCsp').HasPrivateKey | Should -BeTrue
    }

    It 'can make a weak key' {
        Enter-Server -Fault 'weakKey'
        Get-KeySize -Certificate (New-Usual) | Should -Be 1024
        @(Read-Record)[-1].parameters.keyLength | Should -Be 1024
    }

    It 'can store another certificate than it answers with' {
        Enter-Server -Fault 'otherCertificate'
        $answered = New-Usual
        $stored = @(Get-ChildItem -Path $store)
        $stored | Should -HaveCount 1
        $stored[0].Subject | Should -Be $answered.Subject
        $stored[0].Thumbprint | Should -Not -Be $answered.Thumbprint
        @(Read-Record)[-1].parameters.thumbprint | Should -Be $stored[0].Thumbprint
    }
}

Describe 'the drive Cert:' {
    It 'finds certificates by path, name and pattern, also while it is the location' {
        Enter-Server
        $made = New-Usual
        $path = "$store\$($made.Thumbprint)"
        Test-Path -Path $path | Should -BeTrue
        Test-Path -Path $path.ToLowerInvariant() | Should -BeTrue
        (Get-Item -Path $path).Thumbprint | Should -Be $made.Thumbprint
        (Get-Item -Path "$store\*").Thumbprint | Should -Be $made.Thumbprint
        (Get-ChildItem -Path $path).Thumbprint | Should -Be $made.Thumbprint
        Get-ChildItem -Path $store -Name | Should -Be $made.Thumbprint
        Push-Location -Path $store
        try { (Get-ChildItem).Thumbprint | Should -Be $made.Thumbprint } finally { Pop-Location }
    }

    It 'writes an error about a certificate that is not there' {
        Enter-Server
        Test-Path -Path "$store\AB" | Should -BeFalse
        { Get-Item -Path "$store\AB" -ErrorAction Stop } | Should -Throw '*AB*does not exist*'
        { Remove-Item -Path "$store\AB" -DeleteKey -ErrorAction Stop } |
            Should -Throw '*AB*does not exist*'
        Get-Item -Path "$store\*" | Should -BeNullOrEmpty
    }

    It 'names what it does not simulate: <_>' -ForEach @(
        'Cert:\', 'Cert:\LocalMachine', 'Cert:\CurrentUser\My', 'Cert:\LocalMachine\Root'
    ) {
        Enter-Server
        { Get-ChildItem -Path $_ -ErrorAction Stop } | Should -Throw "*$($_.Split('\')[-1])*"
    }

    It 'removes a certificate with its key, and only that one' {
        Enter-Server
        $made = New-Usual
        $other = New-Usual
        Remove-Item -Path "$store\$($made.Thumbprint)" -DeleteKey
        @(Get-ChildItem -Path $store).Thumbprint | Should -Be $other.Thumbprint
        $entry = @(Read-Record)[-1]
        $entry.cmdlet | Should -Be 'Remove-Item'
        $entry.parameters.thumbprint | Should -Be $made.Thumbprint
        $entry.parameters.removed | Should -BeTrue
        $entry.parameters.deleteKey | Should -BeTrue
        Remove-Item -Path "$store\*" -DeleteKey
        @(Get-ChildItem -Path $store) | Should -HaveCount 0
    }

    It 'records a key that is left behind without its certificate' {
        Enter-Server
        Remove-Item -Path "$store\$((New-Usual).Thumbprint)"
        @(Get-ChildItem -Path $store) | Should -HaveCount 0
        @(Read-Record)[-1].parameters.deleteKey | Should -BeFalse
    }

    It 'keeps everything if the removal is only asked about' {
        Enter-Server
        Remove-Item -Path "$store\$((New-Usual).Thumbprint)" -DeleteKey -WhatIf
        @(Get-ChildItem -Path $store) | Should -HaveCount 1
    }

    It 'can fail to remove one, which stays' {
        Enter-Server -Fault 'removalFails'
        $made = New-Usual
        $thrown = { Remove-Item -Path "$store\$($made.Thumbprint)" -DeleteKey -ErrorAction Stop } |
            Should -Throw '*Access is denied*' -PassThru
        $thrown.Exception.NativeErrorCode | Should -Be 5
        Test-Path -Path "$store\$($made.Thumbprint)" | Should -BeTrue
        @(Read-Record)[-1].parameters.removed | Should -BeFalse
    }

    It 'has a store for each server' {
        Enter-Server
        $null = New-Usual
        $env:LAB_SERVER = 'node02'
        @(Get-ChildItem -Path $store) | Should -HaveCount 0
    }
}

Describe 'Constrained Language' {
    It 'has both' {
        Enter-Server
        $folder = $env:LAB_STATE_FOLDER
        $module = Join-Path $PSScriptRoot '../../lab/windows/system/PKI'
        $powershell = [powershell]::Create()
        $null = $powershell.AddScript("Import-Module '$module'
            `$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'")
        $null = $powershell.AddStatement().AddScript(@'
            $store = 'Cert:\LocalMachine\My'
            $made = New-SelfSignedCertificate -Type DocumentEncryptionCert -Subject 'CN=Lab' `
                -CertStoreLocation $store -KeyExportPolicy NonExportable -KeyLength 2048 `
                -NotAfter ((Get-Date) + (New-TimeSpan -Minutes 15))
            ($made.RawData -join ',').Length -gt 1000
            @(Get-ChildItem -Path $store).Count
            Remove-Item -Path "$store\$($made.Thumbprint)" -DeleteKey
            @(Get-ChildItem -Path $store).Count
            try { [Convert]::ToInt32('1') } catch { 'constrained' }
'@)
        try {
            $said = $powershell.Invoke()
            $powershell.Streams.Error | Should -BeNullOrEmpty
            $said | Should -Be $true, 1, 0, 'constrained'
        } finally {
            $powershell.Dispose()
        }
        $env:LAB_STATE_FOLDER | Should -Be $folder
    }
}
