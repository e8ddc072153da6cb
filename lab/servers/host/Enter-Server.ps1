<#
.SYNOPSIS
Gives this process the environment of a server. It's all that the process knows of the server.

.DESCRIPTION
PowerShell finds modules only in the server's folders and among its own: a server doesn't have the
modules that the developer has installed.

Under application control, everything that runs from now on is in Constrained Language mode, except
for the trusted modules: functions keep the language mode that their module was loaded in.
#>
param($Server)
foreach ($name in $Server.environment.Keys) {
    [Environment]::SetEnvironmentVariable($name, $Server.environment[$name])
}
$own = Join-Path -Path $PSHOME -ChildPath 'Modules'
$env:PSModulePath = (@($Server.modulePath) + $own) -join [System.IO.Path]::PathSeparator
if ($null -ne $Server.trustedModules) {
    # Where scripts are restricted, they're often recorded too.
    $file = "transcripts/$env:LAB_SERVER-$PID.txt"
    $null = Start-Transcript -Path (Join-Path -Path $env:LAB_STATE_FOLDER -ChildPath $file) -Force
    Import-Module -Name $Server.trustedModules -ErrorAction Stop
    $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
}
