. (Join-Path $PSScriptRoot '../../state/LabState.ps1')

# The ID in Windows' documents of the events of automatic activation on a host.
$script:activationEvent = 12310

<#
.SYNOPSIS
Returns the events of automatic activation in a server's log. Throws an error that names any other
request.
#>
function Get-WinEvent {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)] [hashtable] $FilterHashtable,
        [ValidateRange(1, [long]::MaxValue)] [long] $MaxEvents = [long]::MaxValue
    )
    foreach ($name in $FilterHashtable.Keys) {
        if ($name -notin 'LogName', 'Id', 'StartTime') {
            throw "The lab does not simulate '$name' in a filter of events."
        }
    }
    if ($FilterHashtable['LogName'] -ne 'Application') {
        throw "The lab does not simulate the log '$($FilterHashtable['LogName'])'."
    }
    if ($FilterHashtable['Id'] -ne $script:activationEvent) {
        throw "The lab does not simulate events of the id '$($FilterHashtable['Id'])'."
    }
    $server = Get-LabServer
    $messages = Get-LogMessage -Language $server.language
    $events = @($server.activationEvents | Sort-Object -Property 'daysAgo' | ForEach-Object {
            New-LogEvent -Event $_ -Server $server -Messages $messages
        })
    $after = $FilterHashtable['StartTime']
    $found = @($events | Where-Object { $null -eq $after -or $_.TimeCreated -ge $after })
    if (-not $found) {
        # As in Windows: an error that doesn't end the caller.
        $exception = [System.Exception]::new($messages['none'])
        $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new(
                $exception, 'NoMatchingEventsFound', 'ObjectNotFound', $null))
        return
    }
    $found | Microsoft.PowerShell.Utility\Select-Object -First ([math]::Min($MaxEvents, 100000))
}

function Get-LogMessage {
    param([string] $Language)
    $file = Join-Path -Path $PSScriptRoot -ChildPath "messages/$Language.psd1"
    Import-PowerShellDataFile -LiteralPath $file
}

function New-LogEvent {
    param($Event, $Server, $Messages)
    $text = $Event.message
    if ($Messages.ContainsKey($text)) { $text = $Messages[$text] }
    [pscustomobject]@{
        PSTypeName = 'System.Diagnostics.Eventing.Reader.EventLogRecord'
        TimeCreated = (Get-Date).AddDays(-$Event.daysAgo)
        ProviderName = $Event.provider
        Id = $script:activationEvent
        Level = [byte]$Event.level
        LogName = 'Application'
        MachineName = $Server.fqdn
        Message = $text
    }
}

Export-ModuleMember -Function 'Get-WinEvent'
