. (Join-Path $PSScriptRoot '../../state/LabState.ps1')
. (Join-Path $PSScriptRoot '../../state/LargeAnswer.ps1')
. (Join-Path $PSScriptRoot 'CimClass.ps1')
. (Join-Path $PSScriptRoot 'ClusterClass.ps1')
. (Join-Path $PSScriptRoot 'HyperVClass.ps1')
. (Join-Path $PSScriptRoot 'LicensingClass.ps1')
. (Join-Path $PSScriptRoot 'WqlFilter.ps1')
. (Join-Path $PSScriptRoot 'Registry.ps1')

<#
.SYNOPSIS
Returns instances of a simulated class. Throws an error that names anything that isn't simulated.
#>
function Get-CimInstance {
    [CmdletBinding(DefaultParameterSetName = 'Class')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ParameterSetName = 'Class')]
        [string] $ClassName,
        [Parameter(ParameterSetName = 'Class')]
        [string] $Filter,
        [Parameter(ParameterSetName = 'Class')]
        [string[]] $Property,
        [Parameter(Mandatory = $true, ParameterSetName = 'Query')]
        [string] $Query,
        [string] $Namespace = 'root/cimv2'
    )
    $asked = @{ ClassName = $ClassName; Filter = $Filter; Property = $Property }
    if ($PSCmdlet.ParameterSetName -eq 'Query') { $asked = ConvertFrom-WqlQuery -Query $Query }
    $wanted = @($asked.Property | Where-Object { $_ -and $_ -ne '*' })
    $condition = if ($asked.Filter) { ConvertFrom-WqlFilter -Filter $asked.Filter }
    $class = @{ ClassName = $asked.ClassName; Namespace = $Namespace; Condition = $condition }
    $instances = @(Get-ClassInstance @class)
    $names = @(Get-ClassProperty -ClassName $asked.ClassName -Instances $instances)
    foreach ($name in $wanted) {
        if ($name -notin $names) {
            throw "The lab does not simulate the property '$name' of $($asked.ClassName)."
        }
    }
    $unwanted = @(if ($wanted) { $names | Where-Object { $_ -notin $wanted } })
    foreach ($instance in $instances) {
        if ($condition -and -not (Test-WqlCondition -Condition $condition -Instance $instance)) {
            continue
        }
        # Windows leaves properties empty that weren't requested.
        foreach ($name in $unwanted) { $instance[$name] = $null }
        $output = [pscustomobject]$instance
        $type = 'Microsoft.Management.Infrastructure.CimInstance'
        $output.PSObject.TypeNames.Insert(0, $type)
        $output.PSObject.TypeNames.Insert(0, "$type#$Namespace/$($asked.ClassName)")
        $output
    }
}

<#
.SYNOPSIS
Calls a method of StdRegProv: reads the registry's values of the operating system.
#>
function Invoke-CimMethod {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [string] $ClassName,
        [Parameter(Mandatory = $true, Position = 2)]
        [Alias('Name')]
        [string] $MethodName,
        [Parameter(Position = 1)]
        [System.Collections.IDictionary] $Arguments = @{},
        [string] $Namespace = 'root/cimv2'
    )
    if ($ClassName -ne 'StdRegProv' -or
        (ConvertTo-NamespaceName $Namespace) -notin 'root/cimv2', 'root/default') {
        throw "The lab does not simulate methods of the class '$ClassName' in '$Namespace'."
    }
    Read-RegistryValue -MethodName $MethodName -Arguments $Arguments
}

Export-ModuleMember -Function 'Get-CimInstance', 'Invoke-CimMethod'
