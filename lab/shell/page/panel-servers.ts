import { LabServer } from '../../control/lab-state';
import { accessWords } from './access-words';
import { button, element, switchField } from './panel-fields';
import { PanelControl, PanelPart } from './panel-part';
import { serverFields } from './panel-server-fields';
import { certificateWords, clusterStateWords, dialectWords, moduleWords, subscriptionWords } from './server-words';

/** The list of servers. Each has a row with its switch, and the other fields when the row is opened. */
export class ServerList {
  readonly element = element('div', 'long-list');
  private rows = new Map<string, PanelPart<LabServer>>();

  constructor(private panel: PanelControl) {}

  /** Redraws only the rows of servers that have changed. */
  show(servers: LabServer[]): void {
    const names = servers.map(server => server.name);
    if (names.join() !== [...this.rows.keys()].join()) {
      this.rows = new Map(names.map(name => [name, this.rowFor(name)]));
      this.element.replaceChildren(...[...this.rows.values()].map(row => row.element));
    }
    servers.forEach(server => this.rows.get(server.name)?.show(server));
  }

  private rowFor(name: string): PanelPart<LabServer> {
    const group = element('div', 'server');
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', name);
    return new PanelPart(group, (server, old) => [
      powerSwitch(server, this.panel),
      serverDetails(server, this.panel, old.querySelector('details')?.open ?? false)
    ]);
  }
}

function powerSwitch({ name, power }: LabServer, { lab, tell }: PanelControl): HTMLElement {
  const field = switchField(`power-${name}`, power === 'on');
  field.title = 'Switched on';
  field.setAttribute('aria-label', field.title);
  field.addEventListener('change', () => {
    const wanted = field.checked ? 'on' : 'off';
    tell(lab.changeServer(name, { power: wanted }), `${name} is switched ${wanted}.`);
  });
  return field;
}

function serverDetails(server: LabServer, panel: PanelControl, isOpen: boolean): HTMLElement {
  const details = document.createElement('details');
  details.open = isOpen;
  const summary = element('summary', '');
  summary.id = `server-${server.name}`;
  summary.append(element('span', 'server-name', server.name), element('span', 'facts', factsOf(server).join(', ')));
  const { lastFive } = server;
  details.append(
    summary,
    element('p', 'facts', lastFive ? `Host key ends in ${lastFive}` : 'No host key'),
    ...serverFields(server, panel)
  );
  return details;
}

/** What is unusual about a server, for an overview of many servers. */
function factsOf(server: LabServer): string[] {
  const { power, latencyMs, access, clusterState, answerDialect, applicationControl, certificateFault } = server;
  const { statusError, statusErrorText, applyError, applyErrorText, language } = server;
  const { found } = server.activationModule;
  const { subscription, daysSinceSync, error } = server.azure;
  return [
    power === 'off' ? 'Off' : '',
    latencyMs > 0 ? `${latencyMs} ms` : '',
    access === 'administrator' ? '' : accessWords[access],
    clusterState === 'Up' ? '' : clusterStateWords[clusterState],
    found === 'name' ? '' : `Module: ${moduleWords[found]}`,
    answerDialect === 'plain' ? '' : `Answers: ${dialectWords[answerDialect]}`,
    subscription ? `Subscription: ${subscriptionWords[subscription]}` : '',
    (daysSinceSync ?? 0) > 30 ? `Synced ${daysSinceSync} days ago` : '',
    error ?? '',
    applicationControl ? 'Application control' : '',
    certificateFault ? `Certificates: ${certificateWords[certificateFault]}` : '',
    language === 'en-US' ? '' : language,
    statusError ?? statusErrorText ?? '',
    applyError ?? applyErrorText ?? ''
  ].filter(fact => fact !== '');
}

/** Creates the button that adds a server, with a name like the others. */
export function addServerButton(names: string[], { lab, tell }: PanelControl): HTMLElement {
  const add = button('Add server');
  add.id = 'add-server';
  add.className = 'below';
  add.addEventListener('click', () => {
    const name = nextName(names);
    tell(lab.addServer(name), `${name} is added, without a key.`);
  });
  return add;
}

/** The next name in the style of the scenarios. */
function nextName(names: string[]): string {
  let number = names.length + 1;
  const name = () => `node${String(number).padStart(2, '0')}`;
  while (names.includes(name())) {
    number++;
  }
  return name();
}
