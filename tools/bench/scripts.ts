import { Session } from '../../lab/servers/session-host';
import { toGuests } from '../../lab/scenarios/guests';
import { writeGuests } from '../../lab/servers/guest-state';
import { BuildFailure } from '../problems';
import { BenchSection, markdownTable, median, ratio, time } from './section';
import { measured, moduleFolder, output, withServer } from './server-sessions';

/** Times in milliseconds, one for each round. */
interface Times {
  processor: number[];
  elapsed: number[];
}

/** What measure-machines.ps1 writes. */
interface MachinesTimes {
  machines: number;
  errors: string[];
  classes: number;
  rows: number;
  script: Times;
  yardstick: Times;
}

/** What measure-activation.ps1 writes for each part, in milliseconds of the processor. */
interface PartTimes {
  name: string;
  whole: number[];
  windows: number[];
}

/** A session's steps, in milliseconds of its process's processor. */
interface SessionTimes {
  open: number;
  module: number;
  first: number;
  later: number;
}

/** Medians are of odd numbers of values. The first round of the parts is told separately. */
const rounds = { machines: 5, parts: 16, sessions: 3, later: 5 } as const;

/** How many virtual machines one server has. The 15 others have 500 each. */
const counts = [50, 500, 2000] as const;

/** The most that the script is to take, compared with its yardstick. */
const most = 1.5;

const machinesHeadings = [
  'VMs',
  'Rows',
  'The script',
  'The yardstick',
  'Ratio',
  "The script's own part",
  'Ratio of elapsed times'
];

/** What the product's scripts cost on a server, as far as the lab shows it. */
export const scriptCosts: BenchSection = {
  name: 'scripts',
  measure: async () => {
    const machines = await measureMachines();
    const { parts, sessions } = await measureActivation();
    return `## Scripts on a server

The processor time of one server's PowerShell process. The lab simulates Windows, and its queries cost other times than
those of a real server, which nobody has measured.

### \`Get-ServerVirtualMachine\`

The yardstick makes the same queries in the same process, one for each class and one for the events, and loops over
their rows. They include 5,120 pairs of a role and a possible owner in the whole cluster, however many VMs there are.
The median of ${rounds.machines} rounds after one that doesn't count. The script's own part is the difference.

${markdownTable(machinesHeadings, machines)}

### \`Get-ServerActivation\`

By part, in the script's order: in the first run in a session, and the median of ${rounds.parts - 1} later runs. What's
simulated is Windows: modules, cmdlets, and CIM. The rest is the script's own part. \`Read-KeyCertificate\` reads
nothing here, because it asks for certificates only in Constrained Language.

${markdownTable(['Part', 'First run', 'Later runs', 'Of that, simulated', "The script's own part"], parts)}

### A session's first answer

The median of ${rounds.sessions} fresh sessions on a server, each with a PowerShell process of its own.

${markdownTable(['Step', 'Processor time'], sessions)}`;
  }
};

async function measureMachines(): Promise<string[][]> {
  return withServer('guests-many', 'node16', async (open, stateFolder) => {
    const session = await open();
    const rows: string[][] = [];
    for (const count of counts) {
      writeGuests(stateFolder, 'node16', toGuests('node16', 'contoso.com', guestsOf(count)));
      const result = await measured<MachinesTimes>(session, 'measure-machines.ps1', rounds.machines);
      if (result.machines !== count || result.errors.length > 0 || result.classes !== 5 || result.rows <= count) {
        throw new BuildFailure(`Get-ServerVirtualMachine didn't read ${count} VMs: ${JSON.stringify(result)}`);
      }
      rows.push(machinesRow(result));
    }
    return rows;
  });
}

/** Ten of them are roles, as on the other servers. */
function guestsOf(count: number): Parameters<typeof toGuests>[2] {
  const systems = ['windows-server-2022-datacenter', 'windows-server-2019-datacenter', 'ubuntu'];
  return [
    { many: 10, stem: 'role', systems },
    { many: count - 10, clustered: false, systems }
  ];
}

function machinesRow({ machines, rows, script, yardstick }: MachinesTimes): string[] {
  const [own, asked] = [median(script.processor), median(yardstick.processor)];
  return [
    `${machines}`,
    `${rows}`,
    time(own),
    time(asked),
    ratio(own, asked, most),
    time(own - asked),
    ratio(median(script.elapsed), median(yardstick.elapsed))
  ];
}

async function measureActivation(): Promise<{ parts: string[][]; sessions: string[][] }> {
  return withServer('subscription', 'node02', async open => {
    const parts = await measured<PartTimes[]>(await open(), 'measure-activation.ps1', rounds.parts);
    const sessions: SessionTimes[] = [];
    for (let turn = 0; turn < rounds.sessions; turn += 1) {
      sessions.push(await measureSession(await open()));
    }
    return { parts: parts.map(partRow), sessions: sessionRows(sessions) };
  });
}

function partRow({ name, whole, windows }: PartTimes): string[] {
  const [all, simulated] = [whole, windows].map(times => median(times.slice(1)));
  const isPart = /^(?:Read|Import)-/.test(name);
  const told = [fine(whole[0]), fine(all)];
  return [isPart ? `\`${name}\`` : name, ...told, ...(isPart ? [fine(simulated), fine(all - simulated)] : ['', ''])];
}

/** A number of milliseconds. Below ten, with a decimal. */
function fine(milliseconds: number): string {
  return milliseconds < 10 ? `${milliseconds.toFixed(1)} ms` : time(milliseconds);
}

/** Leaves the session open. Otherwise the lab would use its process again, in which everything is compiled. */
async function measureSession(session: Session): Promise<SessionTimes> {
  const begun = await processorTime(session);
  await output(session, `Import-Module -Name '${moduleFolder}'`);
  const imported = await processorTime(session);
  await readActivation(session);
  const read = await processorTime(session);
  const later: number[] = [];
  for (let turn = 0; turn < rounds.later; turn += 1) {
    const before = await processorTime(session);
    await readActivation(session);
    later.push((await processorTime(session)) - before);
  }
  return { open: begun, module: imported - begun, first: read - imported, later: median(later) };
}

async function readActivation(session: Session): Promise<void> {
  const answers = await output(session, 'Get-ServerActivation');
  if (!JSON.stringify(answers).includes('"subscription":"[')) {
    throw new BuildFailure(`Get-ServerActivation didn't read everything: ${JSON.stringify(answers)}`);
  }
}

/** The processor time of a session's process since it started, in milliseconds. */
async function processorTime(session: Session): Promise<number> {
  const [spent] = await output(
    session,
    '[Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime.TotalMilliseconds'
  );
  return Number(spent);
}

function sessionRows(sessions: readonly SessionTimes[]): string[][] {
  const told = (step: keyof SessionTimes): string => time(median(sessions.map(times => times[step])));
  return [
    ['Starting PowerShell and opening the session', told('open')],
    ["Importing the extension's module", told('module')],
    ['`Get-ServerActivation` for the first time', told('first')],
    ['`Get-ServerActivation` again', told('later')]
  ];
}
