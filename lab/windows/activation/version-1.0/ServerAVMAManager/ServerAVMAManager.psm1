. (Join-Path $PSScriptRoot '../../ServerActivation.ps1')

Export-ModuleMember -Function 'Get-VMAutomaticActivation', 'Set-VMAutomaticActivation'
