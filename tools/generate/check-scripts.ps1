# By hand, because PSScriptAnalyzer can't be installed from npm or NuGet, which are the project's only
# sources of tools. PowerShell's own parser does the reading.
#
# Reads paths of scripts from standard input, one per line. Returns a JSON array of { file, line,
# reason }: what Windows PowerShell 5.1 or the help lacks.
$ErrorActionPreference = 'Stop'
$newParameters = @{
    'Add-Content' = 'AsByteStream'
    'ConvertFrom-Json' = 'AsHashtable', 'Depth', 'NoEnumerate', 'DateKind'
    'ConvertTo-Csv' = 'IncludeTypeInformation', 'QuoteFields', 'UseQuotes', 'NoHeader'
    'ConvertTo-Json' = 'AsArray', 'EnumsAsStrings', 'EscapeHandling'
    'Export-Csv' = 'IncludeTypeInformation', 'QuoteFields', 'UseQuotes', 'NoHeader'
    'ForEach-Object' = 'Parallel', 'ThrottleLimit', 'TimeoutSeconds', 'AsJob', 'UseNewRunspace'
    'Get-ChildItem' = 'FollowSymlink'
    'Get-Content' = 'AsByteStream'
    'Get-Date' = 'AsUTC', 'UnixTimeSeconds'
    'Get-Random' = 'Shuffle'
    'Group-Object' = @()
    'Invoke-RestMethod' = 'Authentication', 'CustomMethod', 'Form', 'MaximumRetryCount',
        'NoProxy', 'Resume', 'SkipCertificateCheck', 'SkipHttpErrorCheck', 'SslProtocol',
        'StatusCodeVariable', 'Token'
    'Invoke-WebRequest' = 'Authentication', 'CustomMethod', 'Form', 'MaximumRetryCount',
        'NoProxy', 'Resume', 'SkipCertificateCheck', 'SkipHttpErrorCheck', 'SslProtocol', 'Token'
    'Join-Path' = 'AdditionalChildPath', 'Extension'
    'Measure-Object' = 'AllStats', 'StandardDeviation'
    'New-Guid' = 'Empty', 'InputObject'
    'Out-String' = 'NoNewline'
    'Select-String' = 'Culture', 'NoEmphasis', 'Raw'
    'Set-Content' = 'AsByteStream'
    'Sort-Object' = 'Bottom', 'Stable', 'Top'
    'Split-Path' = 'Extension', 'LeafBase'
    'Start-Process' = 'Environment'
    'Test-Connection' = 'TargetName', 'TcpPort', 'Ping', 'IPv4', 'IPv6', 'Traceroute'
    'Wait-Process' = 'Any', 'PassThru'
    'Where-Object' = 'Not'
}
$newCommands = 'ConvertFrom-Markdown', 'Get-Error', 'Get-Uptime', 'Join-String', 'Remove-Alias',
    'Remove-Service', 'Show-Markdown', 'Start-ThreadJob', 'Switch-Process', 'Test-Json',
    'ConvertTo-CliXml', 'ConvertFrom-CliXml', 'Get-PSSubsystem'
$newVariables = 'IsWindows', 'IsLinux', 'IsMacOS', 'IsCoreCLR', 'PSStyle',
    'EnabledExperimentalFeatures', 'PSNativeCommandUseErrorActionPreference'
$newTokens = @{
    QuestionQuestion = '??'
    QuestionQuestionEquals = '??='
    QuestionDot = '?.'
    QuestionLBracket = '?['
    AndAnd = '&&'
    OrOr = '||'
}
$only7 = 'Windows PowerShell 5.1 does not know'

function Get-SyntaxProblem($Ast, $Tokens) {
    foreach ($token in $Tokens) {
        $kind = "$($token.Kind)"
        if ($newTokens.ContainsKey($kind)) {
            @{ at = $token.Extent; reason = "$only7 $($newTokens[$kind])." }
        }
        elseif ($kind -eq 'LineContinuation') {
            @{ at = $token.Extent; reason = 'a backtick that continues a line is easily lost: splat.' }
        }
        elseif ($kind -eq 'Number' -and $token.Text -match '^0b|(?<!0x[0-9a-f]*)(u|n|y|s|us|ul|uy)$') {
            @{ at = $token.Extent; reason = "$only7 the number $($token.Text)." }
        }
        elseif ($kind -match 'Expandable' -and $token.Text -cmatch '(?<!`)(``)*`(e|u\{)') {
            @{ at = $token.Extent; reason = "$only7 the escapes ``e and ``u{}." }
        }
    }
    foreach ($part in $Ast.FindAll({ $true }, $true)) {
        $reason = switch ($part.GetType().Name) {
            'TernaryExpressionAst' { "$only7 condition ? a : b." }
            'PipelineAst' { if ($part.Background) { "$only7 a pipeline that ends in &." } }
            'ScriptBlockAst' { if ($part.CleanBlock) { "$only7 clean {}." } }
            'VariableExpressionAst' {
                if ($part.VariablePath.UserPath -in $newVariables) {
                    "$only7 `$$($part.VariablePath.UserPath)."
                }
            }
            'CommandAst' { Get-CommandProblem $part }
        }
        foreach ($one in $reason) { @{ at = $part.Extent; reason = $one } }
    }
}

