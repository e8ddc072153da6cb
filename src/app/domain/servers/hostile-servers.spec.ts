import * as fc from 'fast-check';
import { evidenceOf } from '../answers/evidence';
import { Failure, Outcome } from '../answers/failure';
import { readReport } from '../answers/report';
import {
  delivered,
  hostileName,
  hostileText,
  hostileTexts,
  hostileValue,
  likeAnswer,
  must,
  showsWholeKey,
  withKeyIn,
  written
} from '../testing/hostile-answers-fixture';
import { formOfKey } from '../testing/product-key-fixture';
import { answerOf, ownProduct, product, subscribed } from '../testing/report-fixture';
import { Attempt, AttemptFailed, AttemptNotConfirmed, AttemptNotKnown, attemptNotMade, readAttempt } from './attempt';
import { isConfirmed } from './confirmation';
import { certificatesOn, readMadeCertificate, readRemoval } from './key-certificate';
import { matchPastedKeys } from './pasted-keys';
import { attemptAfter, outcomeOf, readRememberedApply } from './pending-apply';
import { Server, mostServers, readServers, serverId, serversNamed } from './server';
import { canTakeKey, hasSubscription } from './states';
import { ServerStatus, causeOf, statusOf } from './status';

const key = formOfKey;
const row = { schema: 1, name: 'node01', fqdn: 'node01.contoso.com', state: 0 };
const names = fc.oneof(
  hostileText,
  fc.constantFrom('node01', 'NODE02', 'node03.contoso.com', 'node04.', '10.0.0.5', 'fd00::1', 'knoten-ö', '__proto__')
);

/** Whether a name can stand in the path of a URL as it is, and changes nothing else in the URL. */
function isOnePathSegment(name: string): boolean {
  const { origin, pathname, search, hash } = new URL(`https://gateway/api/nodes/${name}/features`);
  const segments = pathname.split('/').map(decodeURIComponent);
  return origin === 'https://gateway' && search + hash === '' && segments.join('/') === `/api/nodes/${name}/features`;
}

function mustBeServers(servers: readonly Server[]): void {
  must(servers.length <= mostServers, `${servers.length} servers`);
  must(new Set(servers.map(serverId)).size === servers.length, written(servers));
  for (const { name, fqdn, state } of servers) {
    must(['up', 'down', 'paused', 'joining', 'unknown'].includes(state), state);
    must(isOnePathSegment(name) && isOnePathSegment(fqdn), written([name, fqdn]));
    must(!/[\s\p{C}<>"'`&\\/?#%@$(){}]/u.test(name + fqdn), written([name, fqdn]));
  }
}

describe('Whatever a cluster says about its servers', () => {
  const server = likeAnswer(row, fc.oneof(names, hostileValue));
  const good = fc.record({ name: fc.constantFrom('node01', 'node02', 'toString', '__proto__'), state: fc.nat(4) });
  const answers = fc.array(
    fc.oneof(delivered(server), hostileValue, delivered(good.map(said => ({ ...row, ...said })))),
    { maxLength: 5 }
  );

  it('is a list of servers, or a failure that says why', () => {
    fc.assert(
      fc.property(answers, said => {
        const outcome = readServers(said);
        if (outcome.kind === 'answer') {
          mustBeServers(outcome.value);
        } else {
          const { reason, message } = outcome.failure;
          must(['notUnderstood', 'badServerName', 'tooManyServers'].includes(reason), reason);
          must(message.length <= 1000, message);
          must(reason !== 'badServerName' || !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(message), written(message));
        }
      })
    );
  });

  it('has every server that the answers name, or isn’t understood', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            good.map(said => ({ ...row, ...said })),
            server
          ),
          { minLength: 1 }
        ),
        rows => {
          const outcome = readServers(rows);
          if (outcome.kind === 'answer') {
            const ids = new Set(outcome.value.map(serverId));
            const missed = rows.filter(
              ({ name }) =>
                !ids.has(
                  String(name)
                    .trim()
                    .replace(/(?<!\.)\.+$/, '')
                    .split('.')[0]
                    .toLowerCase()
                )
            );
            must(
              missed.every(({ name }) => /^[\d.]+$|:/.test(String(name).trim())),
              written(missed)
            );
          }
        }
      )
    );
  });

  it('has no product key, not even as a name', () => {
    fc.assert(
      fc.property(answers, fc.boolean(), (said, isName) => {
        const planted = isName ? [...said, { ...row, name: key }] : withKeyIn(said, () => true);
        must(!showsWholeKey(readServers(planted)), written(readServers(planted)));
      })
    );
  });

  it('is no address of theirs, if the gateway only remembers their names', () => {
    for (const text of hostileTexts) {
      mustBeServers(serversNamed([text, `a${text}`, `${text}.b`, `a${text}b`]));
    }
    fc.assert(
      fc.property(fc.array(fc.oneof(names, fc.constant(key))), remembered => {
        mustBeServers(serversNamed(remembered));
        must(!showsWholeKey(serversNamed(remembered)), written(remembered));
      })
    );
  });
});

