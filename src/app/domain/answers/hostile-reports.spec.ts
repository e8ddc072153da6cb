import * as fc from 'fast-check';
import {
  delivered,
  hostileText,
  hostileValue,
  likeAnswer,
  must,
  showsWholeKey,
  veryDeep,
  withKeyIn,
  written
} from '../testing/hostile-answers-fixture';
import { answerInParts, answerOf, ownProduct, product } from '../testing/report-fixture';
import { readActivation } from './dialects';
import { findErrorCode } from './error-codes';
import { Evidence, evidenceOf } from './evidence';
import { ownSystem } from './operating-system';
import { plainMessage } from './plain-words';
import { Report, hasLicensing, readReport } from './report';
import { readReturned } from './returned-answer';
import { saidIn } from './said';
import { isOutOfPolicy, lastSyncOf, subscriptionOf, supportsSubscription } from './subscription';

/** What a cmdlet might answer: words and properties that are about activation, and anything else. */
const words = fc.constantFrom<unknown>(
  ...[
    'Activated',
    'Licensed',
    'Not activated',
    'Unlicensed',
    'The server is activated.',
    'If activated',
    'Status: Activated'
  ],
  ...['No key', '6789N', '*****-*****-*****-*****-6789N', 1, 0, true, false, '1', 'Yes']
);
const names = fc.constantFrom(
  'Status',
  'LicenseStatus',
  'IsActivated',
  'Activated',
  'Key',
  'PartialProductKey',
  'Error'
);
const rows = fc.dictionary(names, fc.oneof(words, hostileValue), { maxKeys: 3 });
const activation = fc.oneof(hostileValue, words, rows, rows.map(written), fc.array(rows, { maxLength: 3 }));
const licensing = fc
  .array(fc.oneof(likeAnswer({ ...product }), likeAnswer({ ...ownProduct }), hostileValue), { maxLength: 4 })
  .chain(list => fc.constantFrom<unknown>(list, written(list), list[0]));
const subscription = fc.array(
  likeAnswer(
    { SubscriptionName: 'Windows Server Subscription', Status: 'Active' },
    fc.oneof(fc.constantFrom<unknown>('Inactive', 'active?', 'Active', 1, true, 'Disabled'), hostileText)
  ),
  { maxLength: 3 }
);
const anyAnswer: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(likeAnswer(answerOf({})), fc.record({ activation, licensing, subscription }, { requiredKeys: [] }))
  .map(([answer, said]) => ({ ...answer, ...said, schema: 1 }));

/** Any report that can be read. */
const anyReport = anyAnswer
  .map(answer => readReport(answer))
  .filter(isAnswer)
  .map(({ value }) => value);

function isAnswer<T>(outcome: { kind: string; value?: T }): outcome is { kind: 'answer'; value: T } {
  return outcome.kind === 'answer';
}

/** Whether the cmdlet’s answer has a word, or a property with such a name, that can say that a license is active. */
function saysActive({ activation: said }: Report): boolean {
  const letters = `${said?.text} ${written(said?.value)}`.toLowerCase().replace(/[^a-z0-9]/g, '');
  return /activated|licensed|licen[sc]estatus/.test(letters);
}

/** Whether a licensed product has the word that the edition of host keys has. */
function listsActive({ licensing: products }: Report): boolean {
  return (products ?? []).some(one => one.licenseStatus === 1 && /datacenter/i.test(JSON.stringify(one)));
}

