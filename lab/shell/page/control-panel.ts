import { LabKey, LabServer, LabState } from '../../control/lab-state';
import { LabClient } from './lab-client';
import {
  button, element, heading, labelled, numberField, selectField
} from './panel-fields';

const minute = 60_000;
const themes = ['light', 'dark'];

/** What the panel needs of the shell. */
export interface PanelShell {
  theme: () => string;
  setTheme: (theme: string) => void;
}

/** The controls of the lab beside the extension. Every change takes effect at once. */
export class ControlPanel {
  private drawn = '';

  constructor(
    private content: HTMLElement,
    private result: HTMLElement,
    private lab: LabClient,
    private shell: PanelShell
  ) {}

  /**
   * Shows the lab's state; what has not changed is left alone, so that the focus stays where it is.
   */
  show(state: LabState): void {
    const drawing = JSON.stringify(state);
    if (drawing === this.drawn) {
      return;
    }
    const focused = document.activeElement?.id;
    this.drawn = drawing;
    this.content.replaceChildren(
      ...this.scenarioField(state),
      ...this.themeField(),
      heading('Servers'),
      ...state.servers.map(server => this.serverFields(server)),
      heading('Gateway sessions'),
      ...this.sessionFields(state),
      heading('Invented product keys'),
      ...state.keys.map(key => this.keyRow(key))
    );
    if (focused) {
      document.getElementById(focused)?.focus();
    }
  }

  private scenarioField({ scenario, scenarios }: LabState): HTMLElement[] {
    const select = selectField('scenario', scenarios, scenario);
    select.addEventListener('change', () =>
      this.tell(this.lab.setScenario(select.value), `Scenario ${select.value} is being played.`));
    return labelled('Scenario', select);
  }

  private themeField(): HTMLElement[] {
    const select = selectField('theme', themes, this.shell.theme());
    select.addEventListener('change', () => this.shell.setTheme(select.value));
    return labelled('Theme', select);
  }

  private serverFields({ name, power, latencyMs, lastFive }: LabServer): HTMLElement {
    const box = element('fieldset', 'server');
    const facts = lastFive ? `Host key ends in ${lastFive}` : 'No host key';
    const latency = numberField(`latency-${name}`, latencyMs, 100);
    latency.addEventListener('change', () =>
      this.tell(
        this.lab.changeServer(name, { latencyMs: Number(latency.value) }),
        `${name} now answers ${latency.value} ms later.`
      ));
    box.append(
      element('legend', '', name),
      element('p', 'facts', facts),
      this.powerSwitch(name, power),
      latencyRow(latency)
    );
    return box;
  }

  private powerSwitch(name: string, power: 'on' | 'off'): HTMLElement {
    const label = element('label', 'power');
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.id = `power-${name}`;
    box.setAttribute('role', 'switch');
    box.checked = power === 'on';
    box.addEventListener('change', () => {
      const wanted = box.checked ? 'on' : 'off';
      this.tell(this.lab.changeServer(name, { power: wanted }), `${name} is switched ${wanted}.`);
    });
    label.append(box, 'Switched on');
    return label;
  }

  private sessionFields({ gateway }: LabState): HTMLElement[] {
    const minutes = numberField('expiry', gateway.sessionExpiryMs / minute, 1);
    minutes.addEventListener('change', () =>
      this.tell(
        this.lab.setSessionExpiry(Number(minutes.value) * minute),
        `Sessions now expire after ${minutes.value} minutes without a question.`
      ));
    const expire = button('Expire now');
    expire.id = 'expire-now';
    expire.addEventListener('click', () =>
      this.tell(
        this.lab.advanceClock(gateway.sessionExpiryMs + 1),
        'Every session that nobody waits for has expired.'
      ));
    expire.className = 'below';
    return [...labelled('Expiry in minutes', minutes), expire];
  }

  private keyRow({ key, kind, version, remaining }: LabKey): HTMLElement {
    const row = element('div', 'key');
    const text = element('div', '');
    const left = remaining === null ? '' : `, ${remaining} activations left`;
    text.append(element('code', '', key), element('span', '', `${version} ${kind}${left}`));
    const copy = button('Copy');
    copy.setAttribute('aria-label', `Copy ${version} ${kind} key that ends in ${key.slice(-5)}`);
    copy.addEventListener('click', () => this.copy(key));
    row.append(text, copy);
    return row;
  }

  private copy(key: string): void {
    navigator.clipboard.writeText(key).then(
      () => this.say(`The key that ends in ${key.slice(-5)} is copied.`),
      () => this.say('This browser does not allow copying; select the key instead.')
    );
  }

  private tell(change: Promise<LabState>, words: string): void {
    change.then(
      state => { this.show(state); this.say(words); },
      (error: Error) => this.say(error.message)
    );
  }

  private say(words: string): void {
    this.result.textContent = words;
  }
}

function latencyRow(latency: HTMLInputElement): HTMLElement {
  const row = element('div', 'latency');
  row.append(...labelled('Latency (ms)', latency));
  return row;
}
