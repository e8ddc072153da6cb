import { NgModule } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { BrowserModule } from '@angular/platform-browser';
import { RouterModule, Routes } from '@angular/router';
import { AppContextService, IdleComponent, IdleModule, SmeUxModule } from '@microsoft/windows-admin-center-sdk/angular';
import { AppComponent } from './app.component';
import { CredentialPrompts } from './cluster/credential-prompts';
import { ClusterPageComponent } from './page/cluster-page.component';
import { OpenedClusters } from './page/opened-clusters';
import { sdkServices } from './sdk-services';
import { Notifications } from './platform/notifications';
import { PageLocks } from './platform/page-locks';
import { PageStorage } from './platform/page-storage';

const routes: Routes = [
  // The SDK navigates here while the shell keeps the extension in the background.
  { path: 'idle', component: IdleComponent },
  { path: '', component: ClusterPageComponent },
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
  providers: [sdkServices, Notifications, PageLocks, PageStorage, CredentialPrompts, OpenedClusters],
  bootstrap: [AppComponent]
})
export class AppModule {
  constructor(appContext: AppContextService) {
    appContext.initializeModule({});
  }
}
