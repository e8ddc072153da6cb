<#
.SYNOPSIS
The cmdlets of ServerAVMAManager, with a simulated activation service.
#>

. (Join-Path $PSScriptRoot '../state/LabState.ps1')
. (Join-Path $PSScriptRoot '../state/LargeAnswer.ps1')
. (Join-Path $PSScriptRoot 'ActivationService.ps1')
. (Join-Path $PSScriptRoot 'AnswerDialect.ps1')
. (Join-Path $PSScriptRoot 'AnswerTable.ps1')
. (Join-Path $PSScriptRoot 'Refusal.ps1')

<#
.SYNOPSIS
Answers in the server's dialect. If the server repeats keys, adds the key to and around the answer.
#>
function Write-Answer {
    param($Server, $Activation)
    $answer = @(ConvertTo-Answer -Dialect $Server.answerDialect -Activation $Activation)
    $key = $Activation.key
    if (-not $key -or -not $Server.answersQuoteKey) { return $answer }
    $words = "The product key $key is in use."
    Write-Warning $words
    Write-Verbose $words -Verbose
    Write-Debug $words -Debug
    Write-Information $words
    Write-Progress -Activity 'Activation' -Status $words
    foreach ($part in $answer) {
        if ($part -is [string]) { "$part ($key)" } else {
            $part | Add-Member -NotePropertyName ProductKeyInUse -NotePropertyValue $key -PassThru
        }
    }
}

<#
.SYNOPSIS
Sleeps longer than any caller waits if this cmdlet is set to hang.
#>
function Wait-ForeverIfHanging {
    param($Server, [string] $Cmdlet)
    if ($Server.hangingCmdlet -eq $Cmdlet) { Start-Sleep -Seconds 3600 }
}

<#
.SYNOPSIS
Returns the status of automatic virtual machine activation on this server.
#>
function Get-VMAutomaticActivation {
    [CmdletBinding()]
    param()
    Add-LabRecord -Cmdlet 'Get-VMAutomaticActivation'
    $server = Get-LabServer
    Wait-ForeverIfHanging -Server $server -Cmdlet 'Get-VMAutomaticActivation'
    switch ($server.statusFailure) {
        'warned' { return Write-Warning 'The status could not be read.' }
        'returned' { return [pscustomobject]@{ Success = $false; ErrorCode = '0xC004D302' } }
    }
    $fault = @{ Code = $server.statusError; Text = $server.statusErrorText; Server = $server }
    if (Test-LargeAnswer -Kind 'errorText') { $fault.Text = Get-LargeText -About 'A long error.' }
    if ($fault.Code -or $fault.Text) {
        $PSCmdlet.ThrowTerminatingError((New-ActivationError @fault))
    }
    if (Test-LargeAnswer -Kind 'line') { return Get-LargeText -About 'A long line.' }
    if (Test-LargeAnswer -Kind 'nesting') { return Get-NestedText }
    $activation = Get-LabActivation
    if ($server.noKeyAnswer -and -not $activation.key) {
        $answer = Get-TableRow -Table 'no-key-answers' -Id $server.noKeyAnswer
        if ($answer.throws) {
            $fault = @{ Code = $answer.throws.code; Text = $answer.throws.text; Server = $server }
            $PSCmdlet.ThrowTerminatingError((New-ActivationError @fault))
        }
        if ($answer.PSObject.Properties['returns']) { $answer.returns }
        return
    }
    Write-Answer -Server $server -Activation $activation
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
    # About as long as a call to an activation service.
    Start-Sleep -Milliseconds 300
    $server = Get-LabServer
    Wait-ForeverIfHanging -Server $server -Cmdlet 'Set-VMAutomaticActivation'
    if ($server.refusal) {
        return Invoke-Refusal -Id $server.refusal -ProductKey $ProductKey -Caller $PSCmdlet
    }
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
    Write-Answer -Server $server -Activation (Get-LabActivation)
}
