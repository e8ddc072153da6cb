<#
.SYNOPSIS
Gets an error's message, with every product key in it masked, and its code.
#>
function Get-ErrorText {
    param ($ErrorRecord, [string] $ClearKey)

    # An outer exception can hide the message of the one that it wraps.
    $texts = @()
    $exception = $ErrorRecord.Exception
    for ($depth = 0; $null -ne $exception -and $depth -lt 10; $depth++) {
        $message = "$($exception.Message)".Trim()
        $known = @($texts | Where-Object { $_.Contains($message) })
        if ($known.Count -eq 0) {
            $texts += $message
        }
        $exception = $exception.InnerException
    }
    Hide-ProductKey -Text ($texts -join "`n") -ClearKey $ClearKey
}

function Get-ErrorCode {
    param ($ErrorRecord)

    $codes = @()
    $exception = $ErrorRecord.Exception
    for ($depth = 0; $null -ne $exception -and $depth -lt 10; $depth++) {
        $codes += '0x{0:X8}' -f $exception.HResult
        $exception = $exception.InnerException
    }
    # Windows' codes, not .NET's. 0x80004005 only says that something failed.
    $codes = @($codes | Where-Object { $_ -match '^0x[89A-F]' -and $_ -notlike '0x8013????' })
    $telling = @($codes | Where-Object { $_ -ne '0x80004005' })
    foreach ($code in $telling + $codes) {
        return $code
    }
}
