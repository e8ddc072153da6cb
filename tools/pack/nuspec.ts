import { licenseFile } from './package-license';
import type { ReleaseAddresses } from './release';
import { document, element, escaped } from './xml';

/** The metadata of a package. */
export interface PackageInformation {
  /** the manifest's name, because Windows Admin Center finds one by the other */
  id: string;
  version: string;
  title: string;
  authors: string;
  copyright: string;
  description: string;
  tags: string;
  /** null if the package isn't a release */
  addresses: ReleaseAddresses | null;
}

const packageType = 'WindowsAdminCenterExtension';

/** What NuGet has as the license's address if the package has a license file, for older readers. */
const addressForFile = 'https://aka.ms/deprecateLicenseUrl';

/** The package's nuspec, which NuGet and Windows Admin Center's feed read. */
export function nuspec(information: PackageInformation): string {
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
        ...licenseOf(information),
        text('icon', 'icon.png'),
        text('readme', 'README.md'),
        text('description', information.description),
        text('copyright', information.copyright),
        text('tags', information.tags),
        `\n    ${element('packageTypes', {}, element('packageType', { name: packageType }))}\n  `
      ),
      '\n'
    )
  );
}

/**
 * A release has its license's address, which the feed demands. NuGet allows either that or a license file (NU5035), so
 * any other package names the file.
 */
function licenseOf({ addresses }: PackageInformation): string[] {
  if (addresses !== null) {
    return [text('licenseUrl', addresses.licenseUrl), text('projectUrl', addresses.projectUrl)];
  }
  return [`\n    ${element('license', { type: 'file' }, licenseFile)}`, text('licenseUrl', addressForFile)];
}

function text(name: string, content: string): string {
  return `\n    ${element(name, {}, escaped(content))}`;
}
