<#
.SYNOPSIS
Loads the module ServerAVMAManager, and fails if there is none.

.PARAMETER Found
Receives how the module was found, as source: name or path; null if it wasn't found.
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
        # Servers updated in April 2021 only find it by its path.
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
