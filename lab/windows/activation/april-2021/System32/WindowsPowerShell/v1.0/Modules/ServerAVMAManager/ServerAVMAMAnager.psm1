# Servers of April 2021 have the module here, and don't find it by its name.
. (Join-Path $PSScriptRoot '../../../../../../ServerActivation.ps1')

Export-ModuleMember -Function 'Get-VMAutomaticActivation', 'Set-VMAutomaticActivation'
