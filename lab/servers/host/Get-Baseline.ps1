<#
.SYNOPSIS
Tells what a fresh process has, so that a used one can be brought back to it.

.DESCRIPTION
It also uses what every script uses, so that a first caller does not wait for it to be loaded.
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
