BeforeAll {
    $root = Join-Path $PSScriptRoot '../..'
    $script = Join-Path $root 'docs/field-check/Hide-Identity.ps1'
    $files = 'docs/field-check/*.ps1', 'src/resources/scripts/Get-*.ps1',
        'src/resources/scripts/answers/*.ps1' | ForEach-Object {
        Get-ChildItem -Path (Join-Path $root $_)
    }
    $words = "$($files | ForEach-Object { Get-Content -Raw -LiteralPath $_.FullName })"

    function Hide {
        param ($Recording, [hashtable] $Names = @{ node01 = 'server' })
        $list = @($Names.Keys | Sort-Object | ForEach-Object { @{ text = $_; kind = $Names[$_] } })
        & $script -Recording $Recording -Names $list -Vocabulary $words
    }

    function HideText {
        param ([string] $Text, [hashtable] $Names = @{ node01 = 'server' }, $Property = 'osCaption')
        (Hide -Recording ([ordered] @{ $Property = $Text }) -Names $Names |
            ConvertFrom-Json -DateKind String).$Property
    }
}

Describe 'A date and time' {
    It 'is not a key, whatever it looks like: <_>' -ForEach @(
        '2026-11-24T23:17:46.5843953Z', '2026-02-22T22:44:33Z'
    ) {
        HideText -Text $_ -Property lastAzureSync | Should -BeExactly $_
    }
}

Describe 'A name' {
    It 'is hidden in any case, in full names and within words: <Text>' -ForEach @(
        @{ Text = 'NODE01'; Expected = 'SERVER01' }
        @{ Text = 'Node01$'; Expected = 'SERVER01$' }
        @{ Text = '\\node01\c$'; Expected = '\\SERVER01\c$' }
        @{ Text = 'vm-node01b'; Expected = 'vm-SERVER01b' }
        @{ Text = "a`nnode01"; Expected = "a`nSERVER01" }
    ) {
        HideText -Text $Text | Should -BeExactly $Expected
    }

    It 'has the same stand-in everywhere, also in text that is JSON' {
        $recording = [ordered] @{
            computerName = 'NODE01'
            activation   = '{"Host":"node01.contoso.com","Text":"a\nnode01","node01":[{"N":"\u004eode01"}]}'
            error        = '[NODE01] "no'
        }
        $names = @{ node01 = 'server'; 'contoso.com' = 'dnsDomain'; contoso = 'domain' }
        $hidden = Hide -Recording $recording -Names $names | ConvertFrom-Json
        $hidden.computerName | Should -BeExactly 'SERVER01'
        $hidden.error | Should -BeExactly '[SERVER01] "no'
        $answer = $hidden.activation | ConvertFrom-Json
        $answer.Host | Should -BeExactly 'SERVER01.DOMAIN01.TLD01'
        $answer.Text | Should -BeExactly "a`nSERVER01"
        $answer.SERVER01[0].N | Should -BeExactly 'SERVER01'
    }

    It 'that is as short as a word is hidden only where it is a whole word, and JSON stays intact' {
        $json = '{"On":"on","State":"ON and a","a":true,"Note":"\n on\\a","n":null,"N":[1,"Non"]}'
        $hidden = HideText -Text $json -Names @{ on = 'server'; a = 'server'; n = 'cluster' }
        $answer = $hidden | ConvertFrom-Json -AsHashtable
        @($answer.Keys | Sort-Object -CaseSensitive) | Should -Be 'a', 'n', 'N', 'Note', 'On', 'State'
        $answer.On | Should -BeExactly 'SERVER02'
        $answer.State | Should -BeExactly 'SERVER02 and SERVER01'
        $answer.Note | Should -BeExactly "`n SERVER02\SERVER01"
        $answer.N[1] | Should -BeExactly 'Non'
        $answer.a | Should -BeTrue
    }

    It 'that is a word of Windows leaves products, properties, and longer words unchanged' {
        $names = @{ server = 'server'; hci = 'cluster'; azure = 'domain'; status = 'user' }
        $text = 'Azure Stack HCI, Windows Server 2022, ServerDatacenter; HCI\Status on server'
        HideText -Text $text -Names $names | Should -BeExactly (
            'Azure Stack HCI, Windows Server 2022, ServerDatacenter; CLUSTER01\USER01 on SERVER01')
        HideText -Text '{"Status":"Activated"}' -Names $names | Should -Be '{"Status":"Activated"}'
    }

    It 'is hidden whatever characters it contains: <Name>' -ForEach @(
        @{ Name = "o'brien" }
        @{ Name = "m$([char] 0xfc)ller" }
        @{ Name = 'a+b(c)[d]' }
        @{ Name = 'values' }
        @{ Name = 'r&d<1>' }
    ) {
        $json = ConvertTo-Json -InputObject @{ User = "-$Name-" } -Compress -EscapeHandling EscapeHtml
        $hidden = HideText -Text $json -Names @{ $Name = 'user' }
        ($hidden | ConvertFrom-Json).User | Should -BeExactly '-USER01-'
    }

    It 'that looks like a stand-in gets another one' {
        HideText -Text 'server01 server02' -Names @{ server01 = 'server'; server02 = 'server' } |
            Should -BeExactly 'SERVER03 SERVER04'
    }

    It 'of another host or account of the domain is hidden too, everywhere' {
        $names = @{ 'contoso.com' = 'dnsDomain'; contoso = 'domain' }
        $text = 'dc07.contoso.com, CONTOSO\svc-x, eve@contoso.com; then svc-x, DC07, eve'
        HideText -Text $text -Names $names | Should -BeExactly (
            'NAME01.DOMAIN01.TLD01, DOMAIN01\NAME02, NAME03@DOMAIN01.TLD01; then NAME02, NAME01, NAME03')
    }
}