describe('Whatever a server answers about its activation', () => {
  it('is read as a report or isn’t understood, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(delivered(anyAnswer), delivered(likeAnswer(answerOf({}))), hostileValue), answer => {
        const outcome = readReport(answer);
        hasLicensing(answer);
        if (outcome.kind === 'failure') {
          must(outcome.failure.reason === 'notUnderstood', outcome.failure.reason);
          must(outcome.failure.message.length <= 1000, outcome.failure.message);
        } else {
          mustBeReport(outcome.value);
        }
      })
    );
  });

  it('is read from its parts in the same way, with one of them replaced', () => {
    const parts = answerInParts();
    const anyParts = fc
      .tuple(fc.nat(parts.length - 1), fc.nat(parts.length), hostileValue)
      .chain(([at, count, value]) =>
        likeAnswer(parts[at]).map(part => [...parts.slice(0, at), part, ...parts.slice(at + 1, count), value])
      );
    fc.assert(
      fc.property(anyParts, answer => {
        for (const part of [answer, answer.slice(0, -1)]) {
          hasLicensing(part);
          const outcome = readReport(part, 'full', 'awaited');
          if (outcome.kind === 'answer') {
            mustBeReport(outcome.value);
          }
        }
      })
    );
  });

  it('shows an activation only if the cmdlet’s words or a licensed product say so', () => {
    fc.assert(
      fc.property(anyReport, report => {
        const evidence = evidenceOf(report);
        mustBeEvidence(evidence);
        if (evidence.says === 'activated') {
          const isShown = evidence.source === 'cmdlet' ? saysActive(report) : listsActive(report);
          must(isShown, written(evidence));
          must(evidence.source !== 'cmdlet' || report.activationError === null, written(report));
        }
      })
    );
  });

  it('is a reading of a known kind, whatever the cmdlet says', () => {
    const kinds = ['activated', 'notActivated', 'keyNotActive', 'noKey', 'keyEmpty', 'unknown'];
    fc.assert(
      fc.property(activation, answer => {
        const { says, lastFive, code } = readActivation(answer);
        must(kinds.includes(says), says);
        must(lastFive === null || /^[0-9A-Z]{5}$/.test(lastFive), String(lastFive));
        mustBeCode(code);
      })
    );
  });

  it('is read in any property, even from values that can’t be made text, or are nested very deep', () => {
    const unreadable = fc.constantFrom<unknown>([{ toString: 'x', valueOf: 1 }], { toString: null }, [[{ toJSON: 1 }]]);
    fc.assert(
      fc.property(names, fc.oneof(veryDeep, unreadable), (name, value) => {
        const answer = { [name]: value };
        readActivation(answer);
        readReturned(answer, null);
        saidIn([answer, answer]);
        const outcome = readReport(answerOf({ activation: answer, subscription: [answer], licensing: [answer] }));
        must(outcome.kind === 'answer' && evidenceOf(outcome.value).says === 'unknown', written(outcome));
      })
    );
  });

  it('shows a subscription as active only if a row of that name says so', () => {
    fc.assert(
      fc.property(anyReport, report => {
        const reading = subscriptionOf(report);
        must(['notOffered', 'none', 'active', 'notActive', 'unknown'].includes(reading.kind), reading.kind);
        if (reading.kind === 'active') {
          const said = written(report.subscription?.value).toLowerCase().replace(/\s/g, '');
          must(said.includes('windowsserversubscription') && said.includes(':"active"'), said);
        }
        const last = lastSyncOf(report);
        must(last === null || Number.isFinite(last.getTime()), String(last));
        must(['yes', 'no', 'notKnown'].includes(supportsSubscription(report)), report.moduleVersion ?? '');
        must(['azureStackHci', 'windowsServer', 'unknown'].includes(ownSystem(report)), report.osCaption ?? '');
        must(typeof isOutOfPolicy(report) === 'boolean', report.azureConnection ?? '');
      })
    );
  });

  it('keeps no more of a product key than its last five characters, wherever it is', () => {
    fc.assert(
      fc.property(delivered(anyAnswer), fc.array(fc.boolean(), { minLength: 1 }), (answer, places) => {
        const outcome = readReport(withKeyIn(answer, index => places[index % places.length]));
        const readings =
          outcome.kind === 'answer' ? [outcome, evidenceOf(outcome.value), subscriptionOf(outcome.value)] : [outcome];
        readings.forEach(reading => must(!showsWholeKey(reading), written(reading)));
      })
    );
  });

  it('is no more than five characters of a key, even where Windows itself puts them', () => {
    fc.assert(
      fc.property(fc.oneof(hostileText, fc.constant('BCDFG-HJKMP-QRTVW-XY234-6789N')), partialProductKey => {
        const outcome = readReport(answerOf({ licensing: [{ ...product, partialProductKey }] }));
        const fives = outcome.kind === 'answer' ? evidenceOf(outcome.value).allLastFives : [];
        must(
          fives.every(five => /^[0-9A-Z]{5}$/.test(five)),
          fives.join()
        );
      })
    );
  });
});

