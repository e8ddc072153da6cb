. (Join-Path $PSScriptRoot '../../state/LabState.ps1')
. (Join-Path $PSScriptRoot 'ProviderAssembly.ps1')
. (Join-Path $PSScriptRoot 'StoredCertificate.ps1')
. (Join-Path $PSScriptRoot 'NewCertificate.ps1')

# The drive Cert: comes with it.
Import-Module -Name (Get-ProviderAssembly) -ErrorAction Stop
[Lab.Certificates.CertificateStore]::Folder = { Get-StoreFolder }
[Lab.Certificates.CertificateStore]::Remove = {
    param($Thumbprint, $DeleteKey)
    Remove-StoredCertificate -Thumbprint $Thumbprint -DeleteKey $DeleteKey
}

<#
.SYNOPSIS
Makes a certificate to encrypt documents for, with its private key in the store LocalMachine\My.

.DESCRIPTION
Only records whether the key may be exported, since the lab's store can't prevent it.
#>
function New-SelfSignedCertificate {
    [CmdletBinding(SupportsShouldProcess)]
    param(
        [Lab.Certificates.CertificateType] $Type = 'SSLServerAuthentication',
        [Parameter(Mandatory)] [string] $Subject,
        [string] $KeyAlgorithm = 'RSA',
        [int] $KeyLength = 2048,
        [string] $CertStoreLocation = 'Cert:\LocalMachine\My',
        [Lab.Certificates.KeyExportPolicy] $KeyExportPolicy = 'ExportableEncrypted',
        [datetime] $NotBefore = (Get-Date).AddMinutes(-10),
        [datetime] $NotAfter = (Get-Date).AddYears(1)
    )
    Assert-StoreLocation -Path $CertStoreLocation
    Assert-Simulated -Type $Type -KeyAlgorithm $KeyAlgorithm
    if (-not $PSCmdlet.ShouldProcess($Subject)) { return }
    $server = Get-LabServer
    $fault = $server.certificateFault
    $wanted = @{
        Subject = $Subject
        KeyLength = if ($fault -eq 'weakKey') { 1024 } else { $KeyLength }
        NotBefore = $NotBefore
        NotAfter = $NotAfter
    }
    $call = @{
        type = "$Type"
        subject = $Subject
        keyLength = $wanted.KeyLength
        keyExportPolicy = "$KeyExportPolicy"
        notAfter = $NotAfter.ToUniversalTime().ToString('o')
        thumbprint = $null
    }
    $refusal = Get-Refusal -Fault $fault -Type $Type -Language $server.language
    if ($refusal) {
        Add-LabRecord -Cmdlet 'New-SelfSignedCertificate' -Parameters $call
        $PSCmdlet.ThrowTerminatingError($refusal)
    }
    $answer = New-Certificate @wanted
    $stored = if ($fault -eq 'otherCertificate') { New-Certificate @wanted } else { $answer }
    $call.thumbprint = $stored.Thumbprint
    Add-StoredCertificate -Certificate $stored
    Add-LabRecord -Cmdlet 'New-SelfSignedCertificate' -Parameters $call
    if ($fault -eq 'sessionDies') { [System.Diagnostics.Process]::GetCurrentProcess().Kill() }
    $answer
}

Export-ModuleMember -Function 'New-SelfSignedCertificate'
