<#
.SYNOPSIS
Gives this process the environment of a server, which is all that it knows of it.

.DESCRIPTION
Modules are found in the server's folders and among PowerShell's own, and nowhere else: what the
developer has installed is not on a server.

Under application control all that runs from then on is in Constrained Language, but for the trusted
modules: functions keep the language mode that their module was loaded in.
#>
param($Server)
foreach ($name in $Server.environment.Keys) {
    [Environment]::SetEnvironmentVariable($name, $Server.environment[$name])
}
$own = Join-Path -Path $PSHOME -ChildPath 'Modules'
$env:PSModulePath = (@($Server.modulePath) + $own) -join [System.IO.Path]::PathSeparator
if ($null -ne $Server.trustedModules) {
    Import-Module -Name $Server.trustedModules -ErrorAction Stop
    $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
}
