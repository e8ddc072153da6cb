<#
.SYNOPSIS
Hides product keys and names in a recording of the field check, and gives it as JSON.

.DESCRIPTION
Goes through every text of the recording, also through texts that are JSON in themselves. What is
hidden is replaced by a stand-in, the same wherever it occurs. The result is searched for all that
was hidden once more; where something is left, the script fails, and says of which kind it is.

A name of four characters or more is hidden wherever it stands, also within a longer word. A shorter
one, or one that Windows and these scripts use as a word ("node"), is hidden where it stands alone,
and never in the names of properties and types: those are not named after servers.

.PARAMETER Recording
What was recorded: tables, lists and texts.

.PARAMETER Names
What must not be in the result: a list of { text, kind }.

.PARAMETER Vocabulary
Text whose words aren't names.

.OUTPUTS
The recording as JSON, in ASCII.
#>
param (
    [Parameter(Mandatory = $true)]
    $Recording,

    [Parameter(Mandatory = $true)]
    $Names,

    [Parameter(Mandatory = $true)]
    [string]
    $Vocabulary
)

$ErrorActionPreference = 'Stop'

# Names of products that may have a name within them, and that are read by these very words.
$products = 'Azure Stack HCI|Azure Local|Windows Server|Windows\(R\)|Operating System|Product Key'
$windowsId = '55c92734-d682-4d71-983e-d6ec3f16059f'
$vocabularyText = "$Vocabulary $products".ToLowerInvariant()

$letters = 'BCDFGHJKMPQRTVWXY2346789'
$letter = "[N$letters]"
$dash = '(?:\s?[\p{Pd}\u2212]\s?)'
$escape = '(?:%[0-9A-F]{2}|&#?[0-9A-Z]{1,8};|</?[A-Z]{1,8} ?/?>|\\u[0-9A-F]{4}|\\[bfnrt])'
$wholeKey = "(?:[A-Z0-9*]{5}$dash){4}[A-Z0-9]{5}" +
    "|(?:$letter{5}[^\p{L}\p{N}]{1,4}){4}$letter{5}|$letter{25,}" +
    # A key that is cut off, and a key with other characters between its letters.
    "|(?:$letter{5}$dash){3}$letter{5}(?:$dash$letter{0,4})?(?![A-Z0-9])" +
    "|(?<![A-Z0-9])(?:$letter(?:$escape|(?!$escape)[^A-Z0-9]){0,12}){23,}$letter(?![A-Z0-9])"
$guid = '[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}'
$octet = '(?:25[0-5]|2[0-4]\d|1?\d?\d)'
$groups = '[0-9A-F]{1,4}(?::[0-9A-F]{1,4})*'
# Patterns that identify someone, both in values and in property names.
$forms = @(
    $wholeKey
    '/subscriptions/[^\s"'',;]+'
    'https?://[^\s"''<>]+'
    $guid
    '(?<![0-9A-F])[0-9A-F]{32}(?![0-9A-F])'
    'S-1-(?:5-21|12-1)(?:-\d+)+'
)
# What does so in values only.
$formsOfValues = @(
    "(?<![\d.]|Version=)$octet(?:\.$octet){3}(?![\d.])"
    "(?<![\p{L}\p{N}:])(?:$groups)?::(?:$groups)?(?<=[0-9A-F]|[0-9A-F]::)(?![\w:])"
    '(?<![\w:])(?:[0-9A-F]{1,4}:){7}[0-9A-F]{1,4}(?![\w:])'
    '(?<![0-9A-F])[0-9A-F]{2}(?:[-:][0-9A-F]{2}){5}(?![0-9A-F])'
    '(?<=\\Users\\)[^\\/\s"]+'
    '(?<=(?<![\w\\])\\\\)[\w.-]+(?=\\)'
    '[\w.+-]+(?=@[\w-]+\.)'
    '(?<=@)[\w-]+(?:\.[\w-]+)+'
    # Encoded text, in which anything may be: it has small letters, capitals and digits.
    '(?-i:(?<![\w+/])(?=[A-Za-z+/]*\d)(?=[A-Z0-9+/]*[a-z])(?=[a-z0-9+/]*[A-Z])[\w+/]{16,}={0,2})'
    # What may be the last five characters of a key, but for the 24T23 of a date and time.
    "(?<![\p{L}\p{N}])(?<!\d{4}-\d\d-)(?=\d{0,4}[A-Z])$letter{5}(?![\p{L}\p{N}])"
)
$formats = @{
    server    = 'SERVER{0:00}'
    cluster   = 'CLUSTER{0:00}'
    domain    = 'DOMAIN{0:00}'
    dnsDomain = 'DOMAIN{0:00}.TLD{0:00}'
    user      = 'USER{0:00}'
    resource  = 'RESOURCE{0:00}'
    folder    = 'FOLDER{0:00}'
    other     = 'NAME{0:00}'
    address   = 'ADDRESS{0:00}'
    guid      = 'GUID{0:00}'
    sid       = 'SID{0:00}'
    ip        = 'IP{0:00}'
    encoded   = 'ENCODED{0:00}'
}

