@{
    RootModule = 'AzureStackHCI.psm1'
    ModuleVersion = '1.0'
    GUID = '5f7a0c3e-2b61-4e0d-8a94-6d0c1f7e2a10'
    Description = 'Stands in for the module of this name on a server from before subscriptions.'
    FunctionsToExport = @('Get-AzureStackHCI')
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
}
