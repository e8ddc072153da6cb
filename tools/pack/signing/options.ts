import { readOptions } from '../../../machine/options.cjs';
import { BuildFailure } from '../../problems';
import { verbs } from '../../set-up/verbs.cjs';

/** What the module and the package are signed with. */
export interface SignOptions {
  /** the certificate's SHA-1 thumbprint, as Windows shows it: 40 hexadecimal digits in upper case */
  thumbprint: string;
  /** the address of a server that adds the time to signatures (RFC 3161) */
  timestamper: string;
}

/** The words of its command line. */
interface PackWords {
  sign: boolean;
  certificate: string;
  timestamper: string;
}

const usage = 'npm run pack -- --sign --certificate <thumbprint> --timestamper <http://…>';

/** Reads the command line of `npm run pack`: null if nothing is to be signed. Throws BuildFailure or WrongOption. */
export function readPackOptions(words: readonly string[]): SignOptions | null {
  const { sign, certificate, timestamper } = readOptions<PackWords>(words, verbs.pack.options);
  if (!sign) {
    if (certificate !== undefined || timestamper !== undefined) {
      throw new BuildFailure(`--certificate and --timestamper go with --sign: ${usage}`);
    }
    return null;
  }
  if (certificate === undefined || timestamper === undefined) {
    throw new BuildFailure(`--sign needs a certificate and a timestamp server: ${usage}`);
  }
  return { thumbprint: thumbprintOf(certificate), timestamper: timestamperOf(timestamper) };
}

function thumbprintOf(certificate: string): string {
  if (/\.(?:pfx|p12)$/i.test(certificate.trim())) {
    throw new BuildFailure(
      'A certificate file is refused, because its password would be on the command line: ' +
        'import it into Cert:\\CurrentUser\\My and name its thumbprint.'
    );
  }
  // Windows' certificate dialog puts spaces between the digits, and an invisible mark before the first one.
  const thumbprint = certificate.replace(/[\s\u200e\u200f]/g, '').toUpperCase();
  if (!/^[0-9A-F]{40}$/.test(thumbprint)) {
    throw new BuildFailure('--certificate takes a thumbprint of 40 hexadecimal digits, as in Cert:\\CurrentUser\\My.');
  }
  return thumbprint;
}

function timestamperOf(address: string): string {
  // Windows PowerShell's cmdlet takes no https:// here. The answer is signed by the server, so it needs none.
  if (!/^http:\/\/[\w.-]+(?::\d+)?(?:\/[\w./~%-]*)?$/.test(address)) {
    throw new BuildFailure('--timestamper takes an address that begins with http://, as Windows PowerShell wants it.');
  }
  return address;
}
