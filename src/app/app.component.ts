import { ChangeDetectionStrategy, Component, OnDestroy, OnInit } from '@angular/core';
import { AppContextService, NavigationService } from '@microsoft/windows-admin-center-sdk/angular';

/** The frame that the SDK asks every extension to have: it ties Angular's router to the shell's navigation. */
@Component({
  selector: 'avma-root',
  standalone: false,
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: ` <sme-ux class="sme-layout-absolute sme-position-inset-none"><router-outlet></router-outlet></sme-ux> `
})
export class AppComponent implements OnInit, OnDestroy {
  constructor(
    private appContext: AppContextService,
    private navigation: NavigationService
  ) {}

  ngOnInit(): void {
    this.appContext.ngInit({ navigationService: this.navigation });
  }

  ngOnDestroy(): void {
    this.appContext.ngDestroy();
  }
}
