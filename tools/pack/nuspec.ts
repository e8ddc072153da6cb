import { document, element, escaped } from './xml';

/** The metadata of a package. */
export interface PackageInformation {
  /** the manifest's name, because Windows Admin Center finds one by the other */
  id: string;
  version: string;
  title: string;
  authors: string;
  description: string;
  tags: string;
  /** the project's own site, if package.json has one */
  projectUrl?: string;
  /** as SPDX writes it */
  license: string;
}

const packageType = 'WindowsAdminCenterExtension';

/** The package's nuspec, which NuGet and Windows Admin Center's feed read. */
export function nuspec(information: PackageInformation): string {
  const text = (name: string, content: string): string => `\n    ${element(name, {}, escaped(content))}`;
  return document(
    element(
      'package',
      { xmlns: 'http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd' },
      '\n  ',
      element(
        'metadata',
        {},
        text('id', information.id),
        text('version', information.version),
        text('title', information.title),
        text('authors', information.authors),
        text('requireLicenseAcceptance', 'false'),
        `\n    ${element('license', { type: 'expression' }, escaped(information.license))}`,
        // NuGet's own packing adds this address to a license expression, for older readers.
        text('licenseUrl', `https://licenses.nuget.org/${information.license}`),
        information.projectUrl === undefined ? '' : text('projectUrl', information.projectUrl),
        text('icon', 'icon.png'),
        text('readme', 'README.md'),
        text('description', information.description),
        text('tags', information.tags),
        `\n    ${element('packageTypes', {}, element('packageType', { name: packageType }))}\n  `
      ),
      '\n'
    )
  );
}
