# Runs test files, or all below a folder, and writes how many passed, failed, and were skipped.
# Separate several paths as in PATH.
param (
    [Parameter(Mandatory)] [string] $Pester,
    [Parameter(Mandatory)] [string] $Tests,
    [Parameter(Mandatory)] [string] $Report
)
$ErrorActionPreference = 'Stop'
Import-Module $Pester
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Tests -split [System.IO.Path]::PathSeparator
$configuration.Run.PassThru = $true
# One line for each file, and full output for failures, because others may print at the same time.
$configuration.Output.Verbosity = 'Normal'
$configuration.Output.RenderMode = 'Plaintext'
$result = Invoke-Pester -Configuration $configuration

# A file or block that can't be set up contains tests that didn't run, so it counts as one
# failure.
$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
$leftOut = @($result.Skipped; $result.NotRun; $result.Inconclusive).Where({ $_ })
[ordered] @{
    passed = $result.PassedCount
    failed = $failed
    leftOut = @($leftOut.ForEach({ $_.ExpandedPath }))
} | ConvertTo-Json | Set-Content -LiteralPath $Report
if ($failed -gt 0) { exit 1 }
