@{
    RootModule = 'AzureStackHCI.psm1'
    ModuleVersion = '2.0'
    GUID = '5f7a0c3e-2b61-4e0d-8a94-6d0c1f7e2a20'
    Description = 'Stands in for the module of this name on a simulated server.'
    FunctionsToExport = @('Get-AzureStackHCI', 'Get-AzureStackHCISubscriptionStatus')
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
}
