<#
.SYNOPSIS
Gives this process the environment of a server, which is all that it knows of it.

.DESCRIPTION
Modules are found in the server's folders and among PowerShell's own, and nowhere else: what the
developer has installed is not on a server.
#>
param($Server)
foreach ($name in $Server.environment.Keys) {
    [Environment]::SetEnvironmentVariable($name, $Server.environment[$name])
}
$own = Join-Path -Path $PSHOME -ChildPath 'Modules'
$env:PSModulePath = (@($Server.modulePath) + $own) -join [System.IO.Path]::PathSeparator
