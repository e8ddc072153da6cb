<#
.SYNOPSIS
Returns a script with its shared parts in place, as the build does.
#>
function Get-WholeText {
    param ([string] $Path)

    $folder = Split-Path -Path $Path -Parent
    $text = Get-Content -Raw $Path
    foreach ($part in [regex]::Matches($text, '(?m)^\. "\$PSScriptRoot/(.*)"$')) {
        $within = Get-Content -Raw (Join-Path $folder $part.Groups[1].Value)
        $text = $text.Replace($part.Value, $within)
    }
    $text
}

<#
.SYNOPSIS
Returns a script as the build makes it: without comments, in a function with another name.
#>
function Get-SentText {
    param ([string] $Path)

    $text = (Get-WholeText -Path $Path) -replace '(?s)<#.*?#>'
    $lines = $text -split "`r?`n" | ForEach-Object { $_.Trim() } | Where-Object {
        $_ -and -not $_.StartsWith('#')
    }
    "function SmeSubmit {`n$($lines -join "`n")`n}`nSmeSubmit"
}
