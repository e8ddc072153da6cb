<#
.SYNOPSIS
Lists what a fresh process has, so that a used one can be cleared.

.DESCRIPTION
It also runs what every script uses, so that the first caller doesn't wait for it to load.
#>
$null = ConvertTo-Json -InputObject @{ ready = $true } -Compress | ConvertFrom-Json
$null = Get-Item -Path Function:\prompt -ErrorAction SilentlyContinue
$null = Select-Object -InputObject 1 -Property Length
$functions = @{}
Get-ChildItem -Path Function:\ | ForEach-Object { $functions[$_.Name] = "$($_.Definition)" }
$aliases = @{}
Get-ChildItem -Path Alias:\ | ForEach-Object { $aliases[$_.Name] = "$($_.Definition)" }
$environment = @{}
Get-ChildItem -Path Env:\ | ForEach-Object { $environment[$_.Name] = "$($_.Value)" }
$variables = @{}
Get-Variable -Scope Global | ForEach-Object { $variables[$_.Name] = $true }
$preferences = @{}
Get-Variable -Scope Global -Name '*Preference' | ForEach-Object {
    $preferences[$_.Name] = if ($_.Value -is [bool]) { $_.Value } else { "$($_.Value)" }
}
@{
    functions = $functions
    variables = $variables
    preferences = $preferences
    aliases = $aliases
    environment = $environment
    location = "$(Get-Location)"
}
