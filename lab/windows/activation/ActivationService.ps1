<#
.SYNOPSIS
The simulated activation service: which key it accepts for which server, and its errors.
#>

<#
.SYNOPSIS
Puts a host key on a server, or returns the HRESULT of the refusal. A refused key changes nothing.

.DESCRIPTION
All servers share the service's state. The change is computed before the lock is taken. It is
computed again under the lock only if another server has changed the state meanwhile. The second
time is quick.
#>
function Set-HostKey {
    param([string] $ProductKey, $Server)
    $key = $ProductKey.ToUpperInvariant()
    if (-not (Test-ProductKey -ProductKey $key)) { return '0xC004F050' }
    $before = Read-LabText -Name 'keys.json'
    $plan = Get-KeyChange -Key $key -Device $Server.device -Service $before
    Invoke-LabChange {
        $now = Read-LabText -Name 'keys.json'
        if ($now -cne $before) {
            $plan = Get-KeyChange -Key $key -Device $Server.device -Service $now
        }
        if ($plan.refusal) { return $plan.refusal }
        Write-LabText -Name 'keys.json' -Text $plan.service
        Write-LabText -Name "activations/$($Server.name).json" -Text $plan.activation
    }
}

<#
.SYNOPSIS
Computes what a key changes: the refusal, or the new texts of the service and of the server.
#>
function Get-KeyChange {
    param([string] $Key, [string] $Device, [string] $Service)
    $state = ConvertFrom-Json -InputObject $Service
    $known = $state.keys | Where-Object { $_.key -eq $Key }
    $refusal = Get-Refusal -Known $known -Device $Device -Current (Get-LabActivation)
    if ($refusal) { return @{ refusal = $refusal } }
    Use-KnownKey -Known $known -Device $Device
    $activation = [ordered]@{ key = $Key; licenseStatus = 1; licenseStatusReason = '0x00000000' }
    @{
        refusal = $null
        service = ConvertTo-Json -InputObject $state -Depth 6
        activation = ConvertTo-Json -InputObject $activation
    }
}

<#
.SYNOPSIS
Ties a key to a machine permanently. Applying it there again uses no activation.
#>
function Use-KnownKey {
    param($Known, [string] $Device)
    if ($Known.devices -contains $Device) { return }
    $Known.devices = @($Known.devices) + $Device
    if ($Known.kind -eq 'mak') { $Known.remaining-- }
}

<#
.SYNOPSIS
Why a key is refused: an HRESULT, or nothing if it's accepted.
#>
function Get-Refusal {
    param($Known, [string] $Device, $Current)
    if (-not $Known) { return '0xC004C001' }
    if ($Known.edition -ne 'Datacenter') { return '0xC004F069' }
    # It's documented that keys older than 2019 aren't host keys. The HRESULT is a guess.
    if ($Known.version -lt 2019) { return '0xC004F069' }
    # It's documented that a downgrade is refused. The HRESULT is a guess.
    if ($Current.version -gt $Known.version) { return '0x80004005' }
    if ($Known.blocked) { return '0xC004C003' }
    if ($Known.devices -contains $Device) { return }
    if ($Known.kind -ne 'mak') {
        if ($Known.devices) { return '0xC004C008' }
    } elseif ($Known.remaining -le 0) {
        return '0xC004C020'
    }
}

<#
.SYNOPSIS
Creates the error that a cmdlet ends with: a COMException with Windows' text in the server's
language, or with another text if one is given. Without an HRESULT, an error with only that text.
#>
function New-ActivationError {
    param([string] $Code, [string] $Text, $Server, [string] $ProductKey)
    if (-not $Text) { $Text = Get-WindowsText -Code $Code -Language $Server.language }
    if ($ProductKey -and $Server.errorsQuoteKey) { $Text = "$Text ($ProductKey)" }
    New-ActivationRecord -Exception (New-ActivationException -Code $Code -Text $Text)
}

function New-ActivationException {
    param([string] $Code, [string] $Text)
    if (-not $Code) { return [System.Exception]::new($Text) }
    $hResult = [System.Convert]::ToInt32($Code, 16)
    [System.Runtime.InteropServices.COMException]::new($Text, $hResult)
}

function New-ActivationRecord {
    param([System.Exception] $Exception)
    $category = [System.Management.Automation.ErrorCategory]::InvalidOperation
    $id = 'VMAutomaticActivation'
    [System.Management.Automation.ErrorRecord]::new($Exception, $id, $category, $null)
}

function Get-WindowsText {
    param([string] $Code, [string] $Language)
    $file = Join-Path -Path $PSScriptRoot -ChildPath "messages/$Language.psd1"
    $messages = Import-PowerShellDataFile -LiteralPath $file
    if ($messages.ContainsKey($Code)) { $messages[$Code] } else { $messages['other'] }
}

<#
.SYNOPSIS
Whether a product key has the right form and checksum.
#>
function Test-ProductKey {
    param([string] $ProductKey)
    $alphabet = 'BCDFGHJKMPQRTVWXY2346789'
    if ($ProductKey -cnotmatch "^([N$alphabet]{5}-){4}[N$alphabet]{5}`$") { return $false }
    $characters = $ProductKey.Replace('-', '')
    $position = $characters.IndexOf('N')
    $others = $characters.Replace('N', '')
    if ($others.Length -ne 24) { return $false }
    # The position of the N is the first digit in base 24. The others follow.
    $value = [System.Numerics.BigInteger]$position
    foreach ($character in $others.ToCharArray()) {
        $value = $value * 24 + $alphabet.IndexOf($character)
    }
    $checksumMask = [System.Numerics.BigInteger]0x3FF -shl 103
    $claimed = ($value -band $checksumMask) -shr 103
    $rest = $value - ($value -band $checksumMask)
    ($value -shr 115) -eq 0 -and $claimed -eq (Get-KeyChecksum -Value $rest)
}

<#
.SYNOPSIS
The low ten bits of the inverted CRC-32 of a value's sixteen bytes, lowest byte first.
#>
function Get-KeyChecksum {
    param([System.Numerics.BigInteger] $Value)
    $bytes = [byte[]]::new(16)
    $Value.ToByteArray().CopyTo($bytes, 0)
    [uint32]$crc = 0xFFFFFFFFL
    foreach ($byte in $bytes) {
        $crc = $crc -bxor ([uint32]$byte -shl 24)
        foreach ($bit in 1..8) {
            $carry = ($crc -band 0x80000000L) -ne 0
            $crc = [uint32](([uint64]$crc -shl 1) -band 0xFFFFFFFFL)
            if ($carry) { $crc = $crc -bxor 0x04C11DB7 }
        }
    }
    (-bnot $crc) -band 0x3FF
}
