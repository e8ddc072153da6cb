import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { WrongOption } from '../../../machine/options.cjs';
import { BuildFailure } from '../../problems';
import { extension, folders } from '../../project';
import { pack, packageFile } from '../pack';
import { Command, errorsOf, moduleCommand, packageCommand, readModuleAnswer } from './commands';
import { readPackOptions, SignOptions } from './options';
import { packSigned, Ran, requireSigningTools, SigningMachine, thisMachine } from './pack-signed';

const thumbprint = 'C955BE73B324074D0427811C715B9845B9F9E8D8';
const fingerprint = '0986EA6D35CD456CD7827C461B09FCD962C5AB730D7920A3BA7501916CA19C14';
const timestamper = 'http://timestamp.contoso.com';
const options: SignOptions = { thumbprint, timestamper };
const words = ['--sign', '--certificate', thumbprint, '--timestamper', timestamper];
const answer = JSON.stringify({ error: null, issuer: 'CN=Contoso Issuing CA', fingerprint });
const block = '\r\n# SIG # Begin signature block\r\n# SIG # End signature block\r\n';
const ran = (output: string): Ran => ({ code: 0, output, errors: '' });

function failure(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof BuildFailure || error instanceof WrongOption, String(error));
    assert.ok(!error.message.includes('\n'), 'one sentence');
    return error.message;
  }
  assert.fail('nothing was thrown');
}

describe('the options of npm run pack', () => {
  it('sign nothing if there are none', () => {
    assert.equal(readPackOptions([]), null);
  });

  it('name a certificate and a timestamp server', () => {
    assert.deepEqual(readPackOptions(words), options);
    assert.deepEqual(
      readPackOptions(['--sign', `--certificate=${thumbprint}`, `--timestamper=${timestamper}`]),
      options
    );
  });

  it('take a thumbprint as it was copied from Windows’ certificate dialog', () => {
    const copied = `\u200e${thumbprint.toLowerCase().replace(/(..)/g, '$1 ')}`;
    assert.deepEqual(readPackOptions(['--sign', '--certificate', copied, '--timestamper', timestamper]), options);
  });

  const wrong: [about: string, words: string[], says: RegExp][] = [
    ['a certificate file', ['--sign', '--certificate', 'mine.PFX', '--timestamper', timestamper], /password/],
    ['a subject', ['--sign', '--certificate', 'Contoso', '--timestamper', timestamper], /thumbprint of 40/],
    [
      'a SHA-256 fingerprint',
      ['--sign', '--certificate', fingerprint, '--timestamper', timestamper],
      /thumbprint of 40/
    ],
    ['no certificate', ['--sign', '--timestamper', timestamper], /needs a certificate/],
    ['no timestamp server', ['--sign', '--certificate', thumbprint], /needs .* a timestamp server/],
    ['no value', ['--sign', '--certificate'], /--certificate/],
    ['https', ['--sign', '--certificate', thumbprint, '--timestamper', 'https://a.contoso.com'], /begins with http:/],
    ['no address', ['--sign', '--certificate', thumbprint, '--timestamper', 'http://a; calc'], /begins with http:/],
    ['a certificate without --sign', words.slice(1), /go with --sign/],
    ['a password', [...words, '--password', 'secret'], /--password/],
    ['a word too many', [...words, 'now'], /now/]
  ];
  for (const [about, given, says] of wrong) {
    it(`refuse ${about}`, () => {
      assert.match(
        failure(() => readPackOptions(given)),
        says
      );
    });
  }
});

