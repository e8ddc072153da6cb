import { pageLanguage, regionalFormat } from './locale';

/** What this extension runs in. What the shell or the gateway did not tell is empty. */
export interface Environment {
  /** The version of this extension. */
  readonly extensionVersion: string;
  readonly shellVersion: string;
  readonly gatewayApiVersion: string;
  readonly theme: string;
  /** A BCP 47 tag. */
  readonly language: string;
  /** Of dates and numbers: a BCP 47 tag. */
  readonly format: string;
  /** As the browser names itself. */
  readonly browser: string;
}

/** What the SDK has learnt of the shell and the gateway, and the browser tells of itself. */
export function environment(): Environment {
  const { Environment, Init, Resources } = MsftSme.self();
  return {
    // From package.json, which main.ts hands to the SDK.
    extensionVersion: Init?.moduleVersion ?? '',
    shellVersion: Init?.shellVersion ?? '',
    gatewayApiVersion: Init?.gatewayApiVersion ?? Environment?.gatewayApiVersion ?? '',
    theme: Resources?.theme ?? '',
    language: pageLanguage(),
    format: regionalFormat(),
    browser: navigator.userAgent
  };
}
