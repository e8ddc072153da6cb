import type { Edit } from './guards';

/** How the product handles a fault, how to remove that, and the cells of the fault matrix that must notice. */
export interface FaultHandling {
  /** What is missing then, in a few words. */
  readonly takesOut: string;
  readonly edits: readonly Edit[];
  /** The cells, such as "down load". Their tests must fail. */
  readonly cells: readonly string[];
}

const attempts = 'src/app/domain/servers/attempt.ts';
const codes = 'src/app/domain/answers/error-codes.ts';
const connection = 'src/app/cluster/sdk-cluster-connection.ts';
const failures = 'src/app/cluster/failure-of.ts';
const page = 'src/app/page/activation-page.component.ts';
const pending = 'src/app/servers/pending-applies.ts';
const reads = 'src/app/cluster/node-reads.ts';
const states = 'src/app/servers/activation-state.ts';
const statuses = 'src/app/domain/servers/status.ts';
const store = 'src/app/servers/activation-store.ts';

const unreadAnswers: readonly FaultHandling[] = [
  {
    takesOut: 'the check that a report is from our script',
    edits: [
      {
        file: 'src/app/domain/answers/report.ts',
        from: 'if (!isOurs || repeatsProperty(parts)) {',
        to: 'if (isOurs && repeatsProperty(parts)) {'
      },
      {
        file: statuses,
        from: 'if (report.moduleSource === null) {',
        to: 'if (report.moduleSource === null && report.computerName) {'
      },
      {
        file: statuses,
        from: 'return notShown(facts, report, evidence);',
        to: "return report.computerName ? notShown(facts, report, evidence) : { ...facts, state: 'noKey' };"
      }
    ],
    cells: ['noOutput load', 'textOutput load', 'hugeOutput load']
  },
  {
    takesOut: 'the doubt about a key whose answer can’t be read',
    edits: [
      {
        file: attempts,
        from: "return { kind: 'notKnown', failure: { reason: 'notUnderstood', message: saidIn(answer) } };",
        to: "return { kind: 'failed', reason: 'notUnderstood', code: null, message: saidIn(answer) };"
      }
    ],
    cells: ['noOutput apply', 'textOutput apply', 'hugeOutput apply']
  },
  {
    takesOut: 'refusals that a cmdlet only returns',
    edits: [
      { file: attempts, from: "return returned.kind === 'refused'", to: "return returned.kind === 'refused' && !said" }
    ],
    cells: ['returned apply']
  }
];

const servers: readonly FaultHandling[] = [
  {
    takesOut: 'the state of a server without the module',
    edits: [
      {
        file: statuses,
        from: "return { ...facts, state: 'tooOld' };",
        to: "return { ...facts, state: 'noKey' };"
      }
    ],
    cells: ['moduleMissing load']
  },
  {
    takesOut: 'the outcome of a key for a server without the module',
    edits: [
      {
        file: attempts,
        from: "const outcomes = ['applied', 'failed', 'sessionKeyMissing', 'notDecrypted', 'moduleMissing'];",
        to: "const outcomes = ['applied', 'failed', 'sessionKeyMissing', 'notDecrypted'];"
      }
    ],
    cells: ['moduleMissing apply', 'moduleBroken apply']
  },
  {
    takesOut: 'what the cluster says of a server that is down',
    edits: [{ file: statuses, from: "return facts.server.state === 'down'", to: "return facts.server.name === ''" }],
    cells: ['down load']
  },
  {
    takesOut: 'the badge for application control',
    edits: [
      {
        file: statuses,
        from: "const isControlled = reading.kind === 'answer' && isRestricted(reading.value);",
        to: "const isControlled = reading.kind === 'checking';"
      }
    ],
    cells: ['applicationControl load']
  },
  {
    takesOut: 'certificates under application control',
    edits: [
      {
        file: statuses,
        from: "=== 'ConstrainedLanguage' ? 'certificate' : 'sessionKey'",
        to: "=== 'ConstrainedLanguage' ? 'sessionKey' : 'sessionKey'"
      }
    ],
    cells: ['applicationControl apply']
  },
  {
    takesOut: 'the parts of a report that came before an Azure cmdlet hung',
    edits: [
      {
        file: connection,
        from: '&& hasLicensing(outcome.value);',
        to: '&& hasLicensing(outcome.value) && outcome.value.length === 0;'
      }
    ],
    cells: ['azureHangs load', 'azureHangs apply']
  },
  {
    takesOut: 'access that is denied',
    edits: [
      { file: failures, from: 'const deniedOnStream = [401, 403];', to: 'const deniedOnStream = [0];' },
      {
        file: failures,
        from: 'if (cancelled || Net.isUnauthorized(asAjax) || Net.isForbidden(asAjax)) {',
        to: 'if (cancelled && Net.isUnauthorized(asAjax) && Net.isForbidden(asAjax)) {'
      }
    ],
    cells: [
      'denied load',
      'denied apply',
      'credentialsGiven load',
      'credentialsGiven apply',
      'credentialsCancelled load',
      'credentialsCancelled apply',
      'credentialsRefused load',
      'credentialsRefused apply',
      'credentialsExpired load',
      'credentialsExpired apply'
    ]
  }
];

