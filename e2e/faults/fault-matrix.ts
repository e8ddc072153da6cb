/** When a fault happens: while servers are read, or while keys are applied. */
export type Situation = 'load' | 'apply';

/** Both situations, in the order of the matrix. */
export const situations: readonly Situation[] = ['load', 'apply'];

/**
 * What the admin sees of a fault, with the page's own words in “quotes”, which the tests look for. Or why the fault
 * can't happen then.
 */
export type Cell = { readonly sees: string } | { readonly never: string };

/** Something that fails in a server room, and what comes of it. */
export interface FaultRow {
  readonly id: string;
  /** What happens, in words for the document. */
  readonly what: string;
  readonly load: Cell;
  readonly apply: Cell;
}

const stays = 'The key stays in its field.';

/** The page's own words, or those of a server or the gateway, which others would say in another way. */
type Words = string | { readonly own: string };

/** Quotes words, as a part of a sentence that ends there. */
function quoted(words: Words): string {
  const text = typeof words === 'string' ? words : words.own;
  const quote = text.endsWith('.') ? `“${text}”` : `“${text}”.`;
  return typeof words === 'string' ? quote : `what the server or the gateway says, such as ${quote}`;
}

function wasNotSent(why: Words): Cell {
  return {
    sees: `The server’s row in the pane says “The key wasn’t applied. You can try again.” and ${quoted(why)} ${stays}`
  };
}

function notKnown(why: Words): Cell {
  const said = `The row says “We couldn’t confirm whether the key was applied” and ${quoted(why)}`;
  return { sees: `The key was sent. ${said} ${stays}` };
}

function didNotWork(why: Words): Cell {
  return { sees: `The row says “The key you entered didn’t work” and ${quoted(why)} ${stays}` };
}

function couldNotCheck(why: Words): Cell {
  return { sees: `The row says “Couldn’t check” and ${quoted(why)}` };
}

const otherwiseActivated = 'If Windows’ own license data shows an active key, the row says so instead.';

function couldNotCheckAlone(why: Words): Cell {
  return { sees: `The row says “Couldn’t check” and ${quoted(why)} ${otherwiseActivated}` };
}

/** What fails on the way to a server. */
const onTheWay: readonly FaultRow[] = [
  {
    id: 'down',
    what: 'A server is down',
    load: {
      sees:
        'The server’s row says “Down”. An alert says “Server is down” and “Bring all servers online and then ' +
        'try again”.'
    },
    apply: wasNotSent({ own: 'the server does not answer.' })
  },
  {
    id: 'lost',
    what: 'A server goes down meanwhile',
    load: couldNotCheck({ own: 'the server does not answer.' }),
    apply: notKnown({ own: 'the remote session was disconnected.' })
  },
  {
    id: 'unreachable',
    what: 'The gateway can’t reach a server',
    load: couldNotCheck({ own: 'the WinRM client cannot complete the operation within the time specified.' }),
    apply: wasNotSent({ own: 'the WinRM client cannot complete the operation within the time specified.' })
  },
  {
    id: 'sessionLost',
    what: 'The session on a server is lost, because the server restarts',
    load: {
      sees:
        'The page asks once more, and the row says “Activated”. If the server doesn’t answer yet, the row says the ' +
        'same as for a server that goes down.'
    },
    apply: {
      sees:
        'The page asks the server, which shows the new key: “Applied”. If it doesn’t answer yet, the row says the ' +
        'same as for a server that goes down.'
    }
  },
  {
    id: 'denied',
    what: 'A server denies access',
    load: {
      sees:
        'The row says “No access”. An alert says “You don’t have access” and offers to “Sign in”. No dialog ' +
        'interrupts.'
    },
    apply: {
      sees:
        'A dialog asks for credentials. If the admin closes it, the row says “The key wasn’t ' +
        `applied. You can try again.” and “Access is denied.” ${stays}`
    }
  },
  {
    id: 'credentialsGiven',
    what: 'All servers ask for credentials, and the admin gives them',
    load: { sees: 'One dialog for the whole cluster. Then the page shows the servers.' },
    apply: { sees: 'One dialog for the whole cluster. Then the key is applied: “Applied”.' }
  },
  {
    id: 'credentialsCancelled',
    what: 'All servers ask for credentials, and the admin closes the dialog',
    load: {
      sees: 'An alert says “You don’t have access to the servers” and offers to “Sign in”. The dialog doesn’t return.'
    },
    apply: wasNotSent({ own: 'Access is denied.' })
  },
  {
    id: 'credentialsRefused',
    what: 'The servers refuse the credentials',
    load: { sees: 'Each row says “No access”, and an alert says “You don’t have access to the servers”.' },
    apply: wasNotSent({ own: 'Access is denied.' })
  },
  {
    id: 'credentialsExpired',
    what: 'The credentials expire',
    load: { sees: 'An alert offers to “Sign in”. No dialog interrupts.' },
    apply: { sees: 'One dialog asks for new ones. Then the key is applied: “Applied”.' }
  }
];

