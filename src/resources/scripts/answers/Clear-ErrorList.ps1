<#
.SYNOPSIS
Empties the session's error list, where errors that were caught are still listed, perhaps with a
key in their text.
#>
function Clear-ErrorList {
    try {
        $Global:Error.Clear()
    } catch {
        # Constrained Language refuses the method, but allows setting each item.
        for ($i = 0; $i -lt $Global:Error.Count; $i++) {
            $Global:Error[$i] = $null
        }
    }
}
