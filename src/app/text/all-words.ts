/**
 * Tests whether a text has all of the words, in any order, in upper or lower case, and however letters with marks are
 * composed. Empty words match every text.
 */
export function allWordsIn(words: string): (text: string) => boolean {
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  return text => {
    const whole = folded(text);
    return wanted.every(word => whole.includes(word));
  };
}

/** A text in one form. A sigma has another one at the end of a word, and a search is often for a part. */
function folded(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase().replace(/ς/g, 'σ');
}
