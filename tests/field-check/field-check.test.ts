import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { findTrace } from '../../e2e/guards/key-traces';
import { loadScenario, Scenario, scenarioNames } from '../../lab/scenarios/scenario';
import { folders } from '../../tools/project';
import { Recording, evidenceNames, readEvidence, withoutPowerShell } from './evidence';
import { FieldCheckLab, labSources, user } from './lab-recordings';

// The last five of the host system's own key, from the lab's licensing class.
const ownLastFive = '7HWQ4';

/** An error text with everything that must not leak, in every form that it can have. */
const telltale = [
  'YTN6M-WG337-MGQX2-KTFTV-3XJ7C ytn6mwg337mgqx2ktftv3xj7c Y6V2N\u2013WMBG6\u2013P8847\u2013CHHWC\u2013R4M9Y',
  'ends in RDPCY; on Node01.Contoso.com, NODE02$, \\\\node03\\c$, xnode04x, dc07.contoso.com',
  'by CONTOSO\\svc-hci, Erika.Muster@ad.contoso.com, bob@fabrikam.com, C:\\Users\\max\\x',
  'at 10.20.30.40, fe80::12ab:3401, https://proxy.contoso.com:8080/x',
  '{8d2f5b1e-3c4a-4f6b-9a7d-1e2f3a4b5c6d} S-1-5-21-1111-2222-3333-1001',
  '/subscriptions/x/resourceGroups/rg-hci/providers/Microsoft.AzureStackHCI/clusters/hci-weimar',
  '{"Node01":"node01\\nnode02","key":["YTN6M-WG337-MGQX2-KTFTV-3XJ7C"]}',
  Buffer.from('the key on node01.contoso.com').toString('base64')
].join('\n');

const inTelltale = [
  'dc07',
  'svc-hci',
  'fabrikam',
  '10.20.30.40',
  'fe80::12ab',
  'proxy',
  '8d2f5b1e',
  '1111-2222',
  'rg-hci',
  'hci-weimar',
  '\\\\max\\\\',
  'bob@'
];

function canariesOf(scenario: Scenario): string[] {
  const keys = scenario.keys.map(({ key }) => key);
  const accounts = scenario.accounts.map(({ userName }) => userName.split('\\')[1]);
  return [
    ...keys,
    ...keys.map(key => key.slice(-5)),
    ownLastFive,
    ...scenario.servers.flatMap(({ name, fqdn }) => [name, fqdn]),
    scenario.cluster.name,
    scenario.cluster.domain,
    scenario.cluster.domain.split('.')[0],
    ...accounts,
    ...Object.values(user)
  ];
}

function assertHidden(text: string, canaries: readonly string[]): void {
  for (const canary of canaries) {
    for (const spelling of [canary.toUpperCase(), canary.toLowerCase()]) {
      assert.equal(findTrace(text, spelling), null, `of ${canary}`);
    }
  }
}

describe('the field check', { concurrency: 2 }, () => {
  let lab: FieldCheckLab;

  before(async () => {
    lab = await FieldCheckLab.start();
  });

  after(() => lab.stop());

  for (const name of scenarioNames()) {
    it(`reveals no key and no name of "${name}"`, async () => {
      const scenario = loadScenario(name);
      const servers = scenario.servers.filter(({ power }) => power === 'on');
      const asked = name === 'everything-wrong' ? servers : servers.slice(0, 1);
      assert.ok(asked.length > 0);
      await Promise.all(
        asked.map(async server => {
          const text = await lab.textOf({ scenario: name, server: server.name });
          assertHidden(text, canariesOf(scenario));
          assert.match(text, /"computerName":\s+"SERVER\d\d"/);
        })
      );
    });
  }

  it('hides what an error repeats, in any form', async () => {
    const change = { statusErrorText: telltale };
    const text = await lab.textOf({ scenario: 'healthy', server: 'node01', change });
    assertHidden(text, canariesOf(loadScenario('healthy')));
    for (const canary of inTelltale) {
      assert.ok(!text.toLowerCase().includes(canary), canary);
    }
    const { activation } = JSON.parse(text) as { activation: Record<string, string> };
    assert.match(activation['activationError'], /^\*{5}-\*{5}-\*{5}-\*{5}-HDD\w\w .* on SERVER01\.DOMAIN\d+\.TLD/s);
  });

  it('records the same in the lab as in tests/evidence', async () => {
    const fromLab = evidenceNames().filter(name => readEvidence(name).from === 'lab');
    assert.deepEqual(fromLab, Object.keys(labSources).sort());
    await Promise.all(
      Object.entries(labSources).map(async ([name, source]) => {
        const now = withoutPowerShell(await lab.recordingOf(source));
        assert.deepEqual(
          now,
          withoutPowerShell(readEvidence(name).recording),
          `${name} differs: node --import tsx tests/field-check/record.ts`
        );
      })
    );
  });

  it('records the same as a copy and in the repository', async () => {
    const source = labSources['lab-plain'];
    const there = JSON.parse(await lab.textOf(source, folders.fieldCheck)) as Recording;
    const here = JSON.parse(await lab.textOf(source)) as Recording;
    assert.deepEqual(withoutPowerShell(there), withoutPowerShell(here));
  });

  for (const source of [labSources['lab-plain'], labSources['lab-application-control']]) {
    it(`tries a certificate on ${source.server} of "${source.scenario}", only if asked to`, async () => {
      const { certificate: none, ...usual } = await lab.recordingOf(source);
      assert.equal(none, undefined);
      const text = await lab.textOf({ ...source, certificate: true });
      assertHidden(text, canariesOf(loadScenario(source.scenario)));
      const { certificate, ...rest } = JSON.parse(text) as Recording;
      assert.deepEqual(withoutPowerShell(rest), withoutPowerShell(usual));
      const { here, remote, policy } = certificate as Record<string, Record<string, unknown>>;
      const { languageMode } = usual.shapes['powerShell'] as Record<string, unknown>;
      assert.equal(here['languageMode'], languageMode);
      // What can't be done in the lab is told with its reason.
      assert.ok(here['certificateType'] ?? here['makeError']);
      assert.deepEqual([here['left'], here['errorEmptied']], [[], true]);
      assert.ok(remote['languageMode'] ?? remote['error']);
      assert.ok('userMode' in policy || 'error' in policy);
    });
  }

  it('gives a server the same stand-in everywhere, and keeps its cluster readable', async () => {
    const { activation, servers } = await lab.recordingOf({ scenario: 'server-down', server: 'node02' });
    assert.equal(activation['computerName'], 'SERVER02');
    const rows = servers as Record<string, unknown>[];
    assert.deepEqual(
      rows.map(({ name, state }) => [name, state]),
      [
        ['SERVER01', 0],
        ['SERVER02', 0],
        ['SERVER03', 1],
        ['SERVER04', 0]
      ]
    );
  });
});
