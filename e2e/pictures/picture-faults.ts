/** What there is of pictures. */
export interface PicturesFound {
  /** The texts of all documents. */
  readonly documents: readonly string[];
  /** The files in `docs/pictures`. */
  readonly files: readonly string[];
  /** The names of all pictures that are taken. */
  readonly names: readonly string[];
}

/** Every picture that is missing, that no document shows, or that isn't taken by the command, one line each. */
export function faultsOfPictures({ documents, files, names }: PicturesFound): string[] {
  const shown = documents.flatMap(text => [...text.matchAll(/pictures\/([\w.-]+\.\w+)/g)].map(([, file]) => file));
  const taken = names.map(name => `${name}.png`);
  return [...new Set([...shown, ...files, ...taken])].flatMap(file => [
    ...(files.includes(file) ? [] : [`${file}: missing in docs/pictures`]),
    ...(shown.includes(file) ? [] : [`${file}: no document shows it`]),
    ...(taken.includes(file) ? [] : [`${file}: "npm run pictures" doesn’t take it`])
  ]);
}