/** What fails on a server. */
const onServers: readonly FaultRow[] = [
  {
    id: 'moduleMissing',
    what: 'A server doesn’t have the activation module',
    load: {
      sees:
        'The row says “Update required”. An alert says “To use this feature, install the latest update” and ' +
        'links to Microsoft’s article.'
    },
    apply: wasNotSent({ own: "The specified module 'ServerAVMAManager' was not loaded" })
  },
  {
    id: 'moduleBroken',
    what: 'The activation module can’t be loaded',
    load: {
      sees: 'The row says “Activated” if Windows’ own license data shows an active key, with “Version unknown”.'
    },
    apply: wasNotSent({ own: 'Could not load file or assembly' })
  },
  {
    id: 'knownError',
    what: 'The cmdlet throws an error that Microsoft documents',
    load: couldNotCheckAlone('The account doesn’t have permission …(0x80070005)'),
    apply: didNotWork('This key is blocked. (0xC004C003)')
  },
  {
    id: 'unknownError',
    what: 'The cmdlet throws an unknown error',
    load: couldNotCheckAlone({ own: 'The widget is not aligned with the flange. (0x8A5C0001)' }),
    apply: didNotWork({ own: 'The widget is not aligned with the flange. (0x8A5C0001)' })
  },
  {
    id: 'errorText',
    what: 'The cmdlet throws only words',
    load: couldNotCheckAlone({ own: 'The widget is not aligned with the flange.' }),
    apply: didNotWork({ own: 'The widget is not aligned with the flange.' })
  },
  {
    id: 'otherLanguage',
    what: 'The cmdlet throws an error in another language',
    load: couldNotCheckAlone('The account doesn’t have permission …(0x80070005)'),
    apply: didNotWork('This key is blocked. (0xC004C003)')
  },
  {
    id: 'returned',
    what: 'The cmdlet returns its failure without an error',
    load: { sees: `The row says “Not recognized” and “The details show the server’s answer.” ${otherwiseActivated}` },
    apply: didNotWork('The server doesn’t recognize this as a product key. (0xC004F050)')
  },
  {
    id: 'warned',
    what: 'The cmdlet only warns of its failure',
    load: { sees: `The row says “Not recognized”. ${otherwiseActivated}` },
    apply: {
      sees:
        'The row says “Not confirmed” and “The key was sent, but the server doesn’t show it. It answered: …”. ' +
        `${stays}`
    }
  },
  {
    id: 'silent',
    what: 'The cmdlet says nothing',
    load: { sees: `The row says “Not recognized”. ${otherwiseActivated}` },
    apply: { sees: `The row says “Not confirmed” and “The key was sent, but the server doesn’t show it.” ${stays}` }
  },
  {
    id: 'hangs',
    what: 'The cmdlet never returns',
    load: couldNotCheck('The server didn’t answer in time.'),
    apply: notKnown('The server didn’t answer in time.')
  },
  {
    id: 'azureHangs',
    what: 'An Azure cmdlet never returns',
    load: { sees: 'The row says “Activated” without waiting for it.' },
    apply: { sees: 'The row says “Applied” without waiting for it.' }
  },
  {
    id: 'applicationControl',
    what: 'Application control is enforced (Constrained Language)',
    load: { sees: 'The row says “Activated” and “application control is on”.' },
    apply: { sees: 'The key is encrypted with a certificate of the server: “Applied”.' }
  },
  {
    id: 'proxy',
    what: 'A proxy between a server and the internet asks for a password',
    load: { never: 'A server reads its status without the internet.' },
    apply: didNotWork('A proxy between the server and the internet requires a password. (0x8004FE33)')
  },
  {
    id: 'noOutput',
    what: 'An answer is empty',
    load: couldNotCheck('This page couldn’t read the answer.'),
    apply: notKnown('This page couldn’t read the answer.')
  },
  {
    id: 'textOutput',
    what: 'An answer isn’t JSON',
    load: couldNotCheck('This page couldn’t read the answer.'),
    apply: notKnown('This page couldn’t read the answer.')
  },
  {
    id: 'hugeOutput',
    what: 'An answer of 5 MB isn’t what the page expects',
    load: couldNotCheck('This page couldn’t read the answer.'),
    apply: notKnown('This page couldn’t read the answer.')
  }
];

