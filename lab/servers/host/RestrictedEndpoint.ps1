<#
.SYNOPSIS
Restricted endpoints: which functions a role may call, and the file that limits a process to them.
#>

$script:rolesWithin = @{
    'Readers' = @('Readers')
    'Hyper-V-Administrators' = @('Readers', 'Hyper-V-Administrators')
    'Administrators' = @('Readers', 'Hyper-V-Administrators', 'Administrators')
}

<#
.SYNOPSIS
Writes the session configuration of a server's endpoint for a role.

.DESCRIPTION
The file also sets the server's environment. The endpoint would refuse a script that sets it
afterwards. A process that is started with that environment would put the developer's own modules
before the server's, and couldn't start at all on Windows if the server's SystemRoot doesn't exist.
#>
function New-EndpointFile {
    param($Request)
    $modules = @(Get-EndpointModule -Folder $Request['moduleFolder'])
    $visible = @($modules | ForEach-Object {
            Get-RoleFunction -Script $_.script -Role $Request['role']
        })
    # An endpoint that names no functions offers all of them. No function has this name.
    if ($visible.Count -eq 0) { $visible = @('-') }
    $environment = ConvertFrom-Json $Request['environment'] -AsHashtable
    $own = Join-Path -Path $PSHOME -ChildPath 'Modules'
    $folders = @(ConvertFrom-Json $Request['modulePath']) + $own
    $environment['PSModulePath'] = $folders -join [System.IO.Path]::PathSeparator
    $file = $Request['file']
    $null = [System.IO.Directory]::CreateDirectory([System.IO.Path]::GetDirectoryName($file))
    $endpoint = @{
        Path = $file
        SessionType = 'RestrictedRemoteServer'
        LanguageMode = 'NoLanguage'
        ModulesToImport = @($modules | ForEach-Object { $_.manifest })
        VisibleFunctions = $visible
        EnvironmentVariables = $environment
    }
    New-PSSessionConfigurationFile @endpoint
}

<#
.SYNOPSIS
The modules of a folder. Each one is in a folder of its own name.
#>
function Get-EndpointModule {
    param([string] $Folder)
    $modules = @(Get-ChildItem -LiteralPath $Folder -Directory | ForEach-Object {
            $start = Join-Path -Path $_.FullName -ChildPath $_.Name
            if (Test-Path -LiteralPath "$start.psd1") {
                @{ manifest = "$start.psd1"; script = "$start.psm1" }
            }
        })
    if ($modules.Count -eq 0) { throw "There is no PowerShell module in '$Folder'." }
    $modules
}

<#
.SYNOPSIS
The names of a module's functions that a role may call, from the .ROLE in their help. Reads them for
each session, because the module may have been generated again.
#>
function Get-RoleFunction {
    param([string] $Script, [string] $Role)
    $faults = $null
    $parser = [System.Management.Automation.Language.Parser]
    $parsed = $parser::ParseFile($Script, [ref]$null, [ref]$faults)
    if ($faults.Count -gt 0) { throw "'$Script' cannot be read: $($faults[0].Message)" }
    foreach ($statement in $parsed.EndBlock.Statements) {
        if ($statement -isnot [System.Management.Automation.Language.FunctionDefinitionAst]) {
            continue
        }
        $help = $statement.GetHelpContent()
        if ($null -ne $help -and "$($help.Role)".Trim() -in $script:rolesWithin[$Role]) {
            $statement.Name
        }
    }
}
