import { pageLanguage, regionalFormat } from './locale';

/** The environment that this extension runs in. Values that the shell or the gateway doesn't report are empty. */
export interface Environment {
  /** The version of this extension. */
  readonly extensionVersion: string;
  readonly shellVersion: string;
  readonly gatewayApiVersion: string;
  readonly theme: string;
  /** A BCP 47 tag. */
  readonly language: string;
  /** The format of dates and numbers: a BCP 47 tag. */
  readonly format: string;
  /** The browser's user agent. */
  readonly browser: string;
}

/** The environment, as the SDK knows it from the shell and the gateway, and as the browser describes itself. */
export function environment(): Environment {
  const { Environment, Init, Resources } = MsftSme.self();
  return {
    // From package.json; main.ts gives it to the SDK.
    extensionVersion: Init?.moduleVersion ?? '',
    shellVersion: Init?.shellVersion ?? '',
    gatewayApiVersion: Init?.gatewayApiVersion ?? Environment?.gatewayApiVersion ?? '',
    theme: Resources?.theme ?? '',
    language: pageLanguage(),
    format: regionalFormat(),
    browser: navigator.userAgent
  };
}
