# Runs every *.Tests.ps1 below a folder and writes how many passed, failed and were left out.
param (
    [Parameter(Mandatory)] [string] $Pester,
    [Parameter(Mandatory)] [string] $Tests,
    [Parameter(Mandatory)] [string] $Report
)
$ErrorActionPreference = 'Stop'
Import-Module $Pester
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Tests
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$configuration.Output.RenderMode = 'Plaintext'
$result = Invoke-Pester -Configuration $configuration

# A file or block that cannot be set up holds tests that did not run: it failed, once.
$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
$leftOut = @($result.Skipped; $result.NotRun; $result.Inconclusive).Where({ $_ })
[ordered] @{
    passed = $result.PassedCount
    failed = $failed
    leftOut = @($leftOut.ForEach({ $_.ExpandedPath }))
} | ConvertTo-Json | Set-Content -LiteralPath $Report
if ($failed -gt 0) { exit 1 }
