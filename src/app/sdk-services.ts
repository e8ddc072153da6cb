import { ErrorHandler, Provider } from '@angular/core';
import {
  ActiveConnectionService,
  AppContextService,
  AppErrorHandler,
  AuthorizationService,
  AzureManagerService,
  BatchService,
  CimService,
  CimStreamService,
  ConnectionService,
  CredSSPManagerService,
  FileTransferService,
  FrameService,
  GatewayService,
  HttpService,
  LifetimeService,
  NavigationService,
  NodeService,
  NotificationService,
  PowerShellService,
  PowerShellStreamService,
  ResourceService,
  RpcService,
  SettingsService,
  SshStreamService,
  UserAliveService,
  WebsocketStreamService,
  WorkItemService
} from '@microsoft/windows-admin-center-sdk/angular';

/**
 * What the SDK's `AppContextService` is made of. Named one by one instead of by the SDK's module, which would bring in
 * services that nothing here asks for.
 */
export const sdkServices: Provider[] = [
  LifetimeService,
  RpcService,
  HttpService,
  NavigationService,
  UserAliveService,
  ActiveConnectionService,
  AuthorizationService,
  AzureManagerService,
  AppContextService,
  CredSSPManagerService,
  GatewayService,
  NodeService,
  BatchService,
  WebsocketStreamService,
  CimService,
  CimStreamService,
  ConnectionService,
  FileTransferService,
  NotificationService,
  PowerShellService,
  PowerShellStreamService,
  SettingsService,
  WorkItemService,
  FrameService,
  SshStreamService,
  ResourceService,
  { provide: ErrorHandler, useClass: AppErrorHandler }
];
