import { Provider } from '@angular/core';
import { AppContextService } from '@microsoft/windows-admin-center-sdk/angular';
import { EMPTY, NEVER } from 'rxjs';

/**
 * What the SDK's controls ask for when there is no shell. The real `AppContextService` can't be made twice in one page,
 * so specs have one that is silent.
 */
export const sdkServicesForSpecs: Provider[] = [
  {
    provide: AppContextService,
    useValue: {
      frame: { navigateDirectiveEventObservable: NEVER },
      rpc: { updateThemeRequest: () => EMPTY },
      navigation: {},
      activeConnection: {}
    }
  }
];