function Get-CommandProblem($Command) {
    $name = "$($Command.GetCommandName())" -replace '^.*\\', ''
    if ($name -eq 'param') { 'param () comes before every statement.' }
    if ($name -in $newCommands) { "$only7 $name." }
    $alias = @{ '%' = 'ForEach-Object'; foreach = 'ForEach-Object'; '?' = 'Where-Object'
        where = 'Where-Object'; sort = 'Sort-Object'; gc = 'Get-Content'; gci = 'Get-ChildItem'
        irm = 'Invoke-RestMethod'; iwr = 'Invoke-WebRequest' }
    if ($alias.ContainsKey($name)) { $name = $alias[$name] }
    foreach ($parameter in $Command.CommandElements.Where({ $_.ParameterName })) {
        $given = $parameter.ParameterName
        # PowerShell also accepts shortened names. The first match is the one that is meant.
        $new = @($newParameters[$name]).Where({ $given.Length -ge 3 -and $_ -like "$given*" }, 'First')
        if ($new) { "$only7 $name -$($new[0])." }
    }
    if ($name -eq 'Join-Path') {
        $elements = @($Command.CommandElements)
        $positional = 0
        for ($i = 1; $i -lt $elements.Count; $i++) {
            if (-not $elements[$i].ParameterName) { $positional++; continue }
            if ($elements[$i].ParameterName -notlike 'R*' -and -not $elements[$i].Argument) { $i++ }
        }
        if ($positional -gt 2) { "$only7 Join-Path with three parts." }
    }
}

# Windows' module logging writes what is piped into a command, whatever its name.
function Get-PipedKeyProblem($Ast) {
    $keys = $Ast.FindAll({
            $args[0].GetType().Name -eq 'VariableExpressionAst' -and
                $args[0].VariablePath.UserPath -match '(^|:)clearkey$'
        }, $true)
    foreach ($key in $keys) {
        for ($part = $key.Parent; $part; $part = $part.Parent) {
            $isPipeline = $part.GetType().Name -eq 'PipelineAst'
            $isOutput = $isPipeline -and $part.PipelineElements.Count -eq 1 -and
                $part.PipelineElements[0].GetType().Name -eq 'CommandExpressionAst' -and
                $part.PipelineElements[0].Expression -eq $key -and
                $part.Parent.GetType().Name -match '^(NamedBlock|StatementBlock)Ast$'
            if ($isOutput -or ($isPipeline -and $part.PipelineElements.Count -gt 1)) {
                @{ at = $key.Extent; reason = 'a clear key stays out of every pipeline.' }
                break
            }
        }
    }
}

function Get-HelpProblem($Ast) {
    $help = $Ast.GetHelpContent()
    foreach ($parameter in @($Ast.ParamBlock.Parameters)) {
        if (-not $parameter) { continue }
        $name = $parameter.Name.VariablePath.UserPath
        $text = if ($help -and $help.Parameters) { $help.Parameters[$name.ToUpperInvariant()] }
        if ([string]::IsNullOrWhiteSpace($text)) {
            @{ at = $parameter.Extent; reason = "the help lacks .PARAMETER $name." }
        }
    }
    if ($help -and $help.Parameters) {
        $there = @($Ast.ParamBlock.Parameters).Where({ $_ }).ForEach({ $_.Name.VariablePath.UserPath })
        foreach ($name in $help.Parameters.Keys) {
            if ($name -notin $there) {
                @{ at = $Ast.Extent; reason = "the help tells of a parameter $name that is not there." }
            }
        }
    }
}

$problems = @(foreach ($file in @($input)) {
    $tokens = $null
    $errors = $null
    $ast = [System.Management.Automation.Language.Parser]::ParseFile(
        $file, [ref]$tokens, [ref]$errors)
    $found = @(
        foreach ($problem in $errors) { @{ at = $problem.Extent; reason = $problem.Message } }
        Get-SyntaxProblem $ast $tokens
        Get-HelpProblem $ast
        Get-PipedKeyProblem $ast
    )
    foreach ($one in $found) {
        @{ file = $file; line = $one.at.StartLineNumber; reason = $one.reason }
    }
})
ConvertTo-Json -InputObject $problems -Compress
