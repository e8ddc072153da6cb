import { LabGateway } from '../../control/lab-state';
import { button, element, fieldLine, labelled, numberField, selectField, switchField } from './panel-fields';
import { PanelControl } from './panel-part';

const minute = 60_000;

/** The settings of the gateway. Its sessions come and go, so another part shows them. */
export type GatewayShown = Pick<LabGateway, 'apiVersion' | 'apiVersions' | 'isRunning' | 'stream' | 'sessionExpiryMs'>;

/** Picks the settings that the fields show. */
export function gatewayShown({
  apiVersion,
  apiVersions,
  isRunning,
  stream,
  sessionExpiryMs
}: LabGateway): GatewayShown {
  return { apiVersion, apiVersions, isRunning, stream, sessionExpiryMs };
}

/** Creates the fields to set the gateway. */
export function gatewayFields(gateway: GatewayShown, panel: PanelControl): HTMLElement[] {
  return [
    ...apiVersionField(gateway, panel),
    runningSwitch(gateway, panel),
    streamSwitch(gateway, panel),
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
