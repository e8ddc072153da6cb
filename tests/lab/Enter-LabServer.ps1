<#
.SYNOPSIS
Makes this process a server of the lab for the tests that follow, and gives what to leave it with.

.DESCRIPTION
What a session is given by its environment is set here by hand, since Pester runs in one process.
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
