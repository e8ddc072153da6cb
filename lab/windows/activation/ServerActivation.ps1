<#
.SYNOPSIS
The cmdlets of ServerAVMAManager, over a simulated activation service.
#>

. (Join-Path $PSScriptRoot '../state/LabState.ps1')
. (Join-Path $PSScriptRoot 'ActivationService.ps1')
. (Join-Path $PSScriptRoot 'AnswerDialect.ps1')

<#
.SYNOPSIS
Tells how this server's automatic virtual machine activation stands.
#>
function Get-VMAutomaticActivation {
    [CmdletBinding()]
    param()
    Add-LabRecord -Cmdlet 'Get-VMAutomaticActivation'
    $server = Get-LabServer
    $fault = @{ Code = $server.statusError; Text = $server.statusErrorText; Server = $server }
    if ($fault.Code -or $fault.Text) {
        $PSCmdlet.ThrowTerminatingError((New-ActivationError @fault))
    }
    ConvertTo-Answer -Dialect $server.answerDialect -Activation (Get-LabActivation)
}

<#
.SYNOPSIS
Gives this server a host key, and activates it.
#>
function Set-VMAutomaticActivation {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [string] $ProductKey
    )
    Add-LabRecord -Cmdlet 'Set-VMAutomaticActivation' -Parameters @{ ProductKey = $ProductKey }
    # About what asking an activation service takes.
    Start-Sleep -Milliseconds 300
    $server = Get-LabServer
    $fault = @{
        Code = $server.applyError
        Text = $server.applyErrorText
        Server = $server
        ProductKey = $ProductKey
    }
    if (-not $fault.Code -and -not $fault.Text) {
        $fault.Code = Set-HostKey -ProductKey $ProductKey -Server $server
    }
    if ($fault.Code -or $fault.Text) {
        $PSCmdlet.ThrowTerminatingError((New-ActivationError @fault))
    }
    ConvertTo-Answer -Dialect $server.answerDialect -Activation (Get-LabActivation)
}
