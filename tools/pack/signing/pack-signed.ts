import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { BuildFailure } from '../../problems';
import { extension, folders } from '../../project';
import { pack, packageFile, SignedFiles } from '../pack';
import { hashFile } from '../package-hash';
import type { ReleaseAddresses } from '../release';
import { Command, dotnetCommand, errorsOf, moduleCommand, packageCommand, readModuleAnswer } from './commands';
import type { SignOptions } from './options';

/** How a program ended. */
export interface Ran {
  /** null if it couldn't be started */
  code: number | null;
  /** what it printed, without its errors */
  output: string;
  errors: string;
}

/** The machine on which things are signed. */
export interface SigningMachine {
  platform: NodeJS.Platform;
  run(command: Command): Ran;
}

/** This machine. */
export const thisMachine: SigningMachine = {
  platform: process.platform,
  run: ({ program, args }) => {
    // With the modules of PowerShell 7 in this variable, Windows PowerShell wouldn't find its own.
    const env = Object.entries(process.env).filter(([name]) => name.toUpperCase() !== 'PSMODULEPATH');
    const { status, error, stdout, stderr } = spawnSync(program, args, {
      encoding: 'utf8',
      env: Object.fromEntries(env),
      windowsHide: true
    });
    return { code: error ? null : (status ?? 1), output: stdout ?? '', errors: stderr ?? '' };
  }
};

/** Throws BuildFailure if this machine can't sign: before a build, rather than after it. */
export function requireSigningTools({ platform, run }: SigningMachine = thisMachine): void {
  if (platform !== 'win32') {
    throw new BuildFailure(
      'Signing needs Windows, because only Windows PowerShell can sign the module: nothing was made.'
    );
  }
  if (run(dotnetCommand).code !== 0) {
    throw new BuildFailure('Signing needs the .NET SDK 10, because dotnet signs the package: nothing was made.');
  }
}

/**
 * Signs the module's files, packs the bundle with them, signs the package, and returns its path. Signs copies, so that
 * the bundle stays what was built. If anything fails, it leaves no package of this version in that folder, not even one
 * of an earlier run. Throws BuildFailure.
 */
export function packSigned(
  options: SignOptions,
  machine = thisMachine,
  into: string = folders.out,
  addresses: ReleaseAddresses | null = null
): string {
  const target = packageFile(into);
  rmSync(target, { force: true });
  rmSync(hashFile(target), { force: true });
  const work = mkdtempSync(path.join(os.tmpdir(), 'sign-'));
  try {
    const { files, fingerprint } = signModule(options, machine, path.join(work, extension.powerShellModule));
    const file = pack(path.join(work, 'package'), { signed: files, addresses });
    signPackage(packageCommand(options, fingerprint, file), machine);
    mkdirSync(into, { recursive: true });
    copyFileSync(file, target);
    return target;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const moduleName = extension.powerShellModule;
const names = [`${moduleName}.psd1`, `${moduleName}.psm1`];

function signModule(
  options: SignOptions,
  machine: SigningMachine,
  folder: string
): { files: SignedFiles; fingerprint: string } {
  mkdirSync(folder);
  const place = path.join('powershell-module', moduleName);
  names.forEach(name => copyFileSync(path.join(folders.bundle, place, name), path.join(folder, name)));

  const command = moduleCommand(options, folder);
  const { output, errors } = machine.run(command);
  const { error, issuer, fingerprint } = readModuleAnswer(output) ?? { error: null, issuer: null, fingerprint: null };
  if (error !== null || issuer === null || fingerprint === null) {
    throw new BuildFailure(`The module couldn't be signed: ${oneLine(error ?? errors, command)}`);
  }
  const contents = names.map((name): [string, Uint8Array] => {
    const content = readFileSync(path.join(folder, name));
    if (!content.includes('# SIG # Begin signature block')) {
      throw new BuildFailure(`The module couldn't be signed: ${name} has no signature.`);
    }
    return [`ux/powershell-module/${moduleName}/${name}`, content];
  });
  return { files: { contents: new Map(contents), issuer, thumbprint: options.thumbprint }, fingerprint };
}

function signPackage(command: Command, machine: SigningMachine): void {
  const { code, output, errors } = machine.run(command);
  if (code !== 0) {
    throw new BuildFailure(`The package couldn't be signed: ${oneLine(errorsOf(`${output}\n${errors}`), command)}`);
  }
}

function oneLine(reason: string, { program }: Command): string {
  return reason.trim().replace(/\s+/g, ' ') || `${program} failed or couldn't be started.`;
}