# ---- Texts, and texts within texts ----

$literal = '"(?:[^"\\]|\\.)*"'
$number = '-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])'
$jsonText = "^(?=\s*[\[{`"])(?>(?:[\s{}\[\],:]|$literal|true|false|null|$number)*)$"

function ConvertFrom-Literal {
    param ([string] $Text)

    $parts = $Text.Substring(1, $Text.Length - 2) -csplit '(\\u[0-9A-Fa-f]{4}|\\.)'
    $plain = @{ '\n' = "`n"; '\r' = "`r"; '\t' = "`t"; '\b' = "`b"; '\f' = "`f" }
    for ($at = 1; $at -lt $parts.Count; $at += 2) {
        $escape = $parts[$at]
        if ($escape.Length -gt 2) {
            $parts[$at] = "$([char] [int] "0x$($escape.Substring(2))")"
        } elseif ($null -ne $plain[$escape]) {
            $parts[$at] = $plain[$escape]
        } else {
            $parts[$at] = $escape.Substring(1)
        }
    }
    $parts -join ''
}

function Edit-Character {
    param ([string] $Text, [string] $Pattern)

    $parts = $Text -csplit "($Pattern)"
    for ($at = 1; $at -lt $parts.Count; $at += 2) {
        $parts[$at] = '\u{0:x4}' -f [int] [char] $parts[$at]
    }
    $parts -join ''
}

