/** Runs the field check on the lab's servers, and knows which recordings are kept as evidence. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { loadScenario, writeState } from '../../lab/scenarios/scenario';
import { changeServer, ServerChange } from '../../lab/servers/server-state';
import { SessionHost, startSessionHost } from '../../lab/servers/session-host';
import { StartLimit } from '../../lab/servers/start-limit';
import { folders } from '../../tools/project';
import { Recording } from './evidence';

/** The source of a recording: a server of a scenario, and the changes to make first. */
export interface LabSource {
  scenario: string;
  server: string;
  change?: ServerChange;
  /** Whether a certificate is tried as well. */
  certificate?: boolean;
}

const withKey = { scenario: 'healthy', server: 'node01' };
const wrong = 'everything-wrong';

/** The sources, by the names of their files in `tests/evidence`. */
export const labSources: Readonly<Record<string, LabSource>> = {
  'lab-plain': withKey,
  'lab-numbers': { ...withKey, change: { answerDialect: 'numbers' } },
  'lab-listing': { ...withKey, change: { answerDialect: 'listing' } },
  'lab-sentence': { ...withKey, change: { answerDialect: 'sentence' } },
  'lab-nested': { ...withKey, change: { answerDialect: 'nested' } },
  'lab-silent': { ...withKey, change: { answerDialect: 'silent' } },
  'lab-unheard-of': { ...withKey, change: { answerDialect: 'unheardOf' } },
  'lab-unheard-of-without-key': { scenario: 'fresh', server: 'node01', change: { answerDialect: 'unheardOf' } },
  'lab-no-key': { scenario: 'fresh', server: 'node01' },
  'lab-no-key-as-error': { scenario: 'fresh', server: 'node01', change: { statusError: '0xC004F014' } },
  'lab-no-key-in-sentence': { scenario: 'fresh', server: 'node01', change: { answerDialect: 'sentence' } },
  'lab-key-not-active': { scenario: wrong, server: 'node04' },
  'lab-refused': { ...withKey, change: { statusError: '0x80070005' } },
  'lab-refused-without-key': { scenario: wrong, server: 'node09' },
  'lab-german': { scenario: 'german', server: 'node04', change: { answerDialect: 'listing' } },
  'lab-own-license-only': { scenario: 'own-license-only', server: 'node01' },
  'lab-windows-server': { scenario: 'windows-server', server: 'node01' },
  'lab-without-update': { scenario: 'old-update', server: 'node03' },
  'lab-april-2021': { ...withKey, change: { activationModule: { found: 'path', version: '1.0' } } },
  'lab-broken-module': { scenario: wrong, server: 'node12' },
  'lab-application-control': { scenario: wrong, server: 'node07' }
};

/** The user of the server that the field check runs on. The lab has no users. */
export const user = { name: 'erika.muster', domain: 'CONTOSO', dnsDomain: 'ad.contoso.com' };

const scripts = [
  path.join(folders.fieldCheck, 'Get-FieldCheck.ps1'),
  path.join(folders.fieldCheck, 'Hide-Identity.ps1'),
  path.join(folders.fieldCheck, 'Test-KeyCertificate.ps1'),
  path.join(folders.scripts, 'Get-ServerActivation.ps1'),
  path.join(folders.scripts, 'Get-ClusterServer.ps1')
];

/** Servers with their own state folder. Only one of them is asked at a time. */
class Place {
  private recordings = 0;

  constructor(
    private readonly folder: string,
    private readonly host: SessionHost
  ) {}

  static async open(folder: string): Promise<Place> {
    fs.mkdirSync(folder);
    return new Place(folder, await startSessionHost({ stateFolder: folder, poolSize: 1 }));
  }

  async close(): Promise<void> {
    await this.host.dispose();
  }

  async textOf({ scenario, server, change, certificate }: LabSource, scriptFolder: string): Promise<string> {
    writeState(loadScenario(scenario), this.folder);
    changeServer(this.folder, server, change ?? {});
    const file = path.join(this.folder, `recording-${++this.recordings}.json`);
    const session = await this.host.open(server);
    try {
      const run = session.run(`
        $env:USERNAME = '${user.name}'
        $env:USERDOMAIN = '${user.domain}'
        $env:USERDNSDOMAIN = '${user.dnsDomain}'
        & '${path.join(scriptFolder, 'Get-FieldCheck.ps1')}' -Path '${file}'${certificate ? ' -Certificate' : ''}`);
      const { state } = await run.finished;
      const errors = run.takeErrors();
      if (state !== 'completed' || errors.length > 0) {
        throw new Error(`${scenario}, ${server}: ${state} ${JSON.stringify(errors)}`);
      }
      return fs.readFileSync(file, 'utf8');
    } finally {
      await session.close();
    }
  }
}

/** Labs without a gateway. The field check runs in them from a folder that it was copied to. */
export class FieldCheckLab {
  private readonly copies: string;
  private readonly texts = new Map<string, Promise<string>>();
  private readonly turns: StartLimit;

  private constructor(
    private readonly folder: string,
    private readonly places: Place[]
  ) {
    this.turns = new StartLimit(places.length);
    this.copies = path.join(folder, 'copied');
    fs.mkdirSync(this.copies);
    fs.cpSync(folders.scriptParts, path.join(this.copies, path.basename(folders.scriptParts)), { recursive: true });
    scripts.forEach(script => fs.copyFileSync(script, path.join(this.copies, path.basename(script))));
  }

  /** Starts the servers' processes, in as many places as there are processors. */
  static async start(): Promise<FieldCheckLab> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'field-check-'));
    const places = [1, 2].map(number => Place.open(path.join(folder, `place-${number}`)));
    return new FieldCheckLab(folder, await Promise.all(places));
  }

  /** Ends the processes. */
  async stop(): Promise<void> {
    await Promise.all(this.places.map(place => place.close()));
    fs.rmSync(this.folder, { recursive: true });
  }

  /** The text of the file that the field check writes on a server. Each source is recorded only once. */
  textOf(source: LabSource, scriptFolder = this.copies): Promise<string> {
    const key = JSON.stringify([source, scriptFolder]);
    const text = this.texts.get(key) ?? this.record(source, scriptFolder);
    this.texts.set(key, text);
    return text;
  }

  /** What the field check records on a server. */
  async recordingOf(source: LabSource): Promise<Recording> {
    return JSON.parse(await this.textOf(source)) as Recording;
  }

  private record(source: LabSource, scriptFolder: string): Promise<string> {
    return this.turns.run(async () => {
      const place = this.places.shift();
      if (!place) {
        throw new Error('All places are taken.');
      }
      try {
        return await place.textOf(source, scriptFolder);
      } finally {
        this.places.push(place);
      }
    });
  }
}
