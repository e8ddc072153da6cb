/** Tests whether a text has all of the words, in any order and in upper or lower case. Empty words match every text. */
export function allWordsIn(words: string): (text: string) => boolean {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return text => {
    const lower = text.toLocaleLowerCase();
    return wanted.every(word => lower.includes(word));
  };
}
