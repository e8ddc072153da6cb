<#
.SYNOPSIS
Masks every product key in a text except for its last five characters.

.DESCRIPTION
The expected results are in src/app/domain/testing/masked-texts-fixture.json, which also tests the
page's own masking.

.PARAMETER Text
The text. It may be JSON, and then stays JSON.

.PARAMETER ClearKey
The key that may be in the text, if known. All of its groups except the last are then masked
anywhere, even separately.
#>
function Hide-ProductKey {
    param ([string] $Text, [string] $ClearKey)

    $letters = "$ClearKey" -replace '[^A-Za-z0-9]'
    for ($at = 0; $at + 10 -le $letters.Length; $at += 5) {
        $Text = $Text -replace $letters.Substring($at, 5), '*****'
    }
    # Even a truncated key has four groups and three dashes. Most texts are shorter.
    if ($Text.Length -lt 23) {
        return $Text
    }
    $dash = '(?:\s?(?:[\p{Pd}\u2212]|\\u(?:201[0-5]|2212))\s?)'
    $gap = '(?:\\u[0-9A-Fa-f]{4}|\\[nrt]|[^A-Za-z0-9]){1,4}'
    $letter = '[BCDFGHJKMNPQRTVWXY2346789]'
    $hidden = '$1*****-*****-*****-*****-$2'
    $gone = '*****-*****-*****-*****'
    # The characters of an escape such as \n or \u003c aren't part of a key.
    $before = '(\\u[0-9A-Fa-f]{4}|\\[bfnrt])?'
    $escape = '(?:%[0-9A-F]{2}|&#?[0-9A-Z]{1,8};|</?[A-Z]{1,8} ?/?>|\\u[0-9A-F]{4}|\\[bfnrt])'
    $mark = "(?:$escape|(?!$escape)[^A-Z0-9])"
    # With dashes, mask anything of that form, including typos; otherwise only the letters of keys.
    # Finally, mask truncated keys, and 24 letters or more with anything between them.
    $Text = $Text -replace "$before(?:[A-Z0-9]{5}$dash){4,}([A-Z0-9]{5})", $hidden
    $Text = $Text -replace "$before(?:$letter{5}$gap){4,}($letter{5})", $hidden
    $Text = $Text -replace "$before$letter{20,}($letter{5})", $hidden
    $truncated = "$before(?:$letter{5}$dash){3}$letter{5}(?:$dash$letter{0,4})?"
    $Text = $Text -replace $truncated, "`$1$gone"
    $Text -replace "(?<!\\(?:u[0-9A-F]{0,3})?)(?:$letter$mark{0,12}){23,}$letter", "$gone-*****"
}
