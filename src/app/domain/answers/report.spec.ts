import * as fc from 'fast-check';
import { Report, hasLicensing, readReport } from './report';
import { notUnderstood } from './said';
import { answerInParts, answerOf, product } from '../testing/report-fixture';

function read(answer: unknown): Report {
  const reading = readReport(answer);
  if (reading.kind !== 'answer') {
    throw new Error('not understood');
  }
  return reading.value;
}

describe('A report', () => {
  it('is read from the flat answer of a server', () => {
    const said = { activation: '{"Status":"Activated"}', osUpdateRevision: '2700' };
    const report = read(answerOf(said));
    expect(report.computerName).toBe('NODE01');
    expect(report.moduleVersion).toBe('1.1');
    expect(report.moduleSource).toBe('name');
    expect(report.activation).toEqual({
      text: '{"Status":"Activated"}',
      value: { Status: 'Activated' }
    });
    expect(report.osUpdateRevision).toBe('2700');
    expect(report.osSku).toBe(406);
  });

  it('keeps every text from the server in its own property', () => {
    const words = {
      languageMode: 'a mode',
      moduleSource: 'path',
      moduleError: 'a fault of the module',
      activationError: 'a fault of the activation',
      activationErrorCode: 'a code',
      licensingError: 'a fault of licensing',
      osCaption: 'a caption',
      osVersion: 'a version',
      osBuild: 'a build',
      osDisplayVersion: 'a display version',
      osError: 'a fault of the system',
      subscriptionError: 'a fault of the subscription',
      lastAzureSync: 'a time',
      azureRegistration: 'Registered',
      azureConnection: 'Connected',
      lastAzureSyncError: 'a fault of the sync'
    };
    const report: Readonly<Record<keyof Report, unknown>> = read(answerOf(words));
    expect(report).toEqual(jasmine.objectContaining(words));
  });

  it('lists the certificates for keys, and takes nothing else for one', () => {
    const [one, two] = ['A'.repeat(40), '0123456789abcdef0123456789ABCDEF01234567'];
    expect(read(answerOf({ keyCertificates: `${one},${two}` })).keyCertificates).toEqual([one, two]);
    expect(read(answerOf({ keyCertificates: '' })).keyCertificates).toEqual([]);
    expect(read(answerOf({ keyCertificates: null })).keyCertificates).toBeNull();
    expect(read(answerOf({})).keyCertificates).toBeNull();
    const others = `x,${one}1,*,${one};Remove-Item,${two.slice(1)}`;
    expect(read(answerOf({ keyCertificates: others })).keyCertificates).toEqual([]);
  });

  it('says how the module was found only if the server names a known way', () => {
    expect(read(answerOf({ moduleSource: 'elsewhere' })).moduleSource).toBeNull();
    expect(read(answerOf({ moduleSource: '' })).moduleSource).toBeNull();
  });

  it('has no answer if the cmdlet returned nothing, and trims its texts', () => {
    expect(read(answerOf({ activation: '' })).activation).toBeNull();
    expect(read(answerOf({ activationError: ' No key.\r\n' })).activationError).toBe('No key.');
    expect(read(answerOf({ activationError: ' ' })).activationError).toBeNull();
  });

  it('keeps the subscriptions unchanged', () => {
    const rows = [{ SubscriptionName: 'A', Status: 'Active' }];
    const { subscription } = read(answerOf({ subscription: JSON.stringify(rows) }));
    expect(subscription?.value).toEqual(rows);
    expect(read(answerOf({ subscription: null })).subscription).toBeNull();
  });

  it('combines its parts, and can do without all but the first', () => {
    const parts = answerInParts();
    const [first, system] = parts;
    const whole = read(answerOf({}));
    expect(whole.azure).toBe('read');
    for (const same of [parts, JSON.stringify(parts), [JSON.stringify(first), ...parts.slice(1)]]) {
      expect(read(same)).toEqual(whole);
    }
    expect(read(parts.slice(0, 4))).toEqual({ ...whole, azure: 'missing', subscription: null });
    const awaited = readReport([first], 'full', 'awaited');
    expect(awaited.kind === 'answer' && awaited.value.azure).toBe('awaited');
    const unknown = { schema: 1 };
    const twice = [first, system, system];
    for (const strange of [[first, first], [system, first], twice, [first, unknown], [first, 'x'], [first, {}], []]) {
      expect(readReport(strange).kind).toBe('failure');
    }
  });

  it('can be shown once the licensing products were read, because they may contradict the cmdlet', () => {
    const parts = answerInParts();
    expect([1, 2, 3, 4, 5].map(count => hasLicensing(parts.slice(0, count)))).toEqual([false, false, true, true, true]);
    expect(hasLicensing(JSON.stringify(parts))).toBe(true);
  });

  it('has null for everything that the server left out', () => {
    const { endpoint, azure, ...said } = read({ schema: 1 });
    expect([endpoint, azure]).toEqual(['full', 'missing']);
    expect(new Set(Object.values(said))).toEqual(new Set([null]));
    expect(Object.keys({ schema: 1, ...said }).sort()).toEqual(Object.keys(answerOf({})).sort());
  });

  it('has null for values of the wrong type, because PowerShell sends an empty object for nothing', () => {
    const empty = Object.fromEntries(Object.keys(answerOf({})).map(name => [name, {}]));
    const wrong = { ...empty, schema: 1, activation: null, licensing: null, subscription: null };
    const { endpoint: _, azure: __, ...said } = read(wrong);
    expect(new Set(Object.values(said))).toEqual(new Set([null]));
  });

  it('has the licensing products from a list or from a single one', () => {
    const one = { ...product, name: 'One' };
    const lists = [[one], one, { value: [one], Count: 1 }];
    for (const list of [...lists, ...lists.map(value => JSON.stringify(value))]) {
      expect(read(answerOf({ licensing: list })).licensing).toEqual([one]);
    }
    expect(read(answerOf({ licensing: '[]' })).licensing).toEqual([]);
  });

  it('keeps the text if it isn’t a list of products', () => {
    const report = read(answerOf({ licensing: 'Zugriff verweigert' }));
    expect(report.licensing).toBeNull();
    expect(report.licensingError).toBe('Zugriff verweigert');
  });

  it('keeps the cmdlet’s text if it isn’t JSON', () => {
    const { activation } = read(answerOf({ activation: 'Activated {' }));
    expect(activation).toEqual({ text: 'Activated {', value: 'Activated {' });
  });

  it('is read from a list with one answer, and from text', () => {
    const answer = answerOf({});
    expect(read([answer])).toEqual(read(answer));
    expect(read(JSON.stringify(answer))).toEqual(read(answer));
  });

  it('isn’t understood if it isn’t from our script', () => {
    for (const answer of [null, undefined, 7, '', 'hello', {}, [], { schema: 2 }]) {
      expect(readReport(answer)).toEqual(notUnderstood(answer));
    }
    const two = [answerOf({}), answerOf({})];
    expect(readReport(two)).toEqual(notUnderstood(two));
  });

  it('shows no key that a server repeats', () => {
    const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N';
    const said = { activation: key, activationError: key, licensing: key, osError: key, subscription: key };
    expect(JSON.stringify(read(answerOf(said)))).not.toContain('HJKMP');
  });

  it('never causes an exception', () => {
    const names = Object.keys(answerOf({}));
    const anyAnswer = fc.dictionary(fc.constantFrom(...names), fc.anything());
    fc.assert(
      fc.property(fc.oneof(anyAnswer, fc.anything()), answer => {
        expect(() => readReport(answer)).not.toThrow();
      })
    );
  });
});
