<#
.SYNOPSIS
The part of WMI's query language that the lab understands. Anything else is an error.
#>

<#
.SYNOPSIS
Splits a SELECT into class, properties, and filter.
#>
function ConvertFrom-WqlQuery {
    param([string] $Query)
    $form = '^\s*SELECT\s+(?<names>\*|\w+(?:\s*,\s*\w+)*)\s+FROM\s+(?<class>\w+)' +
        '(?:\s+WHERE\s+(?<filter>.+))?\s*$'
    if ($Query -notmatch $form) { throw "The lab does not understand the query '$Query'." }
    @{
        ClassName = $Matches['class']
        Filter = $Matches['filter']
        Property = @($Matches['names'] -split '\s*,\s*')
    }
}

<#
.SYNOPSIS
Turns a WHERE clause into a tree of conditions.
#>
function ConvertFrom-WqlFilter {
    param([string] $Filter)
    $form = '\G\s*(''(?:[^''\\]|\\.)*''|"(?:[^"\\]|\\.)*"|-?\d+|\w+|<>|!=|<=|>=|[=<>()])'
    $found = [regex]::Matches($Filter, $form)
    $end = if ($found.Count) { $found[-1].Index + $found[-1].Length } else { 0 }
    if ($Filter.Substring($end).Trim()) { throw "The lab does not understand '$Filter'." }
    $words = [System.Collections.Generic.Queue[string]]::new()
    foreach ($one in $found) { $words.Enqueue($one.Groups[1].Value) }
    $condition = Read-WqlOr -Words $words
    if ($words.Count) {
        throw "The lab does not understand '$($words.Peek())' in the filter '$Filter'."
    }
    $condition
}

function Read-WqlOr {
    param($Words)
    $left = Read-WqlAnd -Words $Words
    while ($Words.Count -and $Words.Peek() -eq 'OR') {
        $null = $Words.Dequeue()
        $left = @{ kind = 'or'; left = $left; right = Read-WqlAnd -Words $Words }
    }
    $left
}

function Read-WqlAnd {
    param($Words)
    $left = Read-WqlTerm -Words $Words
    while ($Words.Count -and $Words.Peek() -eq 'AND') {
        $null = $Words.Dequeue()
        $left = @{ kind = 'and'; left = $left; right = Read-WqlTerm -Words $Words }
    }
    $left
}

function Read-WqlTerm {
    param($Words)
    $word = Read-WqlWord -Words $Words
    if ($word -eq 'NOT') { return @{ kind = 'not'; left = Read-WqlTerm -Words $Words } }
    if ($word -eq '(') {
        $inner = Read-WqlOr -Words $Words
        if ((Read-WqlWord -Words $Words) -ne ')') { throw 'The filter lacks a closing bracket.' }
        return $inner
    }
    $operator = Read-WqlWord -Words $Words
    if ($operator -eq 'IS') {
        $next = Read-WqlWord -Words $Words
        $isNot = $next -eq 'NOT'
        if ($isNot) { $next = Read-WqlWord -Words $Words }
        if ($next -ne 'NULL') { throw "The lab does not understand 'IS $next' in a filter." }
        return @{ kind = 'null'; name = $word; isNot = $isNot }
    }
    if ($operator -notin '=', '<>', '!=', '<', '>', '<=', '>=', 'LIKE') {
        throw "The lab does not understand '$operator' in a filter."
    }
    @{ kind = 'compare'; name = $word; operator = $operator; value = Read-WqlValue -Words $Words }
}

function Read-WqlWord {
    param($Words)
    if (-not $Words.Count) { throw 'The filter ends too early.' }
    $Words.Dequeue()
}

function Read-WqlValue {
    param($Words)
    $word = Read-WqlWord -Words $Words
    if ($word -match '^[''"]') {
        return $word.Substring(1, $word.Length - 2) -replace '\\(.)', '$1'
    }
    if ($word -match '^-?\d+$') { return [long]$word }
    if ($word -in 'TRUE', 'FALSE') { return $word -eq 'TRUE' }
    throw "The lab does not understand the value '$word' in a filter."
}

<#
.SYNOPSIS
Whether an instance meets a condition.
#>
function Test-WqlCondition {
    param($Condition, $Instance)
    switch ($Condition.kind) {
        'or' {
            return (Test-WqlCondition $Condition.left $Instance) -or
                (Test-WqlCondition $Condition.right $Instance)
        }
        'and' {
            return (Test-WqlCondition $Condition.left $Instance) -and
                (Test-WqlCondition $Condition.right $Instance)
        }
        'not' { return -not (Test-WqlCondition $Condition.left $Instance) }
    }
    if (-not $Instance.Contains($Condition.name)) {
        throw "The lab does not simulate the property '$($Condition.name)' in a filter."
    }
    $value = $Instance[$Condition.name]
    if ($Condition.kind -eq 'null') { return ($null -eq $value) -ne $Condition.isNot }
    # An empty value never matches a comparison.
    if ($null -eq $value) { return $false }
    switch ($Condition.operator) {
        '=' { $value -eq $Condition.value }
        { $_ -in '<>', '!=' } { $value -ne $Condition.value }
        '<' { $value -lt $Condition.value }
        '>' { $value -gt $Condition.value }
        '<=' { $value -le $Condition.value }
        '>=' { $value -ge $Condition.value }
        'LIKE' { $value -like ([WildcardPattern]::Escape($Condition.value) -replace '%', '*') }
    }
}
