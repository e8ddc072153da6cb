@{
    RootModule = 'PKI.psm1'
    ModuleVersion = '1.0.0.0'
    GUID = '7d2f0e4c-51b8-4c0b-9f0e-2a6c9d1e8b35'
    Description = 'Stands in for the module of this name on a simulated server.'
    FunctionsToExport = @('New-SelfSignedCertificate')
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
}
