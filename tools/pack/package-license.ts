/** Where the package has what belongs to Microsoft's SDK. */
export const sdkFolder = 'licenses/windows-admin-center-sdk';

/** The license file of the whole package, which its nuspec names. */
export const licenseFile = 'LICENSE.txt';

/**
 * Says what in the package is whose. The terms of the SDK aren't open source, so no one license covers the package.
 *
 * @param ownLicense the text of this project's license
 * @param sdkVersion the version of the SDK in the bundle
 * @param notices the path of the third-party notices in the package
 */
export function packageLicense(ownLicense: string, sdkVersion: string, notices: string): string {
  return `This package has work of several owners. Each part has its own license.

1. What this project's contributors wrote is under the MIT License below. That is everything in this package except what
   is named under 2 and 3: the PowerShell module, the page's own code in ux/*.js, its words, and the documents.

2. The scripts ux/*.js and the strings in ux/assets/strings contain parts of Microsoft's Windows Admin Center SDK
   ${sdkVersion}. It isn't open source, and the MIT License doesn't apply to it. Its terms, and its notices about the
   work of others in it, are in the folder ${sdkFolder}.

3. The scripts ux/*.js also contain open source packages. ${notices} names each of them, with its license.

Windows Server and Windows Admin Center are trademarks of Microsoft. Microsoft doesn't endorse or support this package.

--------------------------------------------------------------------------------

${ownLicense.trim()}
`;
}
