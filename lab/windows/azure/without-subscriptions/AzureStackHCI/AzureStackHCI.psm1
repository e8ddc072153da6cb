. (Join-Path $PSScriptRoot '../../AzureConnection.ps1')

Export-ModuleMember -Function 'Get-AzureStackHCI'