describe('Whatever a server answers when a key is applied', () => {
  const said = fc.oneof(
    hostileValue,
    fc.constantFrom<unknown>('Activated', { Success: true }, { Result: 'Failed' }, 1)
  );
  const answer = {
    schema: 1,
    outcome: 'applied',
    answer: null,
    warning: null,
    error: null,
    errorCode: null,
    languageMode: 'FullLanguage',
    certificateLeft: false,
    certificateError: null
  };
  const outcomes = fc.constantFrom(
    'applied',
    'failed',
    'sessionKeyMissing',
    'notDecrypted',
    'moduleMissing',
    'Applied',
    'toString'
  );
  const anyAnswer = fc
    .tuple(likeAnswer(answer), fc.record({ answer: said, outcome: outcomes }, { requiredKeys: [] }))
    .map(([one, changes]) => ({ ...one, ...changes }));
  const thumbprint = '0123456789abcdef0123456789ABCDEF01234567';

  const attemptReasons: readonly string[] = [
    ...['refused', 'sessionKeyMissing', 'notDecrypted', 'messageNotDecrypted', 'moduleMissing', 'applicationControl']
  ];

  function mustBeAttempt(attempt: AttemptFailed | AttemptNotConfirmed | AttemptNotKnown): void {
    must(['failed', 'notConfirmed', 'notKnown'].includes(attempt.kind), attempt.kind);
    must(attempt.kind !== 'failed' || attemptReasons.includes(attempt.reason), written(attempt));
    must(attempt.left === undefined || attempt.left.thumbprint === thumbprint, written(attempt));
    must(attempt.kind !== 'failed' || attempt.code === null || /^0x[0-9A-F]{8}$/.test(attempt.code), written(attempt));
  }

  it('is an attempt that failed, or isn’t confirmed, or isn’t known: never one that was applied', () => {
    fc.assert(
      fc.property(fc.oneof(delivered(anyAnswer), hostileValue), fc.constantFrom(null, thumbprint), (one, used) => {
        mustBeAttempt(readAttempt(one, used));
      })
    );
  });

  it('says that the cmdlet ended well only in our script’s own word', () => {
    fc.assert(
      fc.property(delivered(anyAnswer), one => {
        const attempt = readAttempt(one);
        const isTold = /"outcome":"applied"/.test(written(one).replace(/\\/g, ''));
        must(attempt.kind !== 'notConfirmed' || isTold, written(one));
      })
    );
  });

  it('confirms a key only if the server then shows it, or is newly activated and shows none', () => {
    const fives = fc.subarray(['6789N', 'ABCDE', '66666']);
    const says = fc.constantFrom<ServerStatus['shows']>('activated', 'noKey', 'keyNotActive', 'unknown');
    const before = fc.record({ hadSameLastFive: fc.boolean(), wasActivated: fc.boolean() });
    fc.assert(
      fc.property(delivered(anyAnswer), fives, says, before, (one, allLastFives, shows, was) => {
        const attempt = readAttempt(one);
        if (attempt.kind !== 'failed' && isConfirmed(attempt, key, was, { allLastFives, shows })) {
          const isShown = allLastFives.includes('6789N');
          const isNew = shows === 'activated' && !was.wasActivated;
          must(isShown ? true : allLastFives.length === 0 && isNew, written([allLastFives, shows, was]));
        }
      })
    );
  });

  it('has no more of a key than its last five characters', () => {
    fc.assert(
      fc.property(delivered(anyAnswer), fc.array(fc.boolean(), { minLength: 1 }), (one, places) => {
        const attempt = readAttempt(
          withKeyIn(one, index => places[index % places.length]),
          thumbprint
        );
        must(!showsWholeKey(attempt), written(attempt));
      })
    );
  });

  it('is short enough to keep, however long the server’s words are', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom('error', 'warning', 'answer', 'certificateError'), (text, property) => {
        const long = `${text}x`.repeat(Math.ceil(200_000 / (text.length + 1)));
        const outcome = property === 'error' ? 'failed' : 'applied';
        const attempt = readAttempt({ ...answer, certificateLeft: true, outcome, [property]: long }, thumbprint);
        must(written(attempt).length < 140_000 * 6, `${written(attempt).length}`);
      }),
      { numRuns: 10 }
    );
  });

  it('is free of a certificate only if it says so, and says nothing else', () => {
    fc.assert(
      fc.property(likeAnswer(answer), one => {
        const { certificateLeft: stays, certificateError: error } = one;
        const isGone = stays === false && typeof error !== 'number' && (typeof error !== 'string' || error === '');
        must(isGone || readRemoval(one, thumbprint) !== null, written(one));
      })
    );
  });

  it('is read from what is left of a certificate, and a certificate is used only under a thumbprint', () => {
    const made = { schema: 1, thumbprint, certificate: '48,130', error: null, errorCode: null };
    fc.assert(
      fc.property(delivered(likeAnswer(made)), delivered(anyAnswer), hostileText, (one, removed, text) => {
        const outcome: Outcome<unknown> = readMadeCertificate(one);
        must(['answer', 'failure'].includes(outcome.kind), outcome.kind);
        must(outcome.kind !== 'answer' || (outcome.value as { kind: string }).kind === 'failed', written(outcome));
        const left = readRemoval(removed, thumbprint);
        const isGone =
          written(removed).includes('"certificateLeft":false') || /certificateLeft\\+":false/.test(written(removed));
        must(left !== null || isGone, written(removed));
        certificatesOn(left ? [left] : [], [thumbprint]);
        must(!showsWholeKey([outcome, left].map(result => withKeyInText(result, text))), written(outcome));
      })
    );
  });

  function withKeyInText(result: unknown, text: string): unknown {
    return [
      result,
      readMadeCertificate({ schema: 1, error: `${text} ${key}` }),
      readRemoval({ schema: 1, certificateError: key }, thumbprint)
    ];
  }
});

