/** Words of Windows and of Windows Admin Center itself that the documents quote, too. */
const othersWords: ReadonlySet<string> = new Set(['Cluster Manager', 'Settings', 'Manage as']);

/**
 * The words that a document quotes from the page, and that aren't on the page: what is bold or in “quotes”, or a step
 * of a path such as **Settings › Export**. An ellipsis stands for anything, as a placeholder does in a string.
 */
export function quotesNotOnThePage(document: string, strings: readonly string[]): string[] {
  const patterns = strings.filter(hasWords).map(patternOf);
  return quotesIn(document).filter(
    quote => !othersWords.has(quote) && !patterns.some(pattern => pattern.test(quote) || pattern.test(`${quote}.`))
  );
}

function quotesIn(document: string): string[] {
  const text = document.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');
  const quoted = [...text.matchAll(/\*\*([^*]+)\*\*|“([^”]+)”/g)].map(([, bold, quote]) => bold ?? quote);
  return quoted
    .flatMap(quote => quote.split('›'))
    .map(quote => quote.replace(/\s+/g, ' ').replace(/'/g, '’').trim())
    .map(quote => quote.replace(/[.:]$/, ''))
    .filter(Boolean);
}

/** A string that is hardly more than placeholders would match any quote. */
function hasWords(text: string): boolean {
  return text.replace(/\{\d\}|[^\p{L}]/gu, '').length >= 3;
}

/** A string's own placeholders match anything. So does an ellipsis in a quote, for which each part has to be there. */
function patternOf(text: string): { test(quote: string): boolean } {
  const whole = new RegExp(`^${parts(text, /\{\d\}/).join('.+')}$`, 'u');
  const plain = text.replace(/'/g, '’');
  return {
    test: quote => {
      if (!quote.includes('…')) {
        return whole.test(quote);
      }
      return whole.test(quote) || new RegExp(`^${parts(quote, /…/).join('.*')}$`, 'u').test(plain);
    }
  };
}

function parts(text: string, gap: RegExp): string[] {
  return text
    .replace(/'/g, '’')
    .split(gap)
    .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}
