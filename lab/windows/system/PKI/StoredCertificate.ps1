<#
.SYNOPSIS
The certificates of this process's server: the store, and the lab's record of it.

.DESCRIPTION
The store is the one that .NET has for a user on Linux, below the server's own HOME: there
Unprotect-CmsMessage finds what New-SelfSignedCertificate made. It is written as files, since .NET
keeps for as long as a process lives where it first looked.

The store keeps every private key in a file that anyone with the right to it can copy. "Not
exportable" is no more than a word in the record.
#>

<#
.SYNOPSIS
The folder of the store LocalMachine\My.
#>
function Get-StoreFolder {
    $device = (Get-LabServer).device
    Get-LabPath -Name "homes/$device/.dotnet/corefx/cryptography/x509stores/my"
}

function Get-CertificateFile {
    param([string] $Thumbprint)
    Join-Path -Path (Get-StoreFolder) -ChildPath "$Thumbprint.pfx"
}

<#
.SYNOPSIS
Puts a certificate with its private key into the store.
#>
function Add-StoredCertificate {
    param([System.Security.Cryptography.X509Certificates.X509Certificate2] $Certificate)
    $folder = Get-StoreFolder
    $file = Get-CertificateFile -Thumbprint $Certificate.Thumbprint
    $options = [System.IO.FileStreamOptions]::new()
    $options.Mode = 'CreateNew'
    $options.Access = 'Write'
    if ($IsWindows) {
        $null = [System.IO.Directory]::CreateDirectory($folder)
    } else {
        # .NET puts nothing into a store that others can read.
        $null = [System.IO.Directory]::CreateDirectory($folder, 'UserRead, UserWrite, UserExecute')
        $options.UnixCreateMode = 'UserRead, UserWrite'
    }
    $stream = [System.IO.FileStream]::new("$file.new", $options)
    try {
        $stream.Write($Certificate.Export('Pfx'))
    } finally {
        $stream.Dispose()
    }
    [System.IO.File]::Move("$file.new", $file)
}

<#
.SYNOPSIS
Takes a certificate out of the store. Gives why it stays, if it does.

.DESCRIPTION
Without DeleteKey Windows leaves the key on its disk. The lab's key is gone with its certificate's
file, and that Windows' would have stayed is only in the record.
#>
function Remove-StoredCertificate {
    param([string] $Thumbprint, [bool] $DeleteKey)
    $server = Get-LabServer
    $stays = $server.certificateFault -eq 'removalFails'
    if (-not $stays) { [System.IO.File]::Delete((Get-CertificateFile -Thumbprint $Thumbprint)) }
    Add-LabRecord -Cmdlet 'Remove-Item' -Parameters @{
        thumbprint = $Thumbprint
        deleteKey = $DeleteKey
        removed = -not $stays
    }
    if ($stays) {
        $text = Get-CertificateText -Name 'removalDenied' -Language $server.language
        [System.ComponentModel.Win32Exception]::new(5, $text)
    }
}

function Get-CertificateText {
    param([string] $Name, [string] $Language)
    $file = Join-Path -Path $PSScriptRoot -ChildPath "messages/$Language.psd1"
    (Import-PowerShellDataFile -LiteralPath $file)[$Name]
}
