<#
.SYNOPSIS
Loads the module ServerAVMAManager, and fails where there is none.

.PARAMETER Found
Is told, as source, how the module was found: name or path; null where it was not.
#>
function Import-ActivationModule {
    param ([hashtable] $Found)

    $quiet = @{ DisableNameChecking = $true; WarningAction = 'SilentlyContinue' }
    $Found.source = 'name'
    try {
        $null = Import-Module -Name ServerAVMAManager @quiet
    } catch {
        if ("$($_.FullyQualifiedErrorId)" -notlike 'Modules_ModuleNotFound*') {
            throw
        }
        # Servers updated in April 2021 have it where only its path leads to it.
        $Found.source = $null
        $folder = "$env:SystemRoot\System32\WindowsPowerShell\v1.0\Modules\ServerAVMAManager"
        $path = "$folder\ServerAVMAMAnager.psm1"
        if (-not (Test-Path -LiteralPath $path)) {
            throw
        }
        $Found.source = 'path'
        $null = Import-Module -Name $path @quiet
    }
}
