@{
    RootModule = 'FailoverClusters.psm1'
    ModuleVersion = '2.0.0.0'
    GUID = '9b1f6e0a-52d6-4a0b-8f57-2f6a4c0d7e01'
    Description = 'Stands in for the module of this name on a simulated server.'
    FunctionsToExport = @('Get-Cluster', 'Get-ClusterNode')
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
}
