<#
.SYNOPSIS
The compiled provider of the drive Cert:, which is compiled once for all sessions.
#>

<#
.SYNOPSIS
The path of the assembly. Compiles it if that was not done yet for this source and this PowerShell.
#>
function Get-ProviderAssembly {
    $source = Join-Path -Path $PSScriptRoot -ChildPath 'CertificateProvider.cs'
    $madeOf = "$($PSVersionTable.PSVersion)`n" + [System.IO.File]::ReadAllText($source)
    $digest = [System.Security.Cryptography.SHA256]::HashData(
        [System.Text.Encoding]::UTF8.GetBytes($madeOf))
    $name = 'CertificateProvider-' + [System.Convert]::ToHexString($digest).Substring(0, 16)
    $out = Join-Path -Path $PSScriptRoot -ChildPath '../../../../out/lab'
    $file = [System.IO.Path]::GetFullPath("$out/$name.dll")
    if (-not [System.IO.File]::Exists($file)) { New-ProviderAssembly -Source $source -File $file }
    $file
}

<#
.SYNOPSIS
Compiles it in a folder of its own, so that another process finds either the whole file or none.
#>
function New-ProviderAssembly {
    param([string] $Source, [string] $File)
    $folder = "$File.$([guid]::NewGuid().ToString('N'))"
    $fresh = Join-Path -Path $folder -ChildPath ([System.IO.Path]::GetFileName($File))
    $null = [System.IO.Directory]::CreateDirectory($folder)
    try {
        Add-Type -LiteralPath $Source -OutputAssembly $fresh -OutputType Library -ErrorAction Stop
        [System.IO.File]::Move($fresh, $File)
    } catch [System.IO.IOException] {
        # Another process compiled the same meanwhile.
        if (-not [System.IO.File]::Exists($File)) { throw }
    } finally {
        [System.IO.Directory]::Delete($folder, $true)
    }
}
