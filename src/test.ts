import { getTestBed } from '@angular/core/testing';
import { BrowserDynamicTestingModule, platformBrowserDynamicTesting } from '@angular/platform-browser-dynamic/testing';
import * as fc from 'fast-check';
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

// What karma.conf.js says: the same inputs in every run, unless the developer asks for others.
const { config } = (window as { __karma__?: { config?: { properties?: fc.GlobalParameters } } }).__karma__ ?? {};
fc.configureGlobal(config?.properties ?? {});

// Where two browsers share the specs, each leaves out the suites of the other: every suite is in one of them.
const [, part, parts] = /part\/(\d)of(\d)/.exec(navigator.userAgent) ?? [];
if (part && parts) {
  let suites = 0;
  let depth = 0;
  const describeAll = window.describe;
  window.describe = (name, specs) => {
    if (depth === 0 && suites++ % Number(parts) !== Number(part)) {
      return;
    }
    depth += 1;
    describeAll(name, specs);
    depth -= 1;
  };
}
