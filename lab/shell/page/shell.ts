/** The page that plays Windows Admin Center's Cluster Manager around the extension. */
import { LabState } from '../../control/lab-state';
import { extensionName } from '../extension-name';
import { assetAddresses } from '../shell-addresses';
import { drawClusterManager, showEntry } from './cluster-manager';
import { ControlPanel } from './control-panel';
import { Credentials } from './credentials';
import { ShellDialogs } from './dialogs';
import { ExtensionFrame, FrameState } from './extension-frame';
import { xsrfToken } from './gateway-calls';
import { LabClient } from './lab-client';
import { listedEntry } from './listed-entry';
import { ShellNotifications } from './notifications';
import { ShellAnswers } from './shell-answers';
import { WorkItems } from './work-items';

declare global {
  interface Window {
    /** Everything that the extension sent, so that a test can look for what must not be there. */
    receivedByShell: { command: string; data: unknown }[];
  }
}

/**
 * Poll for the number of sessions, in milliseconds. They come and go without events, because there would be too many.
 */
const countSessionsEvery = 2000;

const query = new URLSearchParams(location.search);
const lab = new LabClient();
let labState: LabState;
window.receivedByShell = [];

function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) {
    throw new Error(`The shell's page has no element "${id}".`);
  }
  return found as T;
}

const root = document.documentElement;

const frame: ExtensionFrame = new ExtensionFrame(
  byId<HTMLIFrameElement>('frame'),
  () => ({
    theme: root.dataset['theme'] ?? 'light',
    locale: query.get('locale') ?? 'en-US',
    cssV2: assetAddresses.map(address => location.origin + address),
    gatewayApiVersion: labState.gateway.apiVersion
  }),
  (command, data) => answers.answer(command, data),
  showFrameState,
  place => showEntry(listedEntry(place, 'settingsForm', query.get('locale') ?? 'en-US'))
);

const notifications = new ShellNotifications(
  byId('notification-list'),
  byId('toast'),
  byId('notification-count'),
  byId('no-notifications')
);

const credentials: Credentials = new Credentials(byId('dialogs'), {
  tell: (name, value) => forwardCredentials({ type: 1, name, value }),
  clearNodeTokens: () => forwardCredentials({ type: 0, name: 'clearNodeTokens', arguments: [] })
});

const answers: ShellAnswers = new ShellAnswers({
  lab: () => labState,
  frame: () => frame,
  notifications,
  credentials,
  dialogs: new ShellDialogs(byId('dialogs')),
  workItems: new WorkItems(notifications, {
    apiVersion: () => labState.gateway.apiVersion,
    authorization: node => credentials.tokenFor(node)?.value
  }),
  received: (command, data) => window.receivedByShell.push({ command, data }),
  onPath: path => (root.dataset['extensionPath'] = path),
  onOverlay: showOverlay
});

const panel = new ControlPanel(byId('panel-content'), byId('panel-result'), lab, {
  theme: () => root.dataset['theme'] ?? 'light',
  setTheme
});

function setTheme(theme: string): void {
  root.dataset['theme'] = theme;
  frame.notify('UpdateThemeObservable', { newTheme: theme });
}

function forwardCredentials(news: object): void {
  void frame.call('Forward', { service: 'authorization-manager', ...news }).catch(() => {
    // The extension was closed meanwhile, so nothing waits for credentials anymore.
  });
}

/** Shows the extension's state, as text for people and as an attribute that tests wait for. */
function showFrameState(state: FrameState): void {
  const line = byId('frame-state');
  const failure = typeof state === 'object' ? state.failed : '';
  if (state === 'loading') {
    credentials.dropRequests();
  }
  root.dataset['extension'] = typeof state === 'object' ? 'failed' : state;
  byId('frame').hidden = state === 'away';
  line.classList.toggle('failed', failure !== '');
  // The first line is for the page. The rest is a stack, which is for the console.
  line.textContent = state === 'away' ? 'This page is scenery.' : (failure.split('\n')[0] ?? '');
  if (failure) {
    console.error(failure);
  }
}

function showOverlay({ shown, dialogId }: { shown: boolean; dialogId: string }): void {
  const overlay = byId('overlay');
  overlay.hidden = !shown;
  overlay.onclick = () => {
    void frame.call('OverlayClose', { dialogId }).catch(() => {
      // The pane was closed meanwhile, so remove the overlay as well.
      overlay.hidden = true;
    });
  };
}

function showState(state: LabState): void {
  if (labState && labState.scenario !== state.scenario) {
    credentials.forget();
  }
  labState = state;
  byId('cluster-name').textContent = `${state.clusterName}.${state.domain}`;
  panel.show(state);
}

function connectToggle(toggleId: string, paneId: string): void {
  const toggle = byId(toggleId);
  toggle.addEventListener('click', () => {
    const pane = byId(paneId);
    pane.hidden = !pane.hidden;
    toggle.setAttribute('aria-expanded', String(!pane.hidden));
  });
}

/** Applies the theme from the address. An unknown name must not lead to a page that looks different. */
function startTheme(): void {
  root.dataset['theme'] = query.get('theme') === 'dark' ? 'dark' : 'light';
}

function startPanel(): void {
  if (query.get('panel') === 'off') {
    byId('panel').hidden = true;
    byId('panel-toggle').hidden = true;
  }
}

async function refresh(): Promise<void> {
  showState(await lab.state());
}

async function load(): Promise<void> {
  // Another version of the gateway's API has its own cookie, which comes with its page.
  if (!xsrfToken(labState.gateway.apiVersion)) {
    await fetch('/');
  }
  await frame.load(extensionName, query.get('entry') ?? 'settingsForm', sideLoadOrigin());
}

/**
 * The origin in the address to side-load the extension from, as in the SDK's MsftSme.sideLoad: without a slash at its
 * end. Null if the installed one is to be opened.
 */
function sideLoadOrigin(): string | null {
  return query.get('sideload')?.replace(/\/$/, '') ?? null;
}

function countSessions(): void {
  if (!byId('panel').hidden) {
    refresh().catch(stayAsItIs);
  }
}

/** Does nothing. A lab that doesn't answer is restarting, and its events come again afterwards. */
function stayAsItIs(): void {
  byId('panel-result').textContent = 'The lab does not answer.';
}

async function start(): Promise<void> {
  startTheme();
  startPanel();
  drawClusterManager(byId('tools'), byId('settings'), isExtensions => {
    const shown = isExtensions ? frame.comeBack() : frame.leave();
    shown.catch((error: unknown) => showFrameState({ failed: String(error) }));
  });
  connectToggle('bell', 'notifications');
  connectToggle('panel-toggle', 'panel');
  await refresh();
  lab.listen(event => {
    const done = event === 'reload' ? refresh().then(load) : refresh();
    done.catch(stayAsItIs);
  });
  setInterval(countSessions, countSessionsEvery);
  await load();
}

start().catch(stayAsItIs);
