<#
.SYNOPSIS
Clears a used process, so that it is like a fresh one. Throws if that isn't possible.

.DESCRIPTION
Calls cmdlets with their module's name, because the session may have left functions of the same
name. Runspaces have their own method that removes variables. It blocks the caller until the process
answers, which may hang, and it keeps everything else.
#>
param($Baseline)
$ErrorActionPreference = 'Stop'
# .NET keeps for as long as a process lives whose certificates it has looked at.
$certificates = '^(System\.Security\.Cryptography\.Pkcs$|CertificateProvider-)'
foreach ($assembly in [System.AppDomain]::CurrentDomain.GetAssemblies()) {
    if ($assembly.GetName().Name -match $certificates) {
        throw 'This process would go on with the certificates of the server that it has played.'
    }
}
Microsoft.PowerShell.Core\Get-Job | Microsoft.PowerShell.Core\Remove-Job -Force
Microsoft.PowerShell.Utility\Get-EventSubscriber |
    Microsoft.PowerShell.Utility\Unregister-Event
Microsoft.PowerShell.Core\Get-Module | Microsoft.PowerShell.Core\Where-Object {
    -not $_.Path -or -not $_.Path.StartsWith($PSHOME)
} | Microsoft.PowerShell.Core\Remove-Module -Force
foreach ($kind in @('Function', 'Alias')) {
    $before = if ($kind -eq 'Function') { $Baseline.functions } else { $Baseline.aliases }
    $present = @{}
    foreach ($item in @(Microsoft.PowerShell.Management\Get-ChildItem -Path "${kind}:\")) {
        $present[$item.Name] = "$($item.Definition)"
        if (-not $before.ContainsKey($item.Name)) {
            $path = "${kind}:\$([WildcardPattern]::Escape($item.Name))"
            Microsoft.PowerShell.Management\Remove-Item -Path $path -Force
        }
    }
    foreach ($name in @($before.Keys)) {
        if ($present[$name] -ceq $before[$name]) { continue }
        $value = $before[$name]
        if ($kind -eq 'Function') { $value = [scriptblock]::Create($value) }
        $path = "${kind}:\$([WildcardPattern]::Escape($name))"
        Microsoft.PowerShell.Management\Set-Item -Path $path -Value $value -Force
    }
}
foreach ($name in @([Environment]::GetEnvironmentVariables().Keys)) {
    if (-not $Baseline.environment.ContainsKey($name)) {
        [Environment]::SetEnvironmentVariable($name, $null)
    }
}
foreach ($name in @($Baseline.environment.Keys)) {
    [Environment]::SetEnvironmentVariable($name, $Baseline.environment[$name])
}
Microsoft.PowerShell.Management\Set-Location -LiteralPath $Baseline.location
# PowerShell's own variables. They appear after a script file has run, and come from no session.
$automatic = 'PSCommandPath', 'PSScriptRoot', 'PSBoundParameters', 'MyInvocation', 'args', 'input'
# Removing a constant throws, and then the process isn't used again.
$global:Error.Clear()
$global:PSDefaultParameterValues.Clear()
foreach ($variable in @(Microsoft.PowerShell.Utility\Get-Variable -Scope Global)) {
    $known = $Baseline.variables.ContainsKey($variable.Name) -or $variable.Name -in $automatic
    if (-not $known) {
        $name = [WildcardPattern]::Escape($variable.Name)
        Microsoft.PowerShell.Utility\Remove-Variable -Name $name -Scope Global -Force
    }
}
foreach ($name in @($Baseline.preferences.Keys)) {
    $value = $Baseline.preferences[$name]
    Microsoft.PowerShell.Utility\Set-Variable -Name $name -Value $value -Scope Global -Force
}
