import * as fc from 'fast-check';
import {
  delivered,
  hostileText,
  hostileValue,
  likeAnswer,
  must,
  showsWholeKey,
  withKeyIn,
  written
} from '../testing/hostile-answers-fixture';
import { guestRow, machineOf, machineRow, machinesAnswer } from '../testing/virtual-machine-fixture';
import { HostState, coverageKinds, guestCoverageOf, kindOf, verdictOf } from './guest-coverage';
import { guestKeyOf, systemOf } from './guest-system';
import { guestStepsOf } from './guest-steps';
import { VirtualMachine, readVirtualMachines } from './virtual-machine';

const guest = fc
  .tuple(
    likeAnswer(guestRow('20348', 8, 'Windows Server 2022 Datacenter')),
    fc.record(
      {
        OSName: fc.constantFrom(
          'Windows Server 2022 Standard',
          'Windows Server 2022 Essentials',
          'Linux',
          'Windows 11',
          ''
        ),
        OSBuildNumber: fc.constantFrom('20348', '9600', '26100', '10240', ''),
        OSEditionId: fc.constantFrom<unknown>('7', 8, '50', 406, 407, 79, null)
      },
      { requiredKeys: [] }
    )
  )
  .map(([facts, said]) => ({ ...facts, ...said }));
const reported = fc.dictionary(hostileText, hostileText, { maxKeys: 3 });
const owners = fc.array(fc.oneof(hostileText, fc.constantFrom('node01', 'node02')), { maxLength: 3 });
const machine = fc
  .tuple(likeAnswer({ ...machineRow }), fc.record({ guest, reported, possibleOwners: owners }, { requiredKeys: [] }))
  .map(([row, said]) => ({ ...row, ...said }));
const machines = fc.array(fc.oneof({ arbitrary: machine, weight: 9 }, { arbitrary: hostileValue, weight: 1 }), {
  maxLength: 4
});
const event = likeAnswer({ time: '2026-01-02T03:04:05Z', provider: 'SPP', message: 'vm01' });
const events = fc.array(fc.oneof({ arbitrary: event, weight: 5 }, { arbitrary: hostileValue, weight: 1 }), {
  maxLength: 3
});
const anyAnswer = fc
  .tuple(likeAnswer(machinesAnswer([])), fc.record({ virtualMachines: machines, events }, { requiredKeys: [] }))
  .chain(([answer, said]) =>
    fc
      .constantFrom(said, { ...said, virtualMachines: written(said.virtualMachines ?? []) })
      .map(lists => ({ ...answer, ...lists }))
  );
const readable = machine
  .map(row => readVirtualMachines(machinesAnswer([{ ...row, id: 'A' }])))
  .map(reading => (reading.kind === 'answer' ? (reading.value.virtualMachines ?? []) : []))
  .filter(list => list.length === 1)
  .map(([one]) => one);

function mustBeMachine({ id, name, power, dataExchange, moves, guest: facts, reported: said }: VirtualMachine): void {
  must(id !== '' && name !== '', written([id, name]));
  must(['running', 'off', 'saved', 'paused', 'other'].includes(power), power);
  must(['on', 'off', 'notKnown'].includes(dataExchange), dataExchange);
  must(['no', 'yes', 'notKnown'].includes(moves.kind), moves.kind);
  must(moves.kind !== 'yes' || moves.to === null || moves.to.every(one => one !== ''), written(moves));
  const numbers = [facts?.osEditionId, facts?.productType];
  must(
    numbers.every(one => one === undefined || one === null || Number.isFinite(one)),
    written(facts)
  );
  must(
    said.every(([label, value]) => typeof label === 'string' && typeof value === 'string'),
    written(said)
  );
}

