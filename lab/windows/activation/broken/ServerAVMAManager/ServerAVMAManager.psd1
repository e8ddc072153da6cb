@{
    RootModule = 'ServerAVMAManager.psm1'
    ModuleVersion = '1.1'
    GUID = '3f0c1a55-7d0e-4c38-9a63-6b3b7d5f1c12'
    Description = 'Stands in for the module of this name on a simulated server: out of order.'
    FunctionsToExport = @('Get-VMAutomaticActivation', 'Set-VMAutomaticActivation')
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
}