describe('the commands that sign', () => {
  it('start Windows PowerShell with the script, and name the certificate by its thumbprint', () => {
    const { program, args } = moduleCommand(options, 'the folder');
    assert.equal(program, 'powershell.exe');
    const [script, ...rest] = args.slice(args.indexOf('-File') + 1);
    assert.ok(existsSync(script), script);
    assert.deepEqual(args.slice(0, -8), ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass']);
    assert.deepEqual(rest, ['-Folder', 'the folder', '-Thumbprint', thumbprint, '-Timestamper', timestamper]);
  });

  it('start dotnet with the fingerprint that the .NET SDK 10 takes', () => {
    assert.deepEqual(packageCommand(options, fingerprint, 'a.nupkg'), {
      program: 'dotnet',
      args: [
        ...['nuget', 'sign', 'a.nupkg', '--force-english-output'],
        ...['--certificate-store-location', 'CurrentUser', '--certificate-store-name', 'My'],
        ...['--certificate-fingerprint', fingerprint, '--hash-algorithm', 'SHA256'],
        ...['--timestamper', timestamper, '--timestamp-hash-algorithm', 'SHA256']
      ]
    });
  });

  it('use options that dotnet has', context => {
    const { code, output } = thisMachine.run({ program: 'dotnet', args: ['nuget', 'sign', '--help'] });
    if (code !== 0) {
      context.diagnostic('There is no .NET SDK on this machine.');
      return;
    }
    const named = packageCommand(options, fingerprint, 'a.nupkg').args.filter(word => word.startsWith('--'));
    named.forEach(option => assert.ok(output.includes(option), option));
  });

  it('tell errors from the rest of what dotnet prints', () => {
    const printed = 'warn : NU3002: no time\r\nerror: NU3001: No certificates were found.\r\n  error: Twice.\nLog';
    assert.equal(errorsOf(printed), 'NU3001: No certificates were found. Twice.');
  });

  it('read an answer, and nothing else', () => {
    assert.deepEqual(readModuleAnswer(answer), { error: null, issuer: 'CN=Contoso Issuing CA', fingerprint });
    assert.equal(readModuleAnswer('The term is not recognized'), null);
    assert.deepEqual(readModuleAnswer('null'), { error: null, issuer: null, fingerprint: null });
  });
});

describe('what signing needs', () => {
  const windows = (dotnet: Ran): SigningMachine => ({ platform: 'win32', run: () => dotnet });

  it('is Windows and the .NET SDK', () => {
    requireSigningTools(windows(ran('10.0.401')));
    assert.match(
      failure(() => requireSigningTools({ platform: 'linux', run: () => ran('10.0.401') })),
      /needs Windows/
    );
    assert.match(
      failure(() => requireSigningTools(windows({ code: null, output: '', errors: '' }))),
      /needs the \.NET SDK/
    );
  });

  it('is not there if a program can’t be started', () => {
    assert.equal(thisMachine.run({ program: 'no-program-of-this-name', args: [] }).code, null);
  });
});

describe('a signed package', () => {
  const into = mkdtempSync(path.join(os.tmpdir(), 'signed-'));
  const target = packageFile(into);
  const moduleFiles = ['psd1', 'psm1'].map(kind => `${extension.powerShellModule}.${kind}`);
  const bundled = path.join(folders.bundle, 'powershell-module', extension.powerShellModule);
  let asked: Command[];

  beforeEach(() => {
    asked = [];
    writeFileSync(target, 'the package of an earlier run');
  });
  after(() => rmSync(into, { recursive: true, force: true }));

  const valueOf = ({ args }: Command, name: string): string => args[args.indexOf(name) + 1];

  /** Windows, with programs that do their work unless it is replaced. */
  function machine(
    change: { powershell?: (folder: string) => Ran; dotnet?: (file: string) => Ran } = {}
  ): SigningMachine {
    const signModule = (folder: string): Ran => {
      readdirSync(folder).forEach(name => writeFileSync(path.join(folder, name), block, { flag: 'a' }));
      return ran(answer);
    };
    const signPackage = (file: string): Ran => {
      assert.ok(existsSync(file));
      return ran('');
    };
    return {
      platform: 'win32',
      run: command => {
        asked.push(command);
        return command.program === 'powershell.exe'
          ? (change.powershell ?? signModule)(valueOf(command, '-Folder'))
          : (change.dotnet ?? signPackage)(valueOf(command, 'sign'));
      }
    };
  }

  it('has the signed module, and then a signature of its own', () => {
    assert.equal(packSigned(options, machine(), into), target);
    const [first, second, ...more] = asked;
    assert.deepEqual([first.program, second.program, more], ['powershell.exe', 'dotnet', []]);
    assert.equal(valueOf(second, '--certificate-fingerprint'), fingerprint);
    assert.ok(!existsSync(valueOf(first, '-Folder')) && !existsSync(valueOf(second, 'sign')), 'no copies are left');
    const files = unzipSync(readFileSync(target));
    for (const name of moduleFiles) {
      const content = strFromU8(files[`ux/powershell-module/${extension.powerShellModule}/${name}`]);
      assert.equal(content, readFileSync(path.join(bundled, name), 'utf8') + block);
    }
  });

  it('says in its inventory which files are signed and by whom, and that not all code is', () => {
    packSigned(options, machine(), into);
    const files = unzipSync(readFileSync(target));
    const { status, packageContent } = JSON.parse(strFromU8(files['content.json']));
    assert.equal(status, 'unhealthy');
    for (const { path: listed, size, signedBy, thumbprint: by } of packageContent) {
      const isSigned = /\.ps[dm]1$/.test(listed);
      assert.deepEqual([signedBy, by], isSigned ? ['CN=Contoso Issuing CA', thumbprint] : ['None', 'None'], listed);
      assert.equal(size, files[listed.replace(/\\/g, '/')].length, listed);
    }
  });

  it('leaves the bundle as it was built, so that the next package is unsigned', () => {
    const before = readFileSync(pack(path.join(into, 'before')));
    packSigned(options, machine(), into);
    assert.ok(before.equals(readFileSync(pack(path.join(into, 'after')))));
  });

  const failing: [about: string, change: Parameters<typeof machine>[0], says: RegExp][] = [
    [
      'the certificate is not there',
      { powershell: () => ran('{"error":"There is no certificate A in\\nCert:\\\\CurrentUser\\\\My."}') },
      /^The module couldn't be signed: There is no certificate A in Cert:\\CurrentUser\\My\.$/
    ],
    [
      'Windows PowerShell can’t be started',
      { powershell: () => ({ code: null, output: '', errors: '' }) },
      /^The module couldn't be signed: powershell\.exe failed or couldn't be started\.$/
    ],
    [
      'Windows PowerShell says nothing of use',
      { powershell: () => ran('{}') },
      /^The module couldn't be signed: power/
    ],
    ['the files have no signature all the same', { powershell: () => ran(answer) }, /psd1 has no signature\.$/],
    [
      'dotnet refuses',
      { dotnet: () => ({ code: 1, output: 'warn : A\nerror: NU3001: No certificates.\n', errors: '' }) },
      /^The package couldn't be signed: NU3001: No certificates\.$/
    ],
    [
      'dotnet can’t be started',
      { dotnet: () => ({ code: null, output: '', errors: '' }) },
      /^The package couldn't be signed: dotnet failed or couldn't be started\.$/
    ]
  ];
  for (const [about, change, says] of failing) {
    it(`isn’t there if ${about}, nor one of an earlier run`, () => {
      assert.match(
        failure(() => packSigned(options, machine(change), into)),
        says
      );
      assert.ok(!existsSync(target));
      const [{ args }] = asked;
      assert.ok(!existsSync(args[args.indexOf('-Folder') + 1]), 'no copies are left');
    });
  }
});

describe('npm run pack -- --sign', () => {
  it('ends with one sentence and a code that is not 0 if it can’t sign here', () => {
    const setUp = path.join('tools', 'set-up.cjs');
    const run = (...given: string[]) =>
      spawnSync(process.execPath, [setUp, 'pack', ...given], { encoding: 'utf8', cwd: path.dirname(folders.out) });
    const { status, stdout, stderr } = run('--sign', '--certificate', 'mine.pfx', '--timestamper', timestamper);
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, /^A certificate file is refused[^\n]*\n$/);
    if (process.platform !== 'win32') {
      const elsewhere = run(...words);
      assert.deepEqual([elsewhere.status, elsewhere.stdout], [1, '']);
      assert.match(elsewhere.stderr, /^Signing needs Windows[^\n]*\n$/);
    }
  });
});