describe('Whatever a server says about its virtual machines', () => {
  it('is a report or isn’t understood, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(delivered(anyAnswer), hostileValue), answer => {
        const reading = readVirtualMachines(answer);
        if (reading.kind === 'failure') {
          must(reading.failure.reason === 'notUnderstood' && reading.failure.message.length <= 1000, written(reading));
        } else {
          reading.value.virtualMachines?.forEach(mustBeMachine);
          reading.value.events?.forEach(one => must(typeof one.message === 'string', written(one)));
        }
      })
    );
  });

  it('has every virtual machine and event of the answer, or isn’t understood', () => {
    fc.assert(
      fc.property(machines, events, (rows, log) => {
        const reading = readVirtualMachines(machinesAnswer(null, { virtualMachines: rows, events: log }));
        if (reading.kind === 'answer') {
          must(reading.value.virtualMachines?.length === rows.length, written(reading.value.virtualMachines));
          must(reading.value.events?.length === log.length, written(reading.value.events));
        }
      })
    );
  });

  it('has no more of a product key than its last five characters', () => {
    fc.assert(
      fc.property(delivered(anyAnswer), fc.array(fc.boolean(), { minLength: 1 }), (answer, places) => {
        const reading = readVirtualMachines(withKeyIn(answer, index => places[index % places.length]));
        must(!showsWholeKey(reading), written(reading));
      })
    );
  });
});

describe('Where a virtual machine can move', () => {
  it('is known only if every owner of the answer is', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(hostileText, hostileValue), { maxLength: 3 }), possibleOwners => {
        const reading = readVirtualMachines(machinesAnswer([{ ...machineRow, possibleOwners }]));
        const moves = reading.kind === 'answer' ? reading.value.virtualMachines?.[0].moves : undefined;
        const isWhole = moves?.kind !== 'yes' || moves.to === null || moves.to.length === possibleOwners.length;
        must(isWhole && (moves?.kind !== 'yes' || moves.to !== null || possibleOwners.length === 0), written(moves));
      })
    );
  });
});

describe('Whatever a guest says about itself', () => {
  const allHosts: readonly HostState[] = [
    { kind: 'activates', by: '2022', mayDoMore: false },
    { kind: 'activates', by: 'subscription', mayDoMore: false },
    ...(['noKey', 'notActive', 'checking', 'notKnown', 'versionNotKnown'] as const).map(kind => ({ kind }))
  ];
  const hosts = fc.constantFrom(...allHosts);

  function mustBeVerdict(one: VirtualMachine, here: HostState): void {
    const system = systemOf(one.guest);
    const { kind } = verdictOf(one, system, here);
    const facts = written(one.guest);
    must(['can', 'cannot', 'dependsOnLicense', 'notKnown', 'doesNotApply'].includes(kind), kind);
    if (kind === 'can') {
      must(here.kind === 'activates' && one.dataExchange !== 'off', written([here, one]));
      must(/9600|14393|17763|20348|26100|20(?:12 R2|16|19|22|25)/i.test(facts), facts);
      must(guestKeyOf(system) !== null, facts);
    }
  }

  it('it can be activated only by a host that activates, and with a documented release and edition', () => {
    fc.assert(
      fc.property(readable, hosts, hosts, (one, here, there) => {
        mustBeVerdict(one, here);
        const states = { node01: here, node02: there };
        const coverage = guestCoverageOf(one, 'node01', new Map(Object.entries(states)));
        must(coverageKinds.includes(kindOf(coverage)), written(coverage));
        guestStepsOf(one, here);
      })
    );
    // Few random guests have a build, a name, and an edition that fit each other.
    for (const build of ['', '9600', '20348', '26100']) {
      for (const name of ['Standard', 'Essentials', 'Datacenter Azure Edition', '']) {
        const facts = machineOf({ guest: guestRow(build, null, `Windows Server 2022 ${name}`) });
        allHosts.forEach(here => mustBeVerdict(facts, here));
      }
    }
  });

  it('it’s offered only keys that Microsoft publishes', () => {
    fc.assert(
      fc.property(readable, one => {
        const offered = guestKeyOf(systemOf(one.guest));
        must(offered === null || /^[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}$/.test(offered), String(offered));
      })
    );
  });
});
