import { EnvironmentProviders, ErrorHandler, importProvidersFrom, Provider } from '@angular/core';
import {
  AppErrorHandler,
  CoreServiceModule,
  NavigationService,
  ResourceService
} from '@microsoft/windows-admin-center-sdk/angular';

/** All of the SDK's services, as its template provides them. */
export const sdkServices: (Provider | EnvironmentProviders)[] = [
  importProvidersFrom(CoreServiceModule),
  NavigationService,
  ResourceService,
  { provide: ErrorHandler, useClass: AppErrorHandler }
];