describe('Whatever is known about a server', () => {
  const server: Server = { name: 'node01', fqdn: 'node01.contoso.com', state: 'up' };
  const states = fc.constantFrom<Server['state']>('up', 'down', 'paused', 'joining', 'unknown');
  const reasons = fc.constantFrom<Failure['reason']>(
    ...(['unreachable', 'denied', 'timedOut', 'sessionLost', 'applicationControl', 'pageLeft'] as const),
    ...(['notUnderstood', 'badServerName', 'tooManyServers', 'serverError'] as const)
  );
  const failures = fc.record({ reason: reasons, message: hostileText });
  const attempts: fc.Arbitrary<Attempt> = fc.oneof(
    fc.constantFrom<Attempt>(
      { kind: 'waiting' },
      { kind: 'stopped' },
      { kind: 'applied' },
      { kind: 'applying', since: 0 }
    ),
    failures.map(attemptNotMade),
    failures.map((failure): Attempt => ({ kind: 'notKnown', failure })),
    hostileValue.map(answer => readAttempt({ schema: 1, outcome: 'applied', answer }))
  );
  const lastFives = fc.constantFrom(null, '6789N');
  const last = fc.option(fc.record({ attempt: attempts, lastFiveBefore: lastFives, wasActivated: fc.boolean() }));
  const licensing = fc.array(fc.oneof(likeAnswer({ ...product }), likeAnswer({ ...ownProduct })), { maxLength: 3 });
  const systems = fc.constantFrom('Microsoft Azure Stack HCI', 'Windows Server 2022 Datacenter', null);
  const reports = fc
    .tuple(likeAnswer(answerOf(subscribed)), fc.record({ licensing, osCaption: systems }, { requiredKeys: [] }))
    .map(([one, said]) => readReport({ ...one, ...said, schema: 1 }));
  const reading = fc.oneof(
    { arbitrary: reports, weight: 4 },
    { arbitrary: failures.map(failure => ({ kind: 'failure' as const, failure })), weight: 1 }
  );
  const allStates: readonly ServerStatus['state'][] = [
    ...(['checking', 'applying', 'activated', 'subscription', 'ownActivation', 'noKey', 'keyNotActive'] as const),
    ...(['keyDidNotWork', 'notConfirmed', 'down', 'tooOld', 'applicationControl', 'couldNotCheck'] as const),
    ...(['noAccess', 'unknownAnswer'] as const)
  ];

  it('is one state, and "activated" and "subscription" only with evidence', () => {
    fc.assert(
      fc.property(states, reading, last, (state, told, lastAttempt) => {
        const status = statusOf({ ...server, state }, told, lastAttempt);
        must(allStates.includes(status.state), status.state);
        canTakeKey(status);
        causeOf(status);
        const report = told.kind === 'answer' ? told.value : null;
        if (status.state === 'activated') {
          must(report !== null && evidenceOf(report).says === 'activated', written(status));
        }
        if (hasSubscription(status)) {
          const words = written(report?.subscription?.value).toLowerCase().replace(/\s/g, '');
          must(words.includes('windowsserversubscription') && words.includes(':"active"'), words);
        }
        if (status.state === 'ownActivation' && status.license === 'active') {
          const active = (report?.licensing ?? []).filter(({ licenseStatus }) => licenseStatus === 1);
          must(
            active.some(one => /datacenter/i.test(written(one))),
            written(report?.licensing)
          );
          must(/windows .*server/i.test(report?.osCaption ?? ''), String(report?.osCaption));
        }
      })
    );
  });
});