Describe 'A product key' {
    It 'is hidden completely in any format: <Text>' -ForEach @(
        @{ Text = 'YTN6M-WG337-MGQX2-KTFTV-3XJ7C' }
        @{ Text = 'ytn6m wg337 mgqx2 ktftv 3xj7c' }
        @{ Text = 'YTN6MWG337MGQX2KTFTV3XJ7C' }
        @{ Text = '*****-*****-*****-*****-3XJ7C' }
    ) {
        HideText -Text "($Text)" | Should -BeExactly '(*****-*****-*****-*****-HDDBC)'
    }

    It 'is hidden completely, whatever is between its letters: <Text>' -ForEach @(
        @{ Text = 'YTN6M%2DWG337%2DMGQX2%2DKTFTV%2D3XJ7C' }
        @{ Text = 'Y T N 6 M W G 3 3 7 M G Q X 2 K T F T V 3 X J 7 C' }
        @{ Text = 'YTN6M&#45;WG337&#45;MGQX2&#45;KTFTV&#45;3XJ7C' }
        @{ Text = "YTN6M-WG3`n37-MGQX2-KTFTV-3XJ7C" }
        @{ Text = 'YTN6M-WG337-MGQX2-KTFTV' }
    ) {
        HideText -Text "($Text)" | Should -Match '^\(\*{5}-\*{5}-\*{5}-\*{5}-HDD[A-Z]{2}\)$'
    }

    It 'takes no text beside it with it' {
        $key = 'YTN6M-WG337-MGQX2-KTFTV-3XJ7C'
        HideText -Text "{`"key`":[`"$key`"]}`ndGhlIGtleSBpcyBub25l" | Should -BeExactly (
            "{`"key`":[`"*****-*****-*****-*****-HDDBC`"]}`nENCODED01")
    }

    It 'has the same last five everywhere, which can be recognized as such' {
        $recording = [ordered] @{
            activation = '"The key that ends in 3xj7c."'
            licensing  = '[{"partialProductKey":"3XJ7C"},{"partialProductKey":"23467"}]'
            error      = 'YTN6M-WG337-MGQX2-KTFTV-3XJ7C is not 23467'
        }
        $hidden = Hide -Recording $recording | ConvertFrom-Json
        $hidden.activation | Should -BeExactly '"The key that ends in HDDBC."'
        $hidden.licensing | Should -BeExactly (
            '[{"partialProductKey":"HDDBC"},{"partialProductKey":"HDDBD"}]')
        $hidden.error | Should -BeExactly '*****-*****-*****-*****-HDDBC is not HDDBD'
    }
}

