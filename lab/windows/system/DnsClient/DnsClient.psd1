@{
    RootModule = 'DnsClient.psm1'
    ModuleVersion = '1.0.0.0'
    GUID = '0c6b1a52-77d5-4f0e-9a3e-6f2d5b8c4e07'
    Description = 'Stands in for the module of this name on a simulated server.'
    FunctionsToExport = @('Resolve-DnsName')
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
}