function noList(why: Words): Cell {
  return {
    sees:
      'A message above the table says “Couldn’t get the list of servers from the cluster. The list below might be ' +
      `out of date.” and ${quoted(why)} The servers stay in the table: “Couldn’t check”.`
  };
}

const bothKeys =
  'If the key was sent, the row says “We couldn’t confirm whether the key was applied”. If it wasn’t, the row says ' +
  '“The key wasn’t applied. You can try again.”';

/** What fails at the gateway, in the cluster, and in the browser. */
const elsewhere: readonly FaultRow[] = [
  {
    id: 'gatewayError',
    what: 'The gateway answers with error 500',
    load: noList({ own: 'The gateway failed.' }),
    apply: { sees: bothKeys }
  },
  {
    id: 'gatewayPage',
    what: 'The gateway answers with a page in HTML',
    load: noList('This page couldn’t read the answer.'),
    apply: { sees: bothKeys }
  },
  {
    id: 'gatewayProxy',
    what: 'A proxy in front of the gateway asks for a password',
    load: noList('The server can’t be reached.'),
    apply: { sees: bothKeys }
  },
  {
    id: 'gatewayGone',
    what: 'The gateway is gone, and comes back',
    load: noList('The server can’t be reached.'),
    apply: { sees: bothKeys }
  },
  {
    id: 'streamReset',
    what: 'The stream is cut',
    load: { sees: 'The page asks again, over REST or a new stream: “All … servers can activate VMs”.' },
    apply: { sees: 'Keys don’t use the stream: “Applied to all … servers”.' }
  },
  {
    id: 'renamed',
    what: 'A server gets another name',
    load: { sees: 'After a refresh, it’s in the table by its new name, with its key: “Activated”.' },
    apply: notKnown({ own: 'the remote session was disconnected.' })
  },
  {
    id: 'added',
    what: 'A server is added to the cluster',
    load: { sees: 'After a refresh, it’s in the table: “No activation key”.' },
    apply: { sees: 'The keys of the others aren’t affected. After a refresh, it’s in the table: “No activation key”.' }
  },
  {
    id: 'removed',
    what: 'A server is removed from the cluster',
    load: { sees: 'After a refresh, it isn’t in the table, and isn’t counted: “All … servers can activate VMs”.' },
    apply: notKnown({ own: 'the remote session was disconnected.' })
  },
  {
    id: 'twoBrowsers',
    what: 'Two browsers apply keys to the same server at once',
    load: { never: 'Reading changes nothing, so any number of pages can do it.' },
    apply: {
      sees:
        'If the server shows the other’s key in the end, the row says “Not confirmed”. A second tab of the ' +
        'same browser sends no key: “Another page in this browser is applying a key …”'
    }
  },
  {
    id: 'pageLeft',
    what: 'The admin leaves the page',
    load: { sees: 'After coming back, the page reads the servers again: “Activated”.' },
    apply: { sees: 'A notification says “In progress”, and how many servers have their key “so far”.' }
  },
  {
    id: 'pageReloaded',
    what: 'The page is reloaded',
    load: { sees: 'The page reads the servers again: “Activated”.' },
    apply: {
      sees:
        'The page names the servers whose key was sent: “We couldn’t confirm whether the key was applied”. A ' +
        'refresh shows their keys.'
    }
  },
  {
    id: 'pageClosed',
    what: 'The page is closed',
    load: { sees: 'Another page reads the servers again: “Activated”.' },
    apply: { sees: 'Nothing is left of it. Another page shows which key the server has: “Activated”.' }
  },
  {
    id: 'asleep',
    what: 'The computer sleeps',
    load: couldNotCheck('The server didn’t answer in time.'),
    apply: {
      sees: 'The page asks the server, which shows the new key: “Applied”. If it doesn’t, the result is unknown.'
    }
  }
];

/** All rows of the matrix. */
export const faultMatrix: readonly FaultRow[] = [...onTheWay, ...onServers, ...elsewhere];

/** The row with this ID. Throws if there is none. */
export function faultRow(id: string): FaultRow {
  const found = faultMatrix.find(row => row.id === id);
  if (!found) {
    throw new Error(`The fault matrix has no row "${id}".`);
  }
  return found;
}
