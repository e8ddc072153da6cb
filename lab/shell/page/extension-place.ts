/** The part of the extension's manifest that the shell reads. */
export interface ExtensionManifest {
  name: string;
  version: string;
  target?: string;
  entryPoints: EntryPoint[];
  [other: string]: unknown;
}

/** A place where an extension can be opened. */
export interface EntryPoint {
  entryPointType: string;
  name: string;
  path?: string;
  displayName?: string;
  icon?: string;
}

/** Where an extension is loaded from. */
export interface ExtensionPlace {
  origin: string;
  /** The address of its page. */
  address: string;
  /** What the addresses of its icons begin with. */
  iconBase: string;
  manifest: ExtensionManifest;
  isSideLoaded: boolean;
}

/** The version that this shell gives its extensions as its own. */
export const shellVersion = '2.4.0';

/** Finds the extension that the gateway serves. Rejects with a sentence for the page. */
export async function installedPlace(moduleName: string): Promise<ExtensionPlace> {
  const base = `/modules/${moduleName}`;
  const manifest = await read(`${base}/manifest.json`, 'The manifest of the extension cannot be read.');
  return {
    origin: location.origin,
    address: `${base}/index.html?v=${encodeURIComponent(manifest.version)}`,
    iconBase: location.origin + base,
    manifest: { ...manifest, target: base },
    isSideLoaded: false
  };
}

/**
 * Finds an extension at another origin. Sources: ManifestLoader.fetchSideloadManifests in the SDK's
 * core/manifest/manifest-loader.js, and windows-admin-center-sdk#71, which has the frame's address. Rejects with a
 * sentence for the page. A real shell writes it into the console, and goes on without this extension.
 */
export async function sideLoadedPlace(origin: string): Promise<ExtensionPlace> {
  const failure = `Cannot side-load ${origin}: is the extension being served there?`;
  const manifest = await read(`${origin}/manifest.json`, failure);
  return {
    origin,
    address: `${origin}${manifest.target ?? ''}/?version=s-${shellVersion}`,
    // Without the target: toAbsolutePath in the SDK's core/manifest/environment-modules.js.
    iconBase: origin,
    manifest,
    isSideLoaded: true
  };
}

async function read(address: string, failure: string): Promise<ExtensionManifest> {
  try {
    const response = await fetch(address, { credentials: 'omit', cache: 'no-store' });
    return (await response.json()) as ExtensionManifest;
  } catch {
    // Nothing is served there, it isn't a manifest, or its server doesn't let this page read it.
    throw new Error(failure);
  }
}
