<#
.SYNOPSIS
The simulated classes of WMI: ordered tables, one for each instance.
#>

<#
.SYNOPSIS
A namespace's name in one spelling.
#>
function ConvertTo-NamespaceName {
    param([string] $Namespace)
    $Namespace.Replace('\', '/').Trim('/').ToLowerInvariant()
}

<#
.SYNOPSIS
Returns all instances of a class, or throws an error that names what isn't simulated. A condition
can save creating instances that it would filter out.
#>
function Get-ClassInstance {
    param([string] $ClassName, [string] $Namespace, $Condition)
    $where = ConvertTo-NamespaceName $Namespace
    if ($where -eq 'root/mscluster') {
        return Get-ClusterInstance -ClassName $ClassName -Condition $Condition
    }
    if ($where -eq 'root/virtualization/v2') { return Get-HyperVInstance -ClassName $ClassName }
    if ($where -ne 'root/cimv2') {
        throw "The lab does not simulate the namespace '$Namespace' (class '$ClassName')."
    }
    switch ($ClassName) {
        'SoftwareLicensingProduct' { Get-ReadableLicensingProduct }
        'SoftwareLicensingService' { Get-LicensingService }
        'Win32_OperatingSystem' { Get-OperatingSystem }
        'Win32_ComputerSystem' { Get-ComputerSystem }
        default { throw "The lab does not simulate the class '$ClassName'." }
    }
}

<#
.SYNOPSIS
The names of a class's properties.
#>
function Get-ClassProperty {
    param([string] $ClassName, $Instances)
    foreach ($known in $script:hyperVProperties, $script:clusterProperties) {
        if ($known.ContainsKey($ClassName)) { return $known[$ClassName] }
    }
    # All instances of the other classes have the same properties, and there is always one
    # instance.
    if ($Instances.Count) { $Instances[0].Keys }
}

<#
.SYNOPSIS
The licensing products. Throws if this server's licensing can't be read.
#>
function Get-ReadableLicensingProduct {
    $text = (Get-LabServer).licensingErrorText
    if ($text) { throw $text }
    Get-LicensingProduct
}

function Get-OperatingSystem {
    $server = Get-LabServer
    $system = $server.operatingSystem
    $languageIds = @{ 'en-US' = 1033; 'de-DE' = 1031 }
    [ordered]@{
        Caption = $system.caption
        Version = $system.version
        BuildNumber = $system.buildNumber
        OperatingSystemSKU = [uint32]$system.sku
        ProductType = [uint32]3
        CSName = $env:COMPUTERNAME
        OSArchitecture = '64-bit'
        OSLanguage = [uint32]$languageIds[$server.language]
    }
}

function Get-ComputerSystem {
    $server = Get-LabServer
    [ordered]@{
        Name = $env:COMPUTERNAME
        DNSHostName = $server.name
        Domain = $server.fqdn.Substring($server.name.Length + 1)
        PartOfDomain = $true
        Manufacturer = 'Contoso'
        Model = 'Simulated server'
    }
}
