import { LabGateway } from '../../control/lab-state';
import { GatewayFailure, gatewayFailures } from '../../gateway/gateway-failure';
import { button, element, fieldLine, labelled, numberField, selectField, switchField } from './panel-fields';
import { PanelControl } from './panel-part';

const minute = 60_000;

/** The words for what a gateway answers. */
const failureWords: Record<'none' | GatewayFailure, string> = {
  none: 'As usual',
  error: 'Error 500',
  page: 'A page in HTML',
  proxy: 'A proxy asks for a password'
};

/** The settings of the gateway. Its sessions come and go, so another part shows them. */
export type GatewayShown = Pick<
  LabGateway,
  'apiVersion' | 'apiVersions' | 'isRunning' | 'failure' | 'stream' | 'sessionExpiryMs'
>;

/** Picks the settings that the fields show. */
export function gatewayShown({
  apiVersion,
  apiVersions,
  isRunning,
  failure,
  stream,
  sessionExpiryMs
}: LabGateway): GatewayShown {
  return { apiVersion, apiVersions, isRunning, failure, stream, sessionExpiryMs };
}

/** Creates the fields to set the gateway. */
export function gatewayFields(gateway: GatewayShown, panel: PanelControl): HTMLElement[] {
  return [
    ...apiVersionField(gateway, panel),
    runningSwitch(gateway, panel),
    ...failureField(gateway, panel),
    streamSwitch(gateway, panel),
    cutButton(panel),
    ...expiryFields(gateway, panel)
  ];
}

/** Creates a sentence with the number of sessions that pages hold. */
export function openSessionsLine(openSessions: number): HTMLElement {
  const words: Record<number, string> = { 0: 'No session is open.', 1: '1 session is open.' };
  return element('p', 'below', words[openSessions] ?? `${openSessions} sessions are open.`);
}

function apiVersionField({ apiVersion, apiVersions }: GatewayShown, { lab, tell }: PanelControl): HTMLElement[] {
  const field = selectField('api-version', apiVersions, apiVersion);
  field.addEventListener('change', () =>
    tell(lab.changeGateway({ apiVersion: field.value }), `The gateway now has API version ${field.value}.`)
  );
  return labelled('API version', field);
}

function runningSwitch({ isRunning }: GatewayShown, { lab, tell }: PanelControl): HTMLElement {
  const field = switchField('gateway-running', isRunning);
  field.addEventListener('change', () =>
    tell(
      lab.changeGateway({ isRunning: field.checked }),
      field.checked ? 'The gateway runs again.' : 'The gateway was killed, and all sessions with it.'
    )
  );
  return fieldLine('Running', field);
}

function failureField({ failure }: GatewayShown, { lab, tell }: PanelControl): HTMLElement[] {
  const field = selectField('gateway-failure', Object.keys(failureWords), failure ?? 'none', failureWords);
  field.addEventListener('change', () => {
    const failure = gatewayFailures.find(one => one === field.value) ?? null;
    const words = field.selectedOptions[0]?.text ?? '';
    tell(lab.changeGateway({ failure }), `The gateway now answers every call with: ${words}.`);
  });
  return labelled('Answers', field);
}

function cutButton({ lab, tell }: PanelControl): HTMLElement {
  const cut = button('Cut streams');
  cut.className = 'below';
  cut.addEventListener('click', () => tell(lab.cutStreams(), 'The streams of all pages were cut.'));
  return cut;
}

function streamSwitch({ stream }: GatewayShown, { lab, tell }: PanelControl): HTMLElement {
  const field = switchField('stream', stream);
  field.addEventListener('change', () =>
    tell(lab.changeGateway({ stream: field.checked }), `The gateway now has ${field.checked ? 'a' : 'no'} stream.`)
  );
  return fieldLine('Stream', field);
}

function expiryFields({ sessionExpiryMs }: GatewayShown, panel: PanelControl): HTMLElement[] {
  const { lab, tell } = panel;
  const minutes = numberField('expiry', sessionExpiryMs / minute, 1);
  minutes.addEventListener('change', () =>
    tell(
      lab.changeGateway({ sessionExpiryMs: Number(minutes.value) * minute }),
      `Sessions now expire after ${minutes.value} minutes without a question.`
    )
  );
  const expire = button('Expire now');
  expire.id = 'expire-now';
  expire.className = 'below';
  expire.addEventListener('click', () =>
    tell(lab.advanceClock(sessionExpiryMs + 1), 'Every session that nobody waits for has expired.')
  );
  return [...labelled('Expiry in minutes', minutes), expire];
}
