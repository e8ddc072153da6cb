import { Provider, Type } from '@angular/core';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { RouterTestingModule } from '@angular/router/testing';
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

/** That component, as a page would have it that has nothing else; the SDK's controls find what they ask for. */
export function createForSpecs<Host>(host: Type<Host>): ComponentFixture<Host> {
  TestBed.configureTestingModule({
    imports: [RouterTestingModule],
    providers: sdkServicesForSpecs
  });
  return TestBed.createComponent(host);
}
