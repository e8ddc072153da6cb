import { HostState } from '../domain/guests/guest-coverage';
import { GuestStep, GuestStepState, guestStepsOf } from '../domain/guests/guest-steps';
import { serverId } from '../domain/servers/server';
import { ActivationEvent } from '../domain/guests/virtual-machine';
import { dateOf, timeOf } from '../platform/locale';
import { AppStrings, fillIn } from '../platform/strings';
import { labeled } from '../text/joined';
import { links } from '../text/links';
import { StateIcon } from '../ui/state-icon';
import { VirtualMachineRow, Hosts } from './virtual-machine-row';
import { activateCommand, guestKeyCommand } from './guest-script';
import { VirtualMachinesState } from './virtual-machines-state';
import { whyOfVerdict } from '../text/virtual-machine-text';

/** A fact and its label. */
export interface GuestLine {
  readonly label: string;
  readonly value: string;
}

/** A step, with its command if it has one. */
export interface GuestStepLine {
  readonly icon: StateIcon;
  /** The step's state, for screen readers. */
  readonly state: string;
  readonly words: string;
  /** The command to run in the guest. Empty if there's none. */
  readonly command: string;
  /** Microsoft's article on what the step says of keys and licenses. Null if it says nothing of them. */
  readonly link: { readonly text: string; readonly href: string } | null;
  /** The button that copies the command, for screen readers. Empty if there's none. */
  readonly copy: string;
}

/** The details of a selected virtual machine. */
export interface GuestDetails {
  readonly id: string;
  readonly name: string;
  /** The machine's name with its coverage. */
  readonly heading: string;
  readonly lines: readonly GuestLine[];
  readonly steps: readonly GuestStepLine[];
  readonly eventsHeading: string;
  readonly events: readonly string[];
}

/**
 * The details of a virtual machine, and the steps to check in order if it isn't activated. `hosts` are the servers'
 * real states, even if the row assumes another license.
 */
export function guestDetailsOf(
  row: VirtualMachineRow,
  hosts: Hosts,
  { readings }: VirtualMachinesState,
  strings: AppStrings
): GuestDetails {
  const id = serverId(row.server);
  const reading = readings.get(id);
  const report = reading?.kind === 'answer' ? reading.value : null;
  const host = hosts.states.get(id) ?? { kind: 'notKnown' };
  return {
    id: row.id,
    name: row.name,
    heading: labeled(row.name, row.coverage, strings),
    lines: linesOf(row, hosts, reading?.at ?? null, strings).filter(({ value }) => value !== ''),
    steps: stepLines(row, host, strings),
    eventsHeading: fillIn(strings.GuestDetails.events, row.serverName),
    events: report ? eventLines(report.events, report.eventsError, strings) : []
  };
}

function linesOf(row: VirtualMachineRow, hosts: Hosts, at: number | null, strings: AppStrings): GuestLine[] {
  const words = strings.GuestDetails;
  const { machine, coverageFacts } = row;
  const elsewhere = coverageFacts.elsewhere.map(({ server, verdict }) => {
    const name = hosts.servers.get(server)?.name ?? server;
    return labeled(name, whyOfVerdict(verdict, strings), strings);
  });
  const reported = machine.reported.map(([name, value]) => labeled(name, value, strings));
  const note = fillIn(words.reportedNote, at === null ? '' : timeOf(new Date(at)));
  return [
    { label: strings.Guests.coverage, value: row.coverage },
    { label: words.why, value: row.wholeWhy },
    { label: words.elsewhere, value: elsewhere.join('\n') },
    { label: words.server, value: row.serverName },
    { label: strings.Guests.system, value: row.system },
    { label: strings.Guests.edition, value: row.edition },
    { label: strings.Guests.power, value: row.power },
    { label: strings.Guests.dataExchange, value: row.dataExchange },
    { label: words.fqdn, value: machine.guest?.fqdn ?? '' },
    { label: words.reported, value: reported.length > 0 ? [...reported, note].join('\n') : '' }
  ];
}

function stepLines(row: VirtualMachineRow, host: HostState, strings: AppStrings): GuestStepLine[] {
  return guestStepsOf(row.machine, host).map(step => {
    const command = commandOf(step, row);
    return {
      icon: stepIcon(step.state),
      state: strings.GuestStep[step.state],
      words: stepInWords(step, row, host, strings),
      command,
      link: linkOf(step, strings),
      copy: command === '' ? '' : fillIn(strings.GuestKey.copyFor, command, row.name)
    };
  });
}

function hostKeyWords(state: GuestStepState, { kind }: HostState, { GuestStep: words }: AppStrings): string {
  switch (kind) {
    case 'notActive':
      return words.hostKey.notActive;
    case 'ownNotActive':
    case 'ownOtherEdition':
      return words.hostKey.own;
    default:
      return words.hostKey[state];
  }
}

function stepInWords({ id, state }: GuestStep, row: VirtualMachineRow, host: HostState, strings: AppStrings): string {
  const words = strings.GuestStep;
  switch (id) {
    case 'hostKey':
      return fillIn(hostKeyWords(state, host, strings), row.serverName);
    case 'guestKey':
      return row.key === null ? words.guestKeyNotKnown : words.guestKey;
    case 'activate':
      return words.activate;
    default:
      return words[id][state];
  }
}

function linkOf({ id, state }: GuestStep, { Help: { link } }: AppStrings): GuestStepLine['link'] {
  switch (id) {
    case 'guestKey':
      return { text: link.avmaKeys, href: links.avmaKeys };
    case 'edition':
    case 'keyVersion':
      return state === 'done' ? null : { text: link.activateVms, href: links.activateVms };
    default:
      return null;
  }
}

function commandOf({ id }: GuestStep, { key }: VirtualMachineRow): string {
  if (id === 'guestKey') {
    return key === null ? '' : guestKeyCommand(key);
  }
  return id === 'activate' ? activateCommand : '';
}

function stepIcon(state: GuestStepState): StateIcon {
  const icons: Record<GuestStepState, StateIcon> = {
    done: 'success',
    toDo: 'error',
    notKnown: 'info'
  };
  return icons[state];
}

function eventLines(events: readonly ActivationEvent[] | null, error: string | null, strings: AppStrings): string[] {
  const words = strings.GuestDetails;
  const failed = error === null ? [] : [error];
  const told = (events ?? []).map(({ time, provider, message }) =>
    fillIn(words.eventOf, momentOf(time, strings), provider ?? strings.Table.notKnown, message)
  );
  const none = events?.length === 0 && error === null ? [words.noEvents] : [];
  return [...told, ...none, ...failed];
}

function momentOf(time: string | null, strings: AppStrings): string {
  const moment = new Date(time ?? '');
  return Number.isNaN(moment.getTime()) ? strings.Table.notKnown : dateOf(moment);
}