Describe 'What tells somebody by its form' {
    It 'is hidden: <Text>' -ForEach @(
        @{ Text = '10.1.2.3'; Expected = 'IP01' }
        @{ Text = 'fe80::12ab:1'; Expected = 'IP01' }
        @{ Text = '::1'; Expected = 'IP01' }
        @{ Text = '{3f0c1a55-7d0e-4c38-9a63-6b3b7d5f1c10}'; Expected = '{GUID01}' }
        @{ Text = 'S-1-5-21-1-2-3-1001'; Expected = 'SID01' }
        @{ Text = 'https://proxy.fabrikam.com:8080/x'; Expected = 'ADDRESS01' }
        @{ Text = '/subscriptions/x/resourceGroups/y'; Expected = 'ADDRESS01' }
        @{ Text = 'C:{0}max\x' -f '\Users\'; Expected = 'C:{0}NAME01\x' -f '\Users\' }
        @{ Text = '{0}fileserver7\keys' -f '\\'; Expected = '{0}NAME01\keys' -f '\\' }
        @{ Text = 'dGhlIGtleSBpcyBub25l'; Expected = 'ENCODED01' }
    ) {
        HideText -Text $Text | Should -BeExactly $Expected
    }

    It 'is kept if it identifies no one: <Text>' -ForEach @(
        @{ Text = '55c92734-d682-4d71-983e-d6ec3f16059f' }
        @{ Text = '10.0.20349.2322' }
        @{ Text = 'Version=1.0.0.0' }
        @{ Text = '12:30:45' }
        @{ Text = 'S-1-5-18' }
        @{ Text = '2026-04-13T09:30:00Z' }
        @{ Text = '0xC004F014' }
    ) {
        HideText -Text $Text | Should -BeExactly $Text
    }

    It 'is not an address if it is a version number' {
        HideText -Text '1.0.0.0' -Property moduleVersion | Should -Be '1.0.0.0'
        HideText -Text '1.0.0.0' | Should -Be 'IP01'
    }
}

Describe 'The recording' {
    It 'keeps numbers, lists, and nulls unchanged, in ASCII' {
        $recording = [ordered] @{
            number = 406; none = $null; yes = $true; one = @('x'); empty = @(); word = "$([char] 0xfc)"
        }
        $json = Hide -Recording $recording
        $json | Should -Not -Match '[^\x00-\x7f]'
        $hidden = $json | ConvertFrom-Json -NoEnumerate
        $hidden.number | Should -Be 406
        $hidden.none | Should -BeNull
        $hidden.yes | Should -BeTrue
        , $hidden.one | Should -BeOfType [array]
        $hidden.empty | Should -HaveCount 0
        $hidden.word | Should -Be "$([char] 0xfc)"
    }

    It 'is refused if something is left in it, with its kind but without its value' {
        $recording = [ordered] @{ partialProductKey = '23467'; osSku = 23467 }
        $refused = { Hide -Recording $recording } | Should -Throw -PassThru
        "$refused" | Should -Match 'left in it: lastFive\.'
        "$refused" | Should -Not -Match '23467'
        { Hide -Recording ([ordered] @{ node01 = 'x' }) } | Should -Throw '*left in it: server.*'
    }

    It 'is refused if no name is known' {
        { & $script -Recording @{ a = 'b' } -Names @() -Vocabulary '-' } |
            Should -Throw '*not even the name*'
    }
}
