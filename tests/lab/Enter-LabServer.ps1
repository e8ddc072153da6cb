<#
.SYNOPSIS
Turns this process into a server of the lab for the next tests.

.DESCRIPTION
Sets what a session gets from its environment, because Pester runs in one process.
#>
param(
    [Parameter(Mandatory)] [string] $Scenario,
    [Parameter(Mandatory)] [string] $StateFolder,
    [string] $Server = 'node01'
)
$root = Join-Path $PSScriptRoot '../..'
Push-Location $root
try {
    & node --import tsx 'lab/scenarios/write-scenario.ts' $Scenario $StateFolder
    if ($LASTEXITCODE) { throw "Scenario '$Scenario' was not written." }
} finally {
    Pop-Location
}
$env:LAB_STATE_FOLDER = $StateFolder
$env:LAB_SERVER = $Server
$env:COMPUTERNAME = $Server.ToUpperInvariant()