describe('Whatever the browser stored, or someone pasted', () => {
  const stored = {
    clusterName: 'cluster01',
    keys: [{ id: 'node01', isSent: true, lastFiveBefore: 'ABCDE', since: 1 }]
  };
  const pending = likeAnswer(stored.keys[0]);

  it('is keys that may have been sent, none of them known to be applied', () => {
    const anyStored = fc
      .tuple(likeAnswer(stored), fc.array(fc.oneof(pending, hostileValue), { maxLength: 3 }))
      .map(([one, keys]) => ({ ...one, keys }));
    fc.assert(
      fc.property(fc.oneof(anyStored, likeAnswer(stored), hostileValue), fc.option(hostileText), (value, now) => {
        const apply = readRememberedApply(value);
        for (const one of apply?.keys ?? []) {
          must(one.id !== '' && Number.isFinite(one.since), written(one));
          must(one.lastFiveBefore === null || one.lastFiveBefore.length <= 5, written(one));
          must(['notKnown', 'stopped'].includes(attemptAfter(one).attempt.kind), written(one));
          const outcome = outcomeOf(one, now);
          must(outcome !== 'newKey' || (one.isSent && now !== null && now !== one.lastFiveBefore), written([one, now]));
        }
        must(!showsWholeKey(readRememberedApply(withKeyIn(value, () => true))?.keys), written(value));
      })
    );
  });

  it('has a line for every row that isn’t blank, and fills fields only of servers that the row names', () => {
    const servers = serversNamed(['node01.contoso.com', 'node02.contoso.com', '__proto__', 'constructor']);
    const cell = fc.oneof(
      hostileName,
      fc.constantFrom(
        'node01',
        'NODE02.contoso.com',
        'constructor',
        '__proto__',
        key,
        key.toLowerCase(),
        key.slice(0, 20)
      )
    );
    const invisible = /[\s\p{Cf}"'\u201c-\u201e\u2018\u2019]/gu;
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 3 }), { maxLength: 6 }), rows => {
        const lines = matchPastedKeys(rows, servers);
        const filled = rows.flatMap((one, index) => (one.join('').replace(invisible, '') === '' ? [] : [index + 1]));
        must(written(lines.map(({ number }) => number)) === written(filled), written(lines));
        for (const line of lines) {
          if (line.kind === 'assigned') {
            const words = rows[line.number - 1]
              .join(' ')
              .replace(/\p{Cf}/gu, '')
              .toLowerCase();
            must(words.includes(serverId(line.server)), written(line));
          } else {
            must(!showsWholeKey(line), written(line));
          }
        }
      })
    );
  });
});
