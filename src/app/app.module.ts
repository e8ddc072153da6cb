import { NgModule } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { BrowserModule } from '@angular/platform-browser';
import { RouterModule, Routes } from '@angular/router';
import { AppContextService, IdleComponent, IdleModule, SmeUxModule } from '@microsoft/windows-admin-center-sdk/angular';
import { ActivationPageComponent } from './page/activation-page.component';
import { ActivationStore } from './servers/activation-store';
import { PendingApplies } from './servers/pending-applies';
import { ApplyNotifications } from './servers/apply-notifications';
import { AppComponent } from './app.component';
import { ClusterConnection } from './cluster/cluster-connection';
import { ClusterCredentials } from './cluster/cluster-credentials';
import { CertificateKeys } from './cluster/certificate-keys';
import { KeyedSessions } from './cluster/keyed-sessions';
import { NodeReads } from './cluster/node-reads';
import { SdkClusterConnection } from './cluster/sdk-cluster-connection';
import { VirtualMachinesStore } from './virtual-machines/virtual-machines-store';
import { sdkServices } from './sdk-services';
import { Notifications } from './platform/notifications';
import { PageLocks } from './platform/page-locks';
import { PageStorage } from './platform/page-storage';

const routes: Routes = [
  // The SDK navigates here while the shell keeps the extension in the background.
  { path: 'idle', component: IdleComponent },
  { path: '', component: ActivationPageComponent },
  { path: '**', redirectTo: '' }
];

/** What it takes to start inside Windows Admin Center; all the rest are standalone components. */
@NgModule({
  declarations: [AppComponent],
  imports: [
    BrowserModule,
    FormsModule,
    // The shell says which path to open first.
    RouterModule.forRoot(routes, { initialNavigation: 'disabled' }),
    IdleModule,
    SmeUxModule
  ],
  providers: [
    sdkServices,
    Notifications,
    PageLocks,
    PageStorage,
    PendingApplies,
    ApplyNotifications,
    ActivationStore,
    VirtualMachinesStore,
    ClusterCredentials,
    NodeReads,
    CertificateKeys,
    KeyedSessions,
    { provide: ClusterConnection, useClass: SdkClusterConnection }
  ],
  bootstrap: [AppComponent]
})
export class AppModule {
  constructor(appContext: AppContextService) {
    appContext.initializeModule({});
  }
}
