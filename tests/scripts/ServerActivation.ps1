<#
.SYNOPSIS
A server's answers to the calls of Get-ServerActivation, for its tests.
#>

# Stand-ins, because Pester can only mock existing commands.
function Get-VMAutomaticActivation { }
function Get-AzureStackHCI { }
function Get-AzureStackHCISubscriptionStatus { }
function Get-CimInstance { param ($ClassName, $Filter, $Property) }
function Invoke-CimMethod { param ($Namespace, $ClassName, $MethodName, $Arguments) }

<#
.SYNOPSIS
Runs the script and merges its objects into one.
#>
function Invoke-Reading {
    $whole = [ordered] @{}
    foreach ($part in @(& $script)) {
        foreach ($property in $part.PSObject.Properties) {
            $whole[$property.Name] = $property.Value
        }
    }
    [pscustomobject] $whole
}

function New-NotFound {
    $exception = [System.IO.FileNotFoundException]::new('Kein Modul dieses Namens')
    $id = 'Modules_ModuleNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand'
    [System.Management.Automation.ErrorRecord]::new(
        $exception, $id, 'ResourceUnavailable', $null)
}

<#
.SYNOPSIS
Mocks all calls of the script as on an activated server.
#>
function Set-ServerMock {
    Mock Import-Module { }
    Mock Get-Module { [pscustomobject] @{ Version = [version] '1.1' } }
    Mock Get-VMAutomaticActivation { [pscustomobject] @{ Status = 'Activated' } }
    Mock Get-AzureStackHCISubscriptionStatus {
        [pscustomobject] @{ SubscriptionName = 'Windows Server Subscription'; Status = 'Active' }
    }
    Mock Get-AzureStackHCI {
        $noon = [datetime]::new(2026, 3, 1, 12, 0, 0, [DateTimeKind]::Utc)
        [pscustomobject] @{ LastConnected = $noon }
    }
    Mock Get-CimInstance {
        if ($ClassName -eq 'Win32_OperatingSystem') {
            [pscustomobject] @{
                Caption = 'Microsoft Azure Stack HCI'; Version = '10.0.20349'
                BuildNumber = '20349'; OperatingSystemSKU = [uint32] 406
            }
        }
    }
    Mock Invoke-CimMethod {
        if ($MethodName -eq 'GetDWORDValue') {
            [pscustomobject] @{ ReturnValue = 0; uValue = [uint32] 2700 }
        } else {
            [pscustomobject] @{ ReturnValue = 0; sValue = '22H2' }
        }
    }
}
