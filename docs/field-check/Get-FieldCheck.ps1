<#
.SYNOPSIS
Records how this server answers what the extension asks of it, without product keys and names.

.DESCRIPTION
Reads, and changes nothing, unless -Certificate is given. Runs the extension's own reading scripts,
so that what is recorded is what the extension would get, and notes the shapes of all that they
read: the names and types of properties, not their values. What fails is recorded beside what could
be read.

Product keys are hidden completely, including the last five characters. Names of servers, cluster,
domain, accounts and Azure resources, addresses and identifiers are replaced, each by the same
stand-in wherever it occurs. Before the file is written it is searched for all of them once more;
where one is left, nothing is written.

Hide-Identity.ps1, Get-ServerActivation.ps1 and Get-ClusterServer.ps1 have to be in the folder of
this script.

.PARAMETER Path
The file to write. It must not be there yet.

.PARAMETER Certificate
Also tries what applying a key under application control needs: makes a certificate on this server,
decrypts a harmless sentence with it, and removes it, first here and then in a remote session to
this server, as Windows Admin Center opens one. Test-KeyCertificate.ps1 has to be beside this script
as well.

.OUTPUTS
The path of the file that was written.
#>
param (
    [string]
    $Path = 'field-check.json',

    [switch]
    $Certificate
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

function Find-Script {
    param ([string] $Name)

    # Beside this script on a server that it was copied to; else in the repository's place for it.
    foreach ($folder in $PSScriptRoot, "$PSScriptRoot/../../src/resources/scripts") {
        $file = Join-Path -Path $folder -ChildPath "$Name.ps1"
        if (Test-Path -LiteralPath $file) {
            return $file
        }
    }
    throw "$Name.ps1 is missing: copy it into the folder of this script."
}

function Get-Fault {
    param ($ErrorRecord)

    [ordered] @{
        error     = "$($ErrorRecord.Exception.Message)"
        errorId   = "$($ErrorRecord.FullyQualifiedErrorId)"
        errorType = "$(@($ErrorRecord.Exception.PSObject.TypeNames)[0])"
        errorCode = '0x{0:X8}' -f $ErrorRecord.Exception.HResult
    }
}

function Read-Part {
    param ([scriptblock] $Read)

    # One part that fails takes nothing else with it.
    try {
        & $Read
    } catch {
        Get-Fault -ErrorRecord $_
    }
}

function ConvertTo-SortedTable {
    param ([object[]] $Row)

    # Several rows are parts of one answer.
    $table = [ordered] @{}
    $properties = @($Row | ForEach-Object { $_.PSObject.Properties })
    foreach ($property in $properties | Sort-Object -Property Name) {
        $table[$property.Name] = $property.Value
    }
    $table
}

function Test-PropertyBag {
    param ($Value)

    # Of Windows' own types and of enumerations the name says it all; WMI's objects have whole
    # classes hanging on to them.
    $type = "$(@($Value.PSObject.TypeNames)[0])"
    $bags = '^(?:System\.Management\.Automation\.PSCustomObject|System\.Collections\.Hashtable)$'
    $null -ne $Value -and $null -eq ($Value -as [int]) -and ($type -match $bags -or
        $type -notmatch '^(?:System|Microsoft\.Management\.Infrastructure)\.')
}

function Get-PropertyShape {
    param ($Property, [int] $Depth)

    $shape = [ordered] @{ name = $Property.Name; type = "$($Property.TypeNameOfValue)" }
    if ($Depth -gt 0) {
        $inner = $null
        try {
            $inner = @($Property.Value)[0]
        } catch {
            # A property that can't be read has a name and a type all the same.
            $inner = $null
        }
        if (Test-PropertyBag -Value $inner) {
            $shape.properties = @(Get-MemberShape -Value $inner -Depth ($Depth - 1))
        }
    }
    $shape
}

function Get-MemberShape {
    param ($Value, [int] $Depth)

    foreach ($property in $Value.PSObject.Properties) {
        Get-PropertyShape -Property $property -Depth $Depth
    }
}

function Get-Shape {
    param ([object[]] $Values, [int] $Depth)

    $shapes = [ordered] @{}
    foreach ($value in @($Values | Where-Object { $null -ne $_ })) {
        $shape = [ordered] @{ types = @($value.PSObject.TypeNames) }
        if ($value -isnot [string]) {
            $shape.properties = @(Get-MemberShape -Value $value -Depth $Depth)
        }
        $shapes[(ConvertTo-Json -InputObject $shape -Depth 9 -Compress)] = $shape
    }
    [ordered] @{ count = $Values.Count; shapes = @($shapes.Values) }
}

function Read-Cmdlet {
    param ([string] $Name)

    if ($null -eq (Get-Command -Name $Name -ErrorAction SilentlyContinue)) {
        return [ordered] @{ missing = $true }
    }
    Read-Part {
        # Records warnings and other messages by type only, and doesn't print them.
        Get-Shape -Values @(& $Name *>&1) -Depth 2
    }
}

function Read-Class {
    param ([hashtable] $Query)

    Read-Part {
        Import-Module -Name CimCmdlets
        Get-Shape -Values @(Get-CimInstance @Query)
    }
}

function Read-Module {
    $folder = "$env:SystemRoot\System32\WindowsPowerShell\v1.0\Modules\ServerAVMAManager"
    $common = 'Verbose', 'Debug', 'ErrorAction', 'WarningAction', 'InformationAction',
        'ProgressAction', 'ErrorVariable', 'WarningVariable', 'InformationVariable', 'OutVariable',
        'OutBuffer', 'PipelineVariable'
    $found = @(Get-Module -Name ServerAVMAManager -ListAvailable)
    $loaded = @(Get-Module -Name ServerAVMAManager)
    $commands = @(Get-Command -Module ServerAVMAManager | Sort-Object -Property Name)
    [ordered] @{
        foundVersions  = @($found | ForEach-Object { "$($_.Version)" })
        loadedVersions = @($loaded | ForEach-Object { "$($_.Version)" })
        isAtPath       = Test-Path -LiteralPath "$folder\ServerAVMAMAnager.psm1"
        commands       = @(foreach ($command in $commands) {
                $names = @($command.Parameters.Keys | Where-Object { $_ -notin $common })
                [ordered] @{ name = $command.Name; parameters = @($names | Sort-Object) }
            })
    }
}

function Read-PowerShell {
    [ordered] @{
        version      = "$($PSVersionTable.PSVersion)"
        edition      = "$($PSVersionTable.PSEdition)"
        languageMode = "$($ExecutionContext.SessionState.LanguageMode)"
        language     = "$((Get-UICulture).Name)"
    }
}

function Read-Shape {
    $windows = '55c92734-d682-4d71-983e-d6ec3f16059f'
    # As the extension asks: other properties take seconds, other products are not Windows.
    $products = @{
        ClassName = 'SoftwareLicensingProduct'
        Filter    = "ApplicationID = '$windows' AND PartialProductKey IS NOT NULL"
        Property  = 'Name', 'Description', 'LicenseFamily', 'LicenseStatus', 'LicenseStatusReason',
            'PartialProductKey', 'ProductKeyChannel', 'GracePeriodRemaining'
    }
    $cluster = @{ Namespace = 'root/MSCluster'; ClassName = 'MSCluster_Cluster' }
    $node = @{ Namespace = 'root/MSCluster'; ClassName = 'MSCluster_Node' }
    [ordered] @{
        powerShell                = Read-Part { Read-PowerShell }
        activationModule          = Read-Part { Read-Module }
        missingModule             = Read-Part { Import-Module -Name NoModuleOfThisName }
        getVMAutomaticActivation  = Read-Cmdlet -Name Get-VMAutomaticActivation
        getAzureStackHCI          = Read-Cmdlet -Name Get-AzureStackHCI
        getSubscriptionStatus     = Read-Cmdlet -Name Get-AzureStackHCISubscriptionStatus
        getCluster                = Read-Cmdlet -Name Get-Cluster
        getClusterNode            = Read-Cmdlet -Name Get-ClusterNode
        clusterClass              = Read-Class -Query $cluster
        nodeClass                 = Read-Class -Query $node
        softwareLicensingProduct  = Read-Class -Query $products
        operatingSystem           = Read-Class -Query @{ ClassName = 'Win32_OperatingSystem' }
    }
}

function Read-Server {
    $script = Find-Script -Name Get-ClusterServer
    Read-Part { & $script | ForEach-Object { ConvertTo-SortedTable -Row $_ } }
}

function Read-Activation {
    Read-Part { ConvertTo-SortedTable -Row @(& (Find-Script -Name Get-ServerActivation)) }
}

function Test-OwnName {
    param ([object[]] $Servers)

    # Whether this server's own full name is in the cluster's list.
    Read-Part {
        Import-Module -Name CimCmdlets
        $computer = Get-CimInstance -ClassName Win32_ComputerSystem
        "$($computer.DNSHostName).$($computer.Domain)" -in @($Servers | ForEach-Object { $_.fqdn })
    }
}

function Read-Policy {
    Import-Module -Name CimCmdlets
    $guard = Get-CimInstance -Namespace root/Microsoft/Windows/DeviceGuard Win32_DeviceGuard
    # 0 is off, 1 audit, 2 enforced: for drivers, and for programs and scripts.
    [ordered] @{
        kernelMode = $guard.CodeIntegrityPolicyEnforcementStatus
        userMode   = $guard.UsermodeCodeIntegrityPolicyEnforcementStatus
    }
}

function Test-CertificateRemotely {
    param ([string] $File)

    # The file is sent as text, like the extension's scripts.
    $remote = @{
        ComputerName  = $env:COMPUTERNAME
        FilePath      = $File
        SessionOption = New-PSSessionOption -OpenTimeout 15000 -OperationTimeout 60000
    }
    Invoke-Command @remote
}

function Write-LeftWarning {
    param ($Answer)

    foreach ($store in @($Answer.left | Where-Object { $_ })) {
        Write-Warning ("The check's certificate is still in $store. Remove it: Get-ChildItem " +
            "$store | Where-Object Subject -eq 'CN=ActivateWindowsServerVms field check' | " +
            'Remove-Item -DeleteKey')
    }
}

function Test-Certificate {
    $script = Find-Script -Name Test-KeyCertificate
    $answers = [ordered] @{
        policy = Read-Part { Read-Policy }
        here   = Read-Part { & $script | ConvertFrom-Json }
        remote = Read-Part { Test-CertificateRemotely -File $script | ConvertFrom-Json }
    }
    Write-LeftWarning -Answer $answers.here
    Write-LeftWarning -Answer $answers.remote
    $answers
}

# What must not be in the recording: { text, kind }.
$names = @()

function Add-Name {
    param ([string] $Kind, $Texts)

    # Every Windows has these accounts and groups, so they don't identify anyone.
    $everywhere = 'system', 'administrator', 'workgroup', 'localhost', 'windows user'
    foreach ($text in $Texts) {
        $name = "$text".Trim().TrimEnd('.')
        if ($name -and $name -notin $everywhere -and $name -notin $script:names.text) {
            $script:names += @{ text = $name; kind = $Kind }
        }
    }
}

function Add-DomainName {
    param ($Texts)

    foreach ($text in $Texts) {
        # The domain, those above it, and each label but the last: contoso in contoso.com.
        $labels = @("$text".Trim('.') -split '\.' | Where-Object { $_ })
        for ($at = 0; $at + 1 -lt $labels.Count; $at++) {
            Add-Name -Kind dnsDomain -Texts ($labels[$at..($labels.Count - 1)] -join '.')
            Add-Name -Kind domain -Texts $labels[$at]
        }
        if ($labels.Count -eq 1) {
            Add-Name -Kind domain -Texts $labels[0]
        }
    }
}

function Add-ServerName {
    param ([object[]] $Servers)

    foreach ($server in $Servers) {
        $null, $domain = "$($server.fqdn)" -split '\.', 2
        Add-Name -Kind server -Texts $server.name
        Add-DomainName -Texts $domain
    }
    Add-Name -Kind server -Texts $env:COMPUTERNAME
    Add-Name -Kind other -Texts "$env:LOGONSERVER".Trim('\'), $env:CLIENTNAME
    Add-DomainName -Texts $env:USERDNSDOMAIN, $env:USERDOMAIN
    Add-Name -Kind user -Texts $env:USERNAME, ("$env:USERPROFILE" -split '[\\/]')[-1]
}

function Add-SystemName {
    Import-Module -Name CimCmdlets
    $computer = Get-CimInstance -ClassName Win32_ComputerSystem
    Add-Name -Kind server -Texts $computer.Name, $computer.DNSHostName
    Add-DomainName -Texts $computer.Domain
    Add-Name -Kind user -Texts ("$($computer.UserName)" -split '\\')[-1], $computer.PrimaryOwnerName
    $system = Get-CimInstance -ClassName Win32_OperatingSystem
    Add-Name -Kind user -Texts $system.RegisteredUser, $system.Organization
}

function Add-ClusterName {
    try {
        $cluster = Get-Cluster
        Add-Name -Kind cluster -Texts $cluster.Name
        Add-DomainName -Texts $cluster.Domain
    } catch {
        # Without the clustering tools WMI has the name.
        Import-Module -Name CimCmdlets
        $cluster = Get-CimInstance -Namespace root/MSCluster -ClassName MSCluster_Cluster
        $name, $domain = "$($cluster.Fqdn)" -split '\.', 2
        Add-Name -Kind cluster -Texts $name, $cluster.Name
        Add-DomainName -Texts $domain
    }
}

function Add-AzureName {
    $azure = Get-AzureStackHCI
    Add-Name -Kind resource -Texts $azure.AzureResourceName
    # What is in every such address is no name.
    $common = 'subscriptions', 'resourceGroups', 'providers', 'Microsoft.AzureStackHCI', 'clusters'
    $parts = "$($azure.AzureResourceUri)" -split '/'
    Add-Name -Kind resource -Texts ($parts | Where-Object { $_ -notin $common })
}

$folder = Split-Path -Path (Find-Script -Name answers/Hide-ProductKey) -Parent
$parts = @(Get-ChildItem -Path "$folder/*.ps1" | ForEach-Object { $_.FullName })
$servers = @(Read-Server)
$recording = [ordered] @{
    schema          = 1
    activation      = Read-Activation
    servers         = $servers
    isOwnNameListed = Test-OwnName -Servers $servers
    shapes          = Read-Shape
}
if ($Certificate) {
    $recording.certificate = Test-Certificate
}
Add-ServerName -Servers $servers
foreach ($source in 'Add-SystemName', 'Add-ClusterName', 'Add-AzureName') {
    # What could not be asked for its names could not be recorded either.
    $null = Read-Part { & $source }
}
Add-Name -Kind folder -Texts $PSScriptRoot

if (Test-Path -LiteralPath $Path) {
    throw "$Path is there already: name another file with -Path."
}
$scripts = 'Get-FieldCheck', 'Hide-Identity', 'Get-ServerActivation', 'Get-ClusterServer' |
    ForEach-Object { Find-Script -Name $_ }
$hide = @{
    Recording  = $recording
    Names      = $names
    Vocabulary = "$(@($scripts) + $parts | ForEach-Object { Get-Content -Raw -LiteralPath $_ })"
}
$json = & (Find-Script -Name Hide-Identity) @hide
Set-Content -LiteralPath $Path -Value $json -Encoding Ascii
(Resolve-Path -LiteralPath $Path).ProviderPath
