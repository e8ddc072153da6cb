import type { PackageInformation } from './nuspec';
import { document, element, escaped } from './xml';

const relationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const kinds: Record<string, string> = {
  rels: 'application/vnd.openxmlformats-package.relationships+xml',
  psmdcp: 'application/vnd.openxmlformats-package.core-properties+xml'
};

/** The path of the package's properties. NuGet makes a new name each time. This one is fixed. */
export const propertiesPart = 'package/services/metadata/core-properties/extension.psmdcp';

/** Every file extension with its content type, and each file without an extension. */
export function contentTypes(files: readonly string[]): string {
  const last = (file: string): string => file.slice(file.lastIndexOf('/') + 1);
  const extensionOf = (file: string): string => /\.([^.]+)$/.exec(last(file))?.[1] ?? '';
  const extensions = [...new Set(files.map(extensionOf).filter(Boolean)), 'rels', 'psmdcp'].sort();
  const bare = files.filter(file => extensionOf(file) === '');
  return document(
    element(
      'Types',
      { xmlns: 'http://schemas.openxmlformats.org/package/2006/content-types' },
      ...extensions.map(name =>
        element('Default', { Extension: name, ContentType: kinds[name] ?? 'application/octet' })
      ),
      ...bare.map(file => element('Override', { PartName: `/${file}`, ContentType: 'application/octet' }))
    )
  );
}

/** The relationships through which a reader finds the nuspec and the properties. */
export function packageRelationships(nuspecFile: string): string {
  const relation = (id: string, type: string, target: string): string =>
    element('Relationship', { Type: type, Target: `/${target}`, Id: id });
  return document(
    element(
      'Relationships',
      { xmlns: relationships },
      relation('R1', 'http://schemas.microsoft.com/packaging/2010/07/manifest', nuspecFile),
      relation('R2', `${relationships}/metadata/core-properties`, propertiesPart)
    )
  );
}

/** The same properties, in the form that Open Packaging tools read. */
export function coreProperties(information: PackageInformation): string {
  const text = (name: string, content: string): string => element(name, {}, escaped(content));
  return document(
    element(
      'coreProperties',
      {
        xmlns: 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties',
        'xmlns:dc': 'http://purl.org/dc/elements/1.1/'
      },
      text('dc:creator', information.authors),
      text('dc:description', information.description),
      text('dc:identifier', information.id),
      text('version', information.version),
      text('keywords', information.tags),
      text('dc:title', information.title)
    )
  );
}
