import { LabState } from '../../control/lab-state';
import { LabClient } from './lab-client';
import { element, fieldLine, heading, labelled, selectField, switchField } from './panel-fields';
import { gatewayFields, GatewayShown, gatewayShown, openSessionsLine } from './panel-gateway';
import { guestFields, GuestsShown } from './panel-guests';
import { PanelControl, PanelPart } from './panel-part';
import { accountRow, keyRow } from './panel-rows';
import { addServerButton, ServerList } from './panel-servers';

const themes = ['light', 'dark'];

/** What the panel needs from the shell. */
export interface PanelShell {
  theme: () => string;
  setTheme: (theme: string) => void;
}

type ScenarioShown = Pick<LabState, 'scenario' | 'scenarios'>;

/** The lab's controls beside the extension. Every change takes effect at once. */
export class ControlPanel {
  private control: PanelControl;
  private servers: ServerList;
  private scenario = part<ScenarioShown>(shown => this.scenarioField(shown));
  private theme = part<string>(theme => this.themeField(theme));
  private cluster = part<boolean>(answers => [this.clusterSwitch(answers)]);
  private addServer = part<string[]>(names => [addServerButton(names, this.control)]);
  private guests = part<GuestsShown>(shown => guestFields(shown, this.control));
  private gateway = part<GatewayShown>(shown => gatewayFields(shown, this.control));
  private openSessions = part<number>(count => [openSessionsLine(count)]);
  private accounts = part<LabState['accounts']>(accounts => accounts.map(account => accountRow(account, this.control)));
  private keys = part<LabState['keys']>(keys => keys.map(key => keyRow(key, text => this.copy(text))), 'long-list');

  constructor(
    content: HTMLElement,
    private result: HTMLElement,
    private lab: LabClient,
    private shell: PanelShell
  ) {
    this.control = { lab, tell: (change, words) => this.tell(change, words) };
    this.servers = new ServerList(this.control);
    content.replaceChildren(
      this.scenario.element,
      this.theme.element,
      heading('Cluster'),
      this.cluster.element,
      heading('Servers'),
      this.servers.element,
      this.addServer.element,
      this.guests.element,
      heading('Gateway'),
      this.gateway.element,
      this.openSessions.element,
      heading('Accounts'),
      this.accounts.element,
      heading('Invented product keys'),
      this.keys.element
    );
  }

  /** Shows the lab's state. */
  show(state: LabState): void {
    const { scenario, scenarios, clusterAnswers, servers, guests, gateway, accounts, keys } = state;
    const { openSessions } = gateway;
    this.scenario.show({ scenario, scenarios });
    this.theme.show(this.shell.theme());
    this.cluster.show(clusterAnswers);
    this.servers.show(servers);
    this.addServer.show(servers.map(server => server.name));
    this.guests.show({ guests, servers: servers.map(server => server.name) });
    this.gateway.show(gatewayShown(gateway));
    this.openSessions.show(openSessions);
    this.accounts.show(accounts);
    this.keys.show(keys);
  }

  private scenarioField({ scenario, scenarios }: ScenarioShown): HTMLElement[] {
    const select = selectField('scenario', scenarios, scenario);
    select.addEventListener('change', () =>
      this.tell(this.lab.setScenario(select.value), `Scenario ${select.value} is being played.`)
    );
    return labelled('Scenario', select);
  }

  private themeField(theme: string): HTMLElement[] {
    const select = selectField('theme', themes, theme);
    select.addEventListener('change', () => this.shell.setTheme(select.value));
    return labelled('Theme', select);
  }

  private clusterSwitch(answers: boolean): HTMLElement {
    const field = switchField('cluster-answers', answers);
    field.addEventListener('change', () =>
      this.tell(
        this.lab.changeCluster({ answers: field.checked }),
        field.checked ? 'The cluster answers by its own name.' : 'The cluster no longer answers by its own name.'
      )
    );
    return fieldLine('The cluster answers by its own name', field);
  }

  private copy(key: string): void {
    navigator.clipboard.writeText(key).then(
      () => this.say(`The key that ends in ${key.slice(-5)} is copied.`),
      () => this.say('This browser does not allow copying; select the key instead.')
    );
  }

  private tell(change: Promise<LabState>, words: string): void {
    change.then(
      state => {
        this.show(state);
        this.say(words);
      },
      (error: Error) => this.say(error.message)
    );
  }

  private say(words: string): void {
    this.result.textContent = words;
  }
}

function part<T>(draw: (shown: T) => HTMLElement[], className = ''): PanelPart<T> {
  return new PanelPart(element('div', className), draw);
}
