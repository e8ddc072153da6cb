import { LabServer, LabServerChange } from '../../control/lab-state';
import { faultOf, serverFaults, withFault } from '../../control/server-faults';
import { accesses, accessWords } from './access-words';
import { button, element, fieldLine, labelled, numberField, selectField, switchField } from './panel-fields';
import { PanelControl } from './panel-part';
import {
  azureModuleWords,
  certificateWords,
  clusterStateWords,
  dialectWords,
  moduleWords,
  subscriptionWords
} from './server-words';

/** Creates the fields for a server's settings, except for its power. */
export function serverFields(server: LabServer, panel: PanelControl): HTMLElement[] {
  const choices = element('div', 'choices');
  choices.append(
    ...faultField(server, panel),
    ...accessField(server, panel),
    ...clusterStateField(server, panel),
    ...moduleField(server, panel),
    ...dialectField(server, panel),
    ...azureModuleField(server, panel),
    ...subscriptionField(server, panel),
    ...syncField(server, panel),
    ...certificateField(server, panel),
    ...latencyField(server, panel)
  );
  return [choices, applicationControlSwitch(server, panel), serverButtons(server, panel)];
}

/** Everything that can go wrong on a server, one at a time. The other fields can be combined. */
function faultField(server: LabServer, panel: PanelControl): HTMLElement[] {
  const { name } = server;
  const words = Object.fromEntries([['none', 'None'], ...serverFaults.map(({ id, words: said }) => [id, said])]);
  const field = selectField(`fault-${name}`, Object.keys(words), faultOf(server)?.id ?? 'none', words);
  field.addEventListener('change', () => {
    const fault = serverFaults.find(({ id }) => id === field.value) ?? null;
    change(panel, name, withFault(fault), `The fault of ${name} is now: ${wordsOf(field)}.`);
  });
  return labelled('Fault', field);
}

function accessField({ name, access }: LabServer, panel: PanelControl): HTMLElement[] {
  const field = selectField(`access-${name}`, accesses, access, accessWords);
  field.addEventListener('change', () =>
    change(panel, name, { access: chosen(field, accessWords) }, `Access to ${name} is now: ${wordsOf(field)}.`)
  );
  return labelled('Access', field);
}

function clusterStateField({ name, clusterState }: LabServer, panel: PanelControl): HTMLElement[] {
  const states = Object.keys(clusterStateWords);
  const field = selectField(`cluster-state-${name}`, states, clusterState, clusterStateWords);
  field.addEventListener('change', () =>
    change(
      panel,
      name,
      { clusterState: chosen(field, clusterStateWords) },
      `To its cluster ${name} is now: ${wordsOf(field)}.`
    )
  );
  return labelled('Cluster state', field);
}

function moduleField({ name, activationModule }: LabServer, panel: PanelControl): HTMLElement[] {
  const { found } = activationModule;
  const field = selectField(`module-${name}`, Object.keys(moduleWords), found, moduleWords);
  field.addEventListener('change', () =>
    change(
      panel,
      name,
      { activationModule: { found: chosen(field, moduleWords) } },
      `The module of ${name} is now: ${wordsOf(field)}.`
    )
  );
  return labelled('Module', field);
}

function dialectField({ name, answerDialect }: LabServer, panel: PanelControl): HTMLElement[] {
  const dialects = Object.keys(dialectWords);
  const field = selectField(`answers-${name}`, dialects, answerDialect, dialectWords);
  field.addEventListener('change', () =>
    change(panel, name, { answerDialect: chosen(field, dialectWords) }, `${name} now answers in: ${wordsOf(field)}.`)
  );
  return labelled('Answers', field);
}

function azureModuleField({ name, azure }: LabServer, panel: PanelControl): HTMLElement[] {
  const modules = Object.keys(azureModuleWords);
  const field = selectField(`azure-module-${name}`, modules, azure.module, azureModuleWords);
  field.addEventListener('change', () =>
    change(
      panel,
      name,
      { azure: { module: chosen(field, azureModuleWords) } },
      `The Azure module of ${name} is now: ${wordsOf(field)}.`
    )
  );
  return labelled('Azure', field);
}

function subscriptionField({ name, azure }: LabServer, panel: PanelControl): HTMLElement[] {
  const statuses = Object.keys(subscriptionWords);
  const present = azure.subscription ?? 'none';
  const field = selectField(`subscription-${name}`, statuses, present, subscriptionWords);
  field.addEventListener('change', () => {
    const wanted = chosen(field, subscriptionWords);
    change(
      panel,
      name,
      { azure: { subscription: wanted === 'none' ? null : wanted } },
      `The subscription of ${name} is now: ${wordsOf(field)}.`
    );
  });
  return labelled('Subscription', field);
}

function syncField({ name, azure }: LabServer, panel: PanelControl): HTMLElement[] {
  const field = numberField(`sync-${name}`, azure.daysSinceSync ?? 0, 1);
  field.addEventListener('change', () =>
    change(
      panel,
      name,
      { azure: { daysSinceSync: Number(field.value) } },
      `${name} last synced with Azure ${field.value} days ago.`
    )
  );
  return labelled('Days since sync', field);
}

function certificateField({ name, certificateFault }: LabServer, panel: PanelControl): HTMLElement[] {
  const faults = Object.keys(certificateWords);
  const field = selectField(`certificates-${name}`, faults, certificateFault ?? 'none', certificateWords);
  field.addEventListener('change', () => {
    const wanted = chosen(field, certificateWords);
    change(
      panel,
      name,
      { certificateFault: wanted === 'none' ? null : wanted },
      `Certificates of ${name} are now: ${wordsOf(field)}.`
    );
  });
  return labelled('Certificates', field);
}

function latencyField({ name, latencyMs }: LabServer, panel: PanelControl): HTMLElement[] {
  const field = numberField(`latency-${name}`, latencyMs, 100);
  field.addEventListener('change', () =>
    change(panel, name, { latencyMs: Number(field.value) }, `${name} now answers ${field.value} ms later.`)
  );
  return labelled('Latency (ms)', field);
}

function applicationControlSwitch({ name, applicationControl }: LabServer, panel: PanelControl): HTMLElement {
  const field = switchField(`application-control-${name}`, applicationControl);
  field.addEventListener('change', () =>
    change(
      panel,
      name,
      { applicationControl: field.checked },
      `${name} now has ${field.checked ? '' : 'no '}application control.`
    )
  );
  return fieldLine('Application control', field);
}

function serverButtons({ name }: LabServer, { lab, tell }: PanelControl): HTMLElement {
  const restart = button('Restart');
  restart.addEventListener('click', () => tell(lab.restartServer(name), `${name} was restarted.`));
  const reinstall = button('Reinstall');
  reinstall.id = `reinstall-${name}`;
  reinstall.addEventListener('click', () =>
    tell(lab.reinstallServer(name), `${name} is installed anew, without a key.`)
  );
  const remove = button('Remove');
  remove.addEventListener('click', () => tell(lab.removeServer(name), `${name} is no longer in the cluster.`));
  const buttons = element('div', 'buttons');
  buttons.append(restart, reinstall, remove);
  return buttons;
}

function change({ lab, tell }: PanelControl, name: string, wanted: LabServerChange, words: string): void {
  tell(lab.changeServer(name, wanted), words);
}

/** The selected value, found by its words. */
function chosen<T extends string>(field: HTMLSelectElement, words: Record<T, string>): T {
  return (Object.keys(words) as T[])[field.selectedIndex];
}

function wordsOf(field: HTMLSelectElement): string {
  return field.selectedOptions[0]?.text ?? '';
}