const words: readonly FaultHandling[] = [
  {
    takesOut: 'the gateway’s own message',
    edits: [{ file: failures, from: "return Net.getErrorMessageWithoutStacktrace(error) ?? '';", to: "return '';" }],
    cells: ['down apply', 'unreachable load', 'unreachable apply', 'lost load', 'gatewayError load']
  },
  {
    takesOut: 'the meaning of error codes',
    edits: [
      { file: codes, from: "['0x80070005', 'notElevated'],", to: '' },
      { file: codes, from: "['0xC004C003', ", to: "['0xC004CFFF', " },
      { file: codes, from: "['0x8004FE33', ", to: "['0x8004FEFF', " }
    ],
    cells: ['knownError load', 'knownError apply', 'otherLanguage load', 'otherLanguage apply', 'proxy apply']
  },
  {
    takesOut: 'waiting for the server to show a key',
    edits: [
      {
        file: store,
        from: ' ? confirmed(sent) : sent;',
        to: " || sent.kind === 'notConfirmed' ? confirmed(sent) : sent;"
      }
    ],
    cells: ['warned apply', 'silent apply', 'twoBrowsers apply']
  },
  {
    takesOut: 'REST in place of a stream that failed',
    edits: [
      {
        file: reads,
        from: "return outcome.failure.reason === 'timedOut' ? of(told) :",
        to: "return outcome.failure.reason !== 'denied' ? of(told) :"
      }
    ],
    cells: ['sessionLost load', 'streamReset load', 'streamReset apply']
  },
  {
    takesOut: 'the name of a time limit',
    edits: [{ file: failures, from: "return { reason: 'timedOut', ", to: "return { reason: 'notUnderstood', " }],
    cells: ['hangs load', 'asleep load']
  },
  {
    takesOut: 'servers that the cluster lists now',
    edits: [
      {
        file: states,
        from: 'servers: outcome.value, couldNotRefresh',
        to: "servers: before.kind === 'known' ? before.servers : outcome.value, couldNotRefresh"
      }
    ],
    cells: ['renamed load', 'added load', 'removed load', 'added apply']
  }
];

const truth: readonly FaultHandling[] = [
  {
    takesOut: 'the server’s own words',
    edits: [
      {
        file: 'src/app/text/explanation.ts',
        from: "const said = isUnread ? '' : plainMessage(why.message);",
        to: "const said = isUnread ? plainMessage(why.message) : '';"
      }
    ],
    cells: ['unknownError load', 'unknownError apply', 'errorText load', 'errorText apply']
  },
  {
    takesOut: 'the doubt about a server whose answer can’t be read',
    edits: [
      {
        file: statuses,
        from: 'return notShown(facts, report, evidence);',
        to: "return report.activationError ? notShown(facts, report, evidence) : { ...facts, state: 'activated' };"
      }
    ],
    cells: ['returned load', 'warned load', 'silent load']
  },
  {
    takesOut: 'the servers that are known when the gateway fails',
    edits: [
      {
        file: states,
        from: "const servers = before.kind === 'known' ? before.servers : remembered;",
        to: 'const servers = remembered.slice(remembered.length + (before.kind.length > 0 ? 1 : 0));'
      }
    ],
    cells: ['gatewayPage load', 'gatewayProxy load', 'gatewayGone load']
  },
  {
    takesOut: 'the doubt about a key whose answer was lost',
    edits: [
      {
        file: connection,
        from: "return { kind: 'notKnown', failure: outcome.failure, ...left };",
        to: 'return { ...attemptNotMade(outcome.failure), ...left };'
      }
    ],
    cells: [
      'lost apply',
      'sessionLost apply',
      'hangs apply',
      'asleep apply',
      'renamed apply',
      'removed apply',
      'gatewayError apply',
      'gatewayPage apply',
      'gatewayProxy apply',
      'gatewayGone apply'
    ]
  }
];

const pages: readonly FaultHandling[] = [
  {
    takesOut: 'what a page remembers of an apply',
    edits: [
      {
        file: pending,
        from: 'return remembered?.clusterName === clusterName ? remembered : null;',
        to: "return remembered?.clusterName === '' ? remembered : null;"
      }
    ],
    cells: ['pageLeft apply', 'pageReloaded apply']
  },
  {
    takesOut: 'the license data of a server whose module can’t be loaded',
    edits: [
      {
        file: 'src/resources/scripts/Get-ServerActivation.ps1',
        from: '        $answer.moduleError = Get-ErrorText -ErrorRecord $_\n',
        to: '        throw\n'
      }
    ],
    cells: ['moduleBroken load']
  }
];

const opening: readonly FaultHandling[] = [
  {
    takesOut: 'reading the servers when a page opens',
    edits: [
      {
        file: page,
        from: 'this.guests.forget();\n    this.store.refresh();',
        to: 'this.guests.forget();'
      }
    ],
    cells: ['pageLeft load', 'pageReloaded load', 'pageClosed load', 'pageClosed apply']
  }
];

/** Handlings that can be removed together, because no cell depends on two of them. One build and one run for each. */
export const faultHandlings: readonly (readonly FaultHandling[])[] = [
  [...unreadAnswers, ...servers],
  words,
  truth,
  pages,
  opening
];