describe('Whatever a cmdlet returns about a key', () => {
  const returned = fc.oneof(
    hostileValue,
    fc.dictionary(fc.constantFrom('Success', 'Result', 'ReturnValue', 'Error', 'Status'), hostileValue, { maxKeys: 3 })
  );

  it('is read, and says that it worked only with a word, a boolean, or a number for that', () => {
    const yes =
      /true|yes|success|ok|applied|installed|activated|licensed|accepted|completed|"?(?:return\w*|exitcode)"?:"?0|:"?1\b/i;
    fc.assert(
      fc.property(returned, fc.option(hostileText), (answer, warning) => {
        const { kind, ...rest } = readReturned(answer, warning);
        must(['refused', 'saysYes', 'open'].includes(kind), kind);
        mustBeCode('code' in rest ? (rest.code as string | null) : null);
        must(kind !== 'saysYes' || yes.test(written(answer).replace(/[\s\\_-]/g, '')), written(answer));
      })
    );
  });

  it('is quoted as short text, without its keys', () => {
    fc.assert(
      fc.property(returned, answer => {
        must(saidIn(answer).length <= 1000, saidIn(answer));
        must(!showsWholeKey(saidIn(withKeyIn(answer, () => true))), saidIn(withKeyIn(answer, () => true)));
      })
    );
  });
});

describe('Whatever words a message has', () => {
  it('it’s plain text without wrappers, no longer than the message, without its keys', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (one, two) => {
        const plain = plainMessage(`${one}\n${two}`);
        must(plain.length <= `${one}\n${two}`.length, plain);
        must(!showsWholeKey(plainMessage(withKeyIn(`${one} ${two}`, () => true))), plain);
        mustBeCode(findErrorCode(one, two));
      })
    );
  });
});

function mustBeCode(code: string | null): void {
  must(code === null || /^0x[0-9A-F]{8}$/.test(code), String(code));
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}

function isNumberOrNull(value: unknown): boolean {
  return value === null || Number.isFinite(value);
}

function mustBeReport(report: Report): void {
  const { activation: said, subscription: subscriptions, licensing: products, keyCertificates, ...rest } = report;
  for (const [name, value] of Object.entries(rest)) {
    must(name === 'osSku' ? isNumberOrNull(value) : isTextOrNull(value), `${name}: ${written(value)}`);
  }
  must(['full', 'restricted'].includes(report.endpoint), report.endpoint);
  must(['read', 'awaited', 'missing'].includes(report.azure), report.azure);
  must(['name', 'path', null].includes(report.moduleSource), String(report.moduleSource));
  must(
    [said, subscriptions].every(one => one === null || typeof one.text === 'string'),
    written(said)
  );
  must(
    (keyCertificates ?? []).every(one => /^[0-9A-F]{40}$/i.test(one)),
    written(keyCertificates)
  );
  for (const { licenseStatus, gracePeriodRemaining, ...texts } of products ?? []) {
    must([licenseStatus, gracePeriodRemaining].every(isNumberOrNull), written(products));
    must(Object.values(texts).every(isTextOrNull), written(products));
  }
}

function mustBeEvidence(evidence: Evidence): void {
  const { says, source, lastFive, allLastFives, code, keyVersion, keyType } = evidence;
  must(['activated', 'noKey', 'keyNotActive', 'unknown'].includes(says), says);
  must(['cmdlet', 'licensing', 'none'].includes(source), source);
  must(
    [lastFive, ...allLastFives].every(one => one === null || /^[0-9A-Z]{5}$/.test(one)),
    written(evidence)
  );
  must(['2019', '2022', '2025', 'unknown'].includes(keyVersion), keyVersion);
  must(['volume', 'oem', 'retail', 'unknown'].includes(keyType), keyType);
  mustBeCode(code);
}
