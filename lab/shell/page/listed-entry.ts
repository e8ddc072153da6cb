import type { ExtensionManifest, ExtensionPlace } from './extension-place';

/** How an entry point is listed. */
export interface ListedEntry {
  displayName: string;
  /** the icon's address; null if the entry has none, or one of the shell's own font */
  icon: string | null;
}

interface Resource {
  locale: string;
  strings: Record<string, string>;
}

const reference = 'resources:strings:';
const shellsOwn = 'sme-icon:';

/** The entry point of that type as a list shows it, read as the SDK reads manifests (`environment-modules.js`). */
export function listedEntry(
  { manifest, iconBase }: ExtensionPlace,
  entryPointType: string,
  locale: string
): ListedEntry {
  const entry = manifest.entryPoints.find(candidate => candidate.entryPointType === entryPointType);
  const { displayName = '', icon = '' } = entry ?? {};
  const isFile = icon !== '' && !icon.startsWith(shellsOwn);
  return {
    displayName: textOf(displayName, manifest, locale),
    icon: isFile ? `${iconBase}/${icon}` : null
  };
}

function textOf(text: string, manifest: ExtensionManifest, locale: string): string {
  if (!text.startsWith(reference)) {
    return text;
  }
  const key = text.slice(reference.length);
  const all = (manifest['resources'] ?? []) as Resource[];
  const inLocale = (name: string): string | undefined => all.find(one => one.locale === name)?.strings[key];
  return inLocale(locale) ?? inLocale('default') ?? key;
}
