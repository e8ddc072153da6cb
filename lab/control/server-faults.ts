import type { LabServer, LabServerChange } from './lab-state';

/** What can go wrong on a server, as one choice of the panel. Tests and the panel use the same. */
export interface ServerFault {
  readonly id: string;
  /** In words for the panel. */
  readonly words: string;
  readonly change: LabServerChange;
}

/** Windows' own codes, except for the one that nobody knows. */
const codes = {
  accessDenied: '0x80070005',
  blockedKey: '0xC004C003',
  proxyAsks: '0x8004FE33',
  unknown: '0x8A5C0001'
} as const;

const unknownText = 'The widget is not aligned with the flange.';

/** What can go wrong on a server while it's read, while it takes a key, or both. */
export const serverFaults: readonly ServerFault[] = [
  { id: 'down', words: 'Down', change: { power: 'off', clusterState: 'Down' } },
  {
    id: 'unreachable',
    words: 'Unreachable',
    change: { unreachableText: 'the WinRM client cannot complete the operation within the time specified.' }
  },
  { id: 'denied', words: 'Access denied', change: { access: 'none' } },
  { id: 'moduleMissing', words: 'Module missing', change: { activationModule: { found: 'missing' } } },
  { id: 'moduleBroken', words: 'Module broken', change: { activationModule: { found: 'broken' } } },
  { id: 'statusKnownError', words: 'Status: known error', change: { statusError: codes.accessDenied } },
  {
    id: 'statusUnknownError',
    words: 'Status: unknown error',
    change: { statusError: codes.unknown, statusErrorText: unknownText }
  },
  { id: 'statusText', words: 'Status: error in words', change: { statusErrorText: unknownText } },
  {
    id: 'statusGerman',
    words: 'Status: error in German',
    change: { language: 'de-DE', statusError: codes.accessDenied }
  },
  { id: 'statusReturned', words: 'Status: returns its failure', change: { statusFailure: 'returned' } },
  { id: 'statusWarned', words: 'Status: only warns', change: { statusFailure: 'warned' } },
  { id: 'statusSilent', words: 'Status: says nothing', change: { answerDialect: 'silent' } },
  { id: 'statusHangs', words: 'Status: hangs', change: { hangingCmdlet: 'Get-VMAutomaticActivation' } },
  { id: 'applyKnownError', words: 'Apply: known error', change: { applyError: codes.blockedKey } },
  {
    id: 'applyUnknownError',
    words: 'Apply: unknown error',
    change: { applyError: codes.unknown, applyErrorText: unknownText }
  },
  { id: 'applyText', words: 'Apply: error in words', change: { applyErrorText: unknownText } },
  { id: 'applyGerman', words: 'Apply: error in German', change: { language: 'de-DE', applyError: codes.blockedKey } },
  { id: 'applyProxy', words: 'Apply: a proxy asks for a password', change: { applyError: codes.proxyAsks } },
  { id: 'applyReturned', words: 'Apply: returns its failure', change: { refusal: 'returned-no-success' } },
  { id: 'applyWarned', words: 'Apply: only warns', change: { refusal: 'warned-text' } },
  { id: 'applySilent', words: 'Apply: says nothing', change: { refusal: 'silent' } },
  { id: 'applyHangs', words: 'Apply: hangs', change: { hangingCmdlet: 'Set-VMAutomaticActivation' } },
  { id: 'azureHangs', words: 'Azure cmdlets hang', change: { azure: { hangs: true } } },
  { id: 'azureFails', words: 'Azure cmdlets fail', change: { azure: { error: 'The operation has timed out.' } } },
  { id: 'applicationControl', words: 'Application control', change: { applicationControl: true } },
  { id: 'noOutput', words: 'Output: nothing', change: { badOutput: 'nothing' } },
  { id: 'textOutput', words: 'Output: not JSON', change: { badOutput: 'text' } },
  { id: 'hugeOutput', words: 'Output: 5 MB', change: { badOutput: 'huge' } },
  { id: 'largeErrorText', words: 'Status: 5 MB of error text', change: { largeAnswer: 'errorText' } },
  { id: 'largeLine', words: 'Status: 5 MB in one line', change: { largeAnswer: 'line' } },
  { id: 'largeNesting', words: 'Status: 5 MB of nested lists', change: { largeAnswer: 'nesting' } },
  { id: 'largeProducts', words: 'Status: 5 MB of licenses', change: { largeAnswer: 'products' } },
  { id: 'largeGuests', words: 'VMs: 5 MB of them', change: { largeAnswer: 'guests' } }
];

/** Takes back every fault. */
export const noFault: LabServerChange = {
  power: 'on',
  clusterState: 'Up',
  unreachableText: null,
  access: 'administrator',
  activationModule: { found: 'name' },
  statusError: null,
  statusErrorText: null,
  statusFailure: null,
  licensingErrorText: null,
  answerDialect: 'plain',
  language: 'en-US',
  applyError: null,
  applyErrorText: null,
  refusal: null,
  hangingCmdlet: null,
  badOutput: null,
  largeAnswer: null,
  azure: { hangs: false, error: null },
  applicationControl: false
};

/** The fault with this ID. Throws if there is none. */
export function serverFault(id: string): ServerFault {
  const found = serverFaults.find(fault => fault.id === id);
  if (!found) {
    throw new Error(`The lab has no fault "${id}".`);
  }
  return found;
}

/** The change that leaves a server with this fault and no other. Null for none. */
export function withFault(fault: ServerFault | null): LabServerChange {
  const change = fault?.change ?? {};
  return {
    ...noFault,
    ...change,
    activationModule: { ...noFault.activationModule, ...change.activationModule },
    azure: { ...noFault.azure, ...change.azure }
  };
}

/** The fault that a server has. Null if it has none, or what no single fault makes. */
export function faultOf(server: LabServer): ServerFault | null {
  return serverFaults.find(fault => has(server, withFault(fault))) ?? null;
}

function has(present: object, change: object): boolean {
  return Object.entries(change).every(([name, value]: [string, unknown]) => {
    const current = (present as Record<string, unknown>)[name];
    return typeof value === 'object' && value !== null
      ? typeof current === 'object' && current !== null && has(current, value)
      : current === value;
  });
}
