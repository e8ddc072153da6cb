import { environment } from './environment';

describe('The page’s environment', () => {
  const self = MsftSme.self();
  const before = { Init: self.Init, Environment: self.Environment, Resources: self.Resources };

  afterEach(() => Object.assign(self, before));

  it('is what the SDK knows of the shell and the gateway', () => {
    self.Init = {
      ...before.Init,
      moduleVersion: '1.2.3',
      shellVersion: '2.4.0',
      gatewayApiVersion: '1.0.0'
    };
    self.Resources = { ...before.Resources, theme: 'dark', localeId: 'de-DE', localeRegionalId: 'de-AT' };
    expect(environment()).toEqual({
      extensionVersion: '1.2.3',
      shellVersion: '2.4.0',
      gatewayApiVersion: '1.0.0',
      theme: 'dark',
      language: 'de-DE',
      format: 'de-AT',
      browser: navigator.userAgent
    });
  });

  it('is empty if the shell reports nothing', () => {
    // As an older shell leaves it.
    Object.assign(self, { Init: { mode: 1 }, Environment: {}, Resources: {} });
    const { extensionVersion, shellVersion, gatewayApiVersion, theme } = environment();
    expect([extensionVersion, shellVersion, gatewayApiVersion, theme]).toEqual(['', '', '', '']);
  });
});
