BeforeAll {
    $script = Join-Path $PSScriptRoot '../../tools/pack/signing/Set-ModuleSignature.ps1'

    # A stand-in, since Pester can only mock what exists, and this cmdlet is Windows' own.
    function Set-AuthenticodeSignature {
        param ($LiteralPath, $Certificate, $TimestampServer, $HashAlgorithm, $IncludeChain)
    }

    $certificate = [pscustomobject] @{
        Issuer  = "CN=K$([char] 0xF6)ln Issuing CA"
        RawData = [byte[]] (1..200)
    }
    $valid = [pscustomobject] @{
        Status = 'Valid'; StatusMessage = 'Signature verified.'; TimeStamperCertificate = 'one'
    }

    function Invoke-Script {
        $json = & $script -Folder $TestDrive -Thumbprint AB12 -Timestamper http://time.contoso.com
        $json | Should -Match '^[\x00-\x7f]*$'
        $json | ConvertFrom-Json
    }
}

Describe 'Set-ModuleSignature' {
    BeforeEach {
        'a.psd1', 'a.psm1', 'a.txt' | ForEach-Object { Set-Content "$TestDrive/$_" 'text' }
        Mock Test-Path { $true } -ParameterFilter { $LiteralPath -like 'Cert:*' }
        Mock Get-Item { $certificate } -ParameterFilter { $LiteralPath -like 'Cert:*' }
        Mock Set-AuthenticodeSignature { $valid }
    }

    It 'signs each file of the module with the named certificate and a timestamp' {
        (Invoke-Script).error | Should -Be $null
        Should -Invoke Get-Item -ParameterFilter { $LiteralPath -eq 'Cert:\CurrentUser\My\AB12' }
        Should -Invoke Set-AuthenticodeSignature -Exactly 2
        Should -Invoke Set-AuthenticodeSignature -Exactly 2 -ParameterFilter {
            (Split-Path $LiteralPath -Leaf) -in 'a.psd1', 'a.psm1' -and
            $Certificate.Issuer -eq $certificate.Issuer -and $HashAlgorithm -eq 'SHA256' -and
            $TimestampServer -eq 'http://time.contoso.com'
        }
    }

    It 'answers with the issuer and the SHA-256 fingerprint of the certificate' {
        $answer = Invoke-Script
        $answer.issuer | Should -BeExactly $certificate.Issuer
        $sha256 = [System.Security.Cryptography.SHA256]::HashData($certificate.RawData)
        $answer.fingerprint | Should -BeExactly ([System.Convert]::ToHexString($sha256))
    }

    It 'says so if there is no such certificate' {
        Mock Test-Path { $false } -ParameterFilter { $LiteralPath -like 'Cert:*' }
        $answer = Invoke-Script
        $answer.error | Should -Be 'There is no certificate AB12 in Cert:\CurrentUser\My.'
        $answer.fingerprint | Should -Be $null
        Should -Not -Invoke Set-AuthenticodeSignature
    }

    It 'says so if the signature is not valid' {
        Mock Set-AuthenticodeSignature {
            [pscustomobject] @{ Status = 'UnknownError'; StatusMessage = 'A root is not trusted.' }
        }
        (Invoke-Script).error | Should -Be 'a.psd1: A root is not trusted.'
    }

    It 'says so if the signature has no timestamp' {
        Mock Set-AuthenticodeSignature { [pscustomobject] @{ Status = 'Valid' } }
        (Invoke-Script).error | Should -Be 'a.psd1: the signature has no timestamp.'
    }

    It 'says so if the cmdlet fails' {
        Mock Set-AuthenticodeSignature { throw 'The certificate is not suitable.' }
        (Invoke-Script).error | Should -Be 'The certificate is not suitable.'
    }
}
