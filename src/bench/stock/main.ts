import '../../polyfills';

import { enableProdMode } from '@angular/core';
import { platformBrowserDynamic } from '@angular/platform-browser-dynamic';
import { CoreEnvironment } from '@microsoft/windows-admin-center-sdk/core';
import packageJson from '../../../package.json';
import { AppModule } from '../../app/app.module';
import { PowerShellScripts } from '../../generated/powershell-scripts';
import manifest from '../../generated/manifest.json';

enableProdMode();

// As in the main.ts of the SDK's template, except for the stream, which this page needs.
void CoreEnvironment.initialize(
  {
    name: manifest.name,
    version: packageJson.version,
    powerShellModuleName: PowerShellScripts.module,
    isProduction: true
  },
  { resourcesPath: 'assets/strings' },
  { cssV2: true, websocket: true }
).then(() => platformBrowserDynamic().bootstrapModule(AppModule));
