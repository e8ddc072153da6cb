<#
.SYNOPSIS
A script with the parts that it shares with others in their places, as the build has it.
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
What the build makes of a script: without comments, in a function of another name.
#>
function Get-SentText {
    param ([string] $Path)

    $text = (Get-WholeText -Path $Path) -replace '(?s)<#.*?#>'
    $lines = $text -split "`r?`n" | ForEach-Object { $_.Trim() } | Where-Object {
        $_ -and -not $_.StartsWith('#')
    }
    "function SmeSubmit {`n$($lines -join "`n")`n}`nSmeSubmit"
}
