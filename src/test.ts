import { getTestBed } from '@angular/core/testing';
import {
  BrowserDynamicTestingModule,
  platformBrowserDynamicTesting
} from '@angular/platform-browser-dynamic/testing';
import strings from './generated/assets/strings/strings.json';

// The SDK's controls read their words and their surroundings from here; a shell is not needed for that.
const self = MsftSme.self();
self.Init = { ...self.Init, mode: 1, isProduction: true, gatewayApiVersion: '2.0.0' };
self.Environment = { ...self.Environment, gatewayApiVersion: '2.0.0' };
self.Resources = {
  ...self.Resources,
  localeId: 'en-US',
  localeRegionalId: 'en-US',
  strings: strings.Strings
};

getTestBed().initTestEnvironment(BrowserDynamicTestingModule, platformBrowserDynamicTesting(), {
  errorOnUnknownElements: true,
  errorOnUnknownProperties: true
});
