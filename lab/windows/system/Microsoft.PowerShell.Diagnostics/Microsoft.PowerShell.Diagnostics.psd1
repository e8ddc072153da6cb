@{
    RootModule = 'Microsoft.PowerShell.Diagnostics.psm1'
    ModuleVersion = '3.0.0.0'
    GUID = '4a1c7d0b-6b0e-4f4c-9a53-0c2f6f6f1b03'
    Description = 'Stands in for the module of this name on a simulated server.'
    FunctionsToExport = @('Get-WinEvent')
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
}
