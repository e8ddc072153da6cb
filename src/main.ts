import { enableProdMode } from '@angular/core';
import { platformBrowser } from '@angular/platform-browser';
import { CoreEnvironment } from '@microsoft/windows-admin-center-sdk/core/data/core-environment';
import packageJson from '../package.json';
import { AppModule } from './app/app.module';
import { removeStartingFrame } from './app/platform/starting-frame';
import { isProduction } from './build-kind';
import { PowerShellScripts } from './generated/powershell-scripts';
import manifest from './generated/manifest.json';

enableProdMode();

void CoreEnvironment.initialize(
  {
    name: manifest.name,
    version: packageJson.version,
    powerShellModuleName: PowerShellScripts.module,
    isProduction
  },
  { resourcesPath: 'assets/strings' },
  { cssV2: true, websocket: true }
)
  .then(() =>
    // One drawing for all answers that come within a frame: sixty-four servers may answer in the same moment.
    platformBrowser().bootstrapModule(AppModule, { ngZoneRunCoalescing: true })
  )
  .catch((error: unknown) => {
    // A frame that stays would look as if the page were still loading.
    removeStartingFrame();
    throw error;
  });
