@{
    RootModule = 'CimCmdlets.psm1'
    ModuleVersion = '1.0.0.0'
    GUID = 'c0d5c2fb-8a55-4f0e-8d36-5b7e5f4f6a02'
    Description = 'Stands in for the module of this name on a simulated server.'
    FunctionsToExport = @('Get-CimInstance', 'Invoke-CimMethod')
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
}
