BeforeDiscovery {
    # The same texts as in the tests of the page's own masking.
    $file = Join-Path $PSScriptRoot '../../src/app/domain/testing/masked-texts-fixture.json'
    $texts = Get-Content -Raw -LiteralPath $file | ConvertFrom-Json -DateKind String | ForEach-Object {
        @{ Case = $_.case; Text = $_.text; Masked = $_.masked }
    }
}

Describe 'Hide-ProductKey' {
    BeforeAll {
        . (Join-Path $PSScriptRoot '../../src/resources/scripts/answers/Hide-ProductKey.ps1')
    }

    It 'masks a text as the page does: <Case>' -ForEach $texts {
        Hide-ProductKey -Text $Text | Should -BeExactly $Masked
    }

    It 'hides each group of a known key, even alone' {
        $key = 'BCDFG-HJKMP-QRTVW-XY234-6789N'
        Hide-ProductKey -Text 'It begins with BCDFG, then qrtvw.' -ClearKey $key |
            Should -BeExactly 'It begins with *****, then *****.'
        Hide-ProductKey -Text "The end is 6789N" -ClearKey $key | Should -Be 'The end is 6789N'
    }

    It 'takes no longer for a text that is almost a key' {
        foreach ($piece in 'BCDFG-', 'B C D ', '%2D', '&#45;B', 'B<b', '\n', '\u00') {
            Hide-ProductKey -Text ($piece * 20000) | Should -Not -BeNullOrEmpty
        }
    }
}