function ConvertTo-Literal {
    param ([string] $Text)

    $escaped = $Text.Replace('\', '\\').Replace('"', '\"')
    '"' + (Edit-Character -Text $escaped -Pattern '[\x00-\x1f]') + '"'
}

function Edit-Text {
    param ([string] $Text, [string] $Property, [bool] $IsName, [scriptblock] $Edit)

    if ($Text -cnotmatch $jsonText) {
        return & $Edit $Text $Property $IsName
    }
    # Only what stands in quotes is touched, so it stays the JSON that it was.
    $parts = $Text -csplit "($literal)"
    $inner = $Property
    for ($at = 1; $at -lt $parts.Count; $at += 2) {
        $before = ConvertFrom-Literal -Text $parts[$at]
        $isKey = $parts[$at + 1] -match '^\s*:'
        if ($isKey) {
            $inner = $before
        }
        $after = Edit-Text $before $inner ($IsName -or $isKey) $Edit
        if ($after -cne $before) {
            $parts[$at] = ConvertTo-Literal -Text $after
        }
    }
    $parts -join ''
}

function Edit-Value {
    param ($Value, [string] $Property, [bool] $IsName, [scriptblock] $Edit)

    $isNumber = $Value -isnot [string] -and $null -ne ($Value -as [double])
    if ($null -eq $Value -or $Value -is [bool] -or $isNumber) {
        return $Value
    }
    $type = "$(@($Value.PSObject.TypeNames)[0])"
    $isTable = $type -match '(?:Dictionary|Hashtable|PSCustomObject)$'
    if (-not $isTable) {
        # An error's message is a text for people, also among shapes; its id may repeat it.
        return Edit-Text "$Value" $Property ($IsName -and $Property -notin 'error', 'errorId') $Edit
    }
    $keys = $Value.Keys
    if ($null -eq $keys) {
        $keys = @($Value.PSObject.Properties | ForEach-Object { $_.Name })
    }
    $table = [ordered] @{}
    foreach ($key in @($keys)) {
        $inner = $Value.$key
        $named = $IsName -or $key -eq 'shapes'
        if ($inner -is [array]) {
            $table[$key] = @(foreach ($row in $inner) { Edit-Value $row $key $named $Edit })
        } else {
            $table[$key] = Edit-Value $inner $key $named $Edit
        }
    }
    $table
}

# ---- What is hidden ----

# By = and the text in lower case: { text, kind, pattern, inNames }. Without the = a server called
# "values" would hide the table's own.
$originals = [ordered] @{}
$standIns = @{}
$counts = @{}

function Test-Word {
    param ([string] $Text)

    $Text.Length -lt 4 -or $vocabularyText.Contains($Text.ToLowerInvariant())
}

function Add-Original {
    param ([string] $Text, [string] $Kind, [bool] $Anywhere)

    $name = $Text.ToLowerInvariant()
    if ($null -ne $originals["=$name"]) {
        return
    }
    $pattern = [regex]::Escape($name)
    if (-not $Anywhere) {
        $pattern = "(?<![\p{L}\p{N}])$pattern(?![\p{L}\p{N}])"
    }
    $original = @{ text = $name; kind = $Kind; pattern = $pattern; inNames = $Anywhere }
    $originals["=$name"] = $original
}

function New-StandIn {
    param ([string] $Kind)

    $counts[$Kind] = [int] $counts[$Kind] + 1
    $index = $counts[$Kind]
    if ($Kind -ne 'lastFive') {
        return $formats[$Kind] -f $index
    }
    # Letters of keys, so that it reads as the last five characters of one.
    $low = $index % 24
    'HDD' + $letters[($index - $low) / 24 % 24] + $letters[$low]
}

function Get-StandIn {
    param ([string] $Text, [string] $Kind)

    $name = $Text.ToLowerInvariant()
    if ($null -eq $standIns[$name]) {
        $isWord = $Kind -eq 'lastFive' -or (Test-Word -Text $name)
        Add-Original -Text $name -Kind $Kind -Anywhere (-not $isWord)
        # A stand-in that reads like something hidden would be taken for it.
        do {
            $standIn = New-StandIn -Kind $originals["=$name"].kind
            $taken = @($originals.Values | Where-Object { $standIn -match $_.pattern })
        } while ($taken.Count -gt 0)
        $standIns[$name] = $standIn
    }
    $standIns[$name]
}

function Get-Replacement {
    param ([string] $Piece, [string] $Text, [string] $Property)

    if ($null -ne $originals["=$($Piece.ToLowerInvariant())"]) {
        return Get-StandIn -Text $Piece -Kind other
    }
    $isVersion = $Piece -eq $Text -and $Property -match 'version'
    switch -Regex ($Piece) {
        "^(?:$products|$windowsId)$" { return $Piece }
        "^(?:$wholeKey)$" {
            $lastFive = ($Piece -replace '[^\p{L}\p{N}]').ToUpperInvariant()
            $lastFive = $lastFive.Substring($lastFive.Length - 5)
            return '*****-*****-*****-*****-' + (Get-StandIn -Text $lastFive -Kind lastFive)
        }
        '^(?:https?:|/subscriptions/)' { return Get-StandIn -Text $Piece -Kind address }
        "^(?:$guid|[0-9A-F]{32})$" { return Get-StandIn -Text $Piece -Kind guid }
        '^S-1-[\d-]+$' { return Get-StandIn -Text $Piece -Kind sid }
        '^[\d.]+$' {
            if ($isVersion) {
                return $Piece
            }
            return Get-StandIn -Text $Piece -Kind ip
        }
        '^[0-9A-F]*(?:[:-][0-9A-F]*){2,}$' { return Get-StandIn -Text $Piece -Kind ip }
        "^$letter{5}$" { return Get-StandIn -Text $Piece -Kind lastFive }
        '^[\w+/]{16,}=*$' { return Get-StandIn -Text $Piece -Kind encoded }
        default { return Get-StandIn -Text $Piece -Kind other }
    }
}

# What the last five characters of a key are: learned before anything is hidden, since they may
# stand in a text where nothing tells them.
$learn = {
    param ($Text, $Property)

    $parts = $Text -split "($wholeKey)"
    for ($at = 1; $at -lt $parts.Count; $at += 2) {
        $lastFive = $parts[$at] -replace '[^\p{L}\p{N}]'
        Add-Original $lastFive.Substring($lastFive.Length - 5) lastFive $true
    }
    $isPart = $Property -match 'PartialProductKey|LastFive' -and $Text -match '^[A-Z0-9]{5}$'
    if ($isPart -or ($Property -match 'Key' -and $Text -match "^(?=\d*[A-Z])$letter{5}$")) {
        Add-Original $Text lastFive $true
    }
}

$hide = {
    param ($Text, $Property, $IsName)

    $pattern = $inValues
    if ($IsName) {
        $pattern = $inNames
    }
    $parts = $Text -split "($pattern)"
    for ($at = 1; $at -lt $parts.Count; $at += 2) {
        $parts[$at] = Get-Replacement -Piece $parts[$at] -Text $Text -Property $Property
    }
    $parts -join ''
}

function Join-Original {
    param ([string[]] $Kinds)

    $found = @($originals.Values | Where-Object { $_.kind -in $Kinds })
    # Where there is none, nothing matches.
    @($found | ForEach-Object { [regex]::Escape($_.text) }) + '(?!)' -join '|'
}

function Join-Pattern {
    param ([bool] $OfNames)

    $known = @($originals.Values | Where-Object { -not $OfNames -or $_.inNames } |
            Sort-Object -Property { $_.text.Length } -Descending | ForEach-Object { $_.pattern })
    $beside = @(
        # Another host of the domain, another account.
        if (-not $OfNames) {
            $above = Join-Original -Kinds dnsDomain
            "[\w-]+(?=\.(?:$above)(?![\w-]))"
            $holders = Join-Original -Kinds domain, dnsDomain, server
            "(?<=(?<![\w\\-])(?:$holders)\\)[\w.-]+"
        }
    )
    $ofValues = @(if (-not $OfNames) { $formsOfValues })
    @($products) + $forms + $known + $beside + $ofValues -join '|'
}

function Get-Leftover {
    param ([string] $Json)

    $left = @{}
    $look = {
        param ($Text, $Property, $IsName)

        $plain = $Text -replace $products, ' '
        foreach ($one in $originals.Values) {
            if (($one.inNames -or -not $IsName) -and $plain -match $one.pattern) {
                $left[$one.kind] = $true
            }
        }
        if ($plain -replace '\*{5}-' -match $wholeKey) {
            $left['key'] = $true
        }
        $Text
    }
    $null = Edit-Value (ConvertFrom-Json -InputObject $Json) '' $false $look
    # And as a whole: also where no text was looked for.
    foreach ($one in $originals.Values) {
        if ($one.inNames -and $Json -match $one.pattern) {
            $left[$one.kind] = $true
        }
    }
    $left.Keys | Sort-Object
}

foreach ($name in $Names) {
    Add-Original -Text $name.text -Kind $name.kind -Anywhere (-not (Test-Word -Text $name.text))
}
if ($originals.Count -eq 0) {
    throw 'Nothing was written: not even the name of this server is known, so it can not be hidden.'
}
$null = Edit-Value $Recording '' $false $learn
foreach ($original in @($originals.Values)) {
    $null = Get-StandIn -Text $original.text -Kind $original.kind
}
# Twice: what is told by its surroundings in one text is then hidden in all of them.
foreach ($round in 1, 2) {
    $inValues = Join-Pattern -OfNames $false
    $inNames = Join-Pattern -OfNames $true
    $hidden = Edit-Value $Recording '' $false $hide
}
$text = ConvertTo-Json -InputObject $hidden -Depth 20
$json = Edit-Character -Text $text -Pattern '[^\x00-\x7f]'
$left = @(Get-Leftover -Json $json)
if ($left.Count -gt 0) {
    throw "Nothing was written, since this was left in it: $($left -join ', '). Please tell the " +
        'project, without the value.'
}
$json
