import { EnvironmentProviders, ErrorHandler, importProvidersFrom, Provider } from '@angular/core';
import { AppErrorHandler, CoreServiceModule } from '@microsoft/windows-admin-center-sdk/angular';

/** All of the SDK's services, as its template imports them. */
export const sdkServices: (Provider | EnvironmentProviders)[] = [
  importProvidersFrom(CoreServiceModule),
  { provide: ErrorHandler, useClass: AppErrorHandler }
];
