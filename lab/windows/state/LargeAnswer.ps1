<#
.SYNOPSIS
Answers of five megabytes, for a server whose state asks for them.
#>

$script:largeAnswerLength = 5MB

<#
.SYNOPSIS
Whether this server gives this large answer: errorText, line, nesting, products, or guests.
#>
function Test-LargeAnswer {
    param([string] $Kind)
    (Get-LabServer).largeAnswer -eq $Kind
}

<#
.SYNOPSIS
A text of that length. It starts with what it's about, and has no line ends.
#>
function Get-LargeText {
    param([string] $About, [int] $Length = $script:largeAnswerLength)
    $words = 'What follows says nothing that helps anyone. '
    $text = "$About " + $words * [math]::Ceiling($Length / $words.Length)
    $text.Substring(0, $Length)
}

<#
.SYNOPSIS
JSON of that length in which each list is in another one.
#>
function Get-NestedText {
    $half = [int]($script:largeAnswerLength / 2)
    [string]::new([char]'[', $half) + [string]::new([char]']', $half)
}

<#
.SYNOPSIS
Numbers to make so many things, of so many characters each, that there are five megabytes of them.
#>
function Get-LargeCount {
    param([int] $Each)
    1..[int]($script:largeAnswerLength / $Each)
}
