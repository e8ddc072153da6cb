<#
.SYNOPSIS
The shapes in which ServerAVMAManager's cmdlets may answer.

.DESCRIPTION
What they answer is not published: every dialect here is a guess, and a server of the lab is given
one by its name. To add one, add a function to the table.
#>

$script:answerDialects = @{
    # A guess: one object that says it in plain words.
    plain = {
        param($Activation)
        $status = 'NotConfigured'
        if ($Activation.key) {
            $status = if ($Activation.licenseStatus -eq 1) { 'Activated' } else { 'NotActivated' }
        }
        [pscustomobject]@{
            ComputerName = $env:COMPUTERNAME
            ActivationStatus = $status
            ProductKeyVersion = if ($Activation.key) {
                "Windows Server $($Activation.version)"
            } else {
                $null
            }
            ProductKeyType = if ($Activation.key) { "$($Activation.kind)" } else { $null }
            PartialProductKey = $Activation.partialProductKey
        }
    }
    # A guess: nothing at all.
    silent = { }
}

<#
.SYNOPSIS
Answers in a dialect.
#>
function ConvertTo-Answer {
    param([string] $Dialect, $Activation)
    if (-not $script:answerDialects.ContainsKey($Dialect)) {
        throw "The lab has no answer dialect '$Dialect'."
    }
    & $script:answerDialects[$Dialect] $Activation
}
