using namespace System.Security.Cryptography
using namespace System.Security.Cryptography.X509Certificates
<#
.SYNOPSIS
Certificates to encrypt documents for, and why New-SelfSignedCertificate makes none.
#>

$script:documentEncryption = '1.3.6.1.4.1.311.80.1'

<#
.SYNOPSIS
Throws if a new certificate can't be put there. It does so with Windows' text for every other store.
#>
function Assert-StoreLocation {
    param([string] $Path)
    $parts = @($Path -split '[\\/]' | Where-Object { $_ })
    if ($parts.Count -ne 3 -or $parts[0] -ne 'Cert:' -or $parts[2] -ne 'My') {
        throw 'A new certificate can only be installed into MY store.'
    }
    if ($parts[1] -ne 'LocalMachine') { throw "The lab does not simulate the store '$Path'." }
}

<#
.SYNOPSIS
Throws if Windows can make such a certificate and the lab can't.
#>
function Assert-Simulated {
    param([string] $Type, [string] $KeyAlgorithm)
    if ($Type -notlike 'DocumentEncryptionCert*') {
        throw "The lab does not simulate certificates of the type '$Type'."
    }
    if ($KeyAlgorithm -ne 'RSA') {
        throw "The lab does not simulate keys of the algorithm '$KeyAlgorithm'."
    }
}

<#
.SYNOPSIS
The error by which a server makes no certificate; nothing where it makes one.
#>
function Get-Refusal {
    param([string] $Fault, [string] $Type, [string] $Language)
    $isRefused = $Fault -eq 'denied' -or
        ($Fault -eq 'deniedByProvider' -and $Type -eq 'DocumentEncryptionCert')
    if (-not $isRefused) { return }
    $codes = @{ denied = 0x80070005; deniedByProvider = 0x80090010 }
    $said = Get-CertificateText -Name $Fault -Language $Language
    $text = "CertEnroll::CX509Enrollment::_CreateRequest: $said"
    # A guess: as which exception Windows throws it.
    $exception = [System.Runtime.InteropServices.COMException]::new($text, $codes[$Fault])
    [System.Management.Automation.ErrorRecord]::new(
        $exception, 'System.Runtime.InteropServices.COMException', 'NotSpecified', $null)
}

<#
.SYNOPSIS
Makes a certificate that signs itself, as Windows makes it to encrypt documents for.
#>
function New-Certificate {
    param([string] $Subject, [int] $KeyLength, [datetime] $NotBefore, [datetime] $NotAfter)
    # As Windows: a bare name is a common name.
    if ($Subject -notmatch '=') { $Subject = "CN=$Subject" }
    $key = [RSA]::Create($KeyLength)
    try {
        $request = [CertificateRequest]::new(
            [X500DistinguishedName]::new($Subject), $key, 'SHA256', [RSASignaturePadding]::Pkcs1)
        foreach ($extension in Get-CertificateExtension -PublicKey $request.PublicKey) {
            $request.CertificateExtensions.Add($extension)
        }
        $request.CreateSelfSigned($NotBefore, $NotAfter)
    } finally {
        $key.Dispose()
    }
}

function Get-CertificateExtension {
    param([PublicKey] $PublicKey)
    $purposes = [OidCollection]::new()
    $null = $purposes.Add([Oid]::new($script:documentEncryption))
    [X509KeyUsageExtension]::new('KeyEncipherment, DataEncipherment', $true)
    [X509EnhancedKeyUsageExtension]::new($purposes, $false)
    [X509SubjectKeyIdentifierExtension]::new($PublicKey, $false)
}
