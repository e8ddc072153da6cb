<#
.SYNOPSIS
Brings a used process back to what a fresh one has. Variables are left: the host drops them.

.DESCRIPTION
Cmdlets are named with their module, since the session may have left functions of their names.
#>
param($Baseline)
Microsoft.PowerShell.Utility\Get-EventSubscriber |
    Microsoft.PowerShell.Utility\Unregister-Event
Microsoft.PowerShell.Core\Get-Module | Microsoft.PowerShell.Core\Where-Object {
    -not $_.Path -or -not $_.Path.StartsWith($PSHOME)
} | Microsoft.PowerShell.Core\Remove-Module -Force
foreach ($kind in @('Function', 'Alias')) {
    $before = if ($kind -eq 'Function') { $Baseline.functions } else { $Baseline.aliases }
    foreach ($item in @(Microsoft.PowerShell.Management\Get-ChildItem -Path "${kind}:\")) {
        if (-not $before.ContainsKey($item.Name)) {
            $path = "${kind}:\$([WildcardPattern]::Escape($item.Name))"
            Microsoft.PowerShell.Management\Remove-Item -Path $path -Force
        } elseif ("$($item.Definition)" -ne $before[$item.Name]) {
            $path = "${kind}:\$($item.Name)"
            Microsoft.PowerShell.Management\Set-Item -LiteralPath $path -Force -Value $(
                if ($kind -eq 'Function') {
                    [scriptblock]::Create($before[$item.Name])
                } else {
                    $before[$item.Name]
                }
            )
        }
    }
}
foreach ($name in @([Environment]::GetEnvironmentVariables().Keys)) {
    if (-not $Baseline.environment.ContainsKey($name)) {
        [Environment]::SetEnvironmentVariable($name, $null)
    }
}
foreach ($name in $Baseline.environment.Keys) {
    [Environment]::SetEnvironmentVariable($name, $Baseline.environment[$name])
}
Microsoft.PowerShell.Management\Set-Location -LiteralPath $Baseline.location
