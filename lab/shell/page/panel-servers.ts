import { LabServer } from '../../control/lab-state';
import { accesses, accessWords } from './access-words';
import { element, labelled, numberField, selectField, switchField } from './panel-fields';
import { PanelControl, PanelPart } from './panel-part';

/** The servers: a row for each with its switch, and the rest of it where the row is opened. */
export class ServerList {
  readonly element = element('div', 'long-list');
  private rows = new Map<string, PanelPart<LabServer>>();

  constructor(private panel: PanelControl) {}

  /** Draws only the rows of servers that have changed. */
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
  summary.append(
    element('span', 'server-name', server.name),
    element('span', 'facts', factsOf(server).join(', '))
  );
  const { lastFive } = server;
  details.append(
    summary,
    element('p', 'facts', lastFive ? `Host key ends in ${lastFive}` : 'No host key'),
    ...accessField(server, panel),
    ...latencyField(server, panel)
  );
  return details;
}

/** What is unusual of a server, for whoever looks over many of them. */
function factsOf({ power, latencyMs, access }: LabServer): string[] {
  return [
    power === 'off' ? 'Off' : '',
    latencyMs > 0 ? `${latencyMs} ms` : '',
    access === 'administrator' ? '' : accessWords[access]
  ].filter(fact => fact !== '');
}

function accessField({ name, access }: LabServer, { lab, tell }: PanelControl): HTMLElement[] {
  const field = selectField(`access-${name}`, accesses, access, accessWords);
  field.addEventListener('change', () => {
    const wanted = accesses[field.selectedIndex];
    tell(
      lab.changeServer(name, { access: wanted }),
      `Access to ${name} is now: ${field.selectedOptions[0]?.text ?? ''}.`
    );
  });
  return labelled('Access', field);
}

function latencyField({ name, latencyMs }: LabServer, { lab, tell }: PanelControl): HTMLElement[] {
  const field = numberField(`latency-${name}`, latencyMs, 100);
  field.addEventListener('change', () =>
    tell(
      lab.changeServer(name, { latencyMs: Number(field.value) }),
      `${name} now answers ${field.value} ms later.`
    ));
  return labelled('Latency (ms)', field);
}
