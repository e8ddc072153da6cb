import path from 'node:path';
import type { SignOptions } from './options';

/** A program with its arguments. */
export interface Command {
  program: string;
  args: string[];
}

/** Signs the module's files in a folder, and prints a {@link ModuleAnswer} as JSON. */
export function moduleCommand({ thumbprint, timestamper }: SignOptions, folder: string): Command {
  const script = path.join(__dirname, 'Set-ModuleSignature.ps1');
  return {
    program: 'powershell.exe',
    args: [
      ...['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', script],
      ...['-Folder', folder, '-Thumbprint', thumbprint, '-Timestamper', timestamper]
    ]
  };
}

/** Signs a package with the certificate of that SHA-256 fingerprint: the .NET SDK 10 refuses SHA-1. */
export function packageCommand({ timestamper }: SignOptions, fingerprint: string, file: string): Command {
  return {
    program: 'dotnet',
    args: [
      ...['nuget', 'sign', file, '--force-english-output'],
      ...['--certificate-store-location', 'CurrentUser', '--certificate-store-name', 'My'],
      ...['--certificate-fingerprint', fingerprint, '--hash-algorithm', 'SHA256'],
      ...['--timestamper', timestamper, '--timestamp-hash-algorithm', 'SHA256']
    ]
  };
}

/** Shows whether the .NET SDK is there. */
export const dotnetCommand: Command = { program: 'dotnet', args: ['--version'] };

/** What the script says of the certificate, or why the module isn't signed. */
export interface ModuleAnswer {
  error: string | null;
  /** the distinguished name of the certificate's issuer */
  issuer: string | null;
  /** the SHA-256 fingerprint of the certificate */
  fingerprint: string | null;
}

/** Reads what the script printed. Returns null if that is no answer. */
export function readModuleAnswer(output: string): ModuleAnswer | null {
  try {
    const answer = JSON.parse(output) as Partial<ModuleAnswer> | null;
    const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
    return { error: text(answer?.error), issuer: text(answer?.issuer), fingerprint: text(answer?.fingerprint) };
  } catch {
    return null;
  }
}

/** The errors among what `dotnet nuget sign` printed, on one line. */
export function errorsOf(output: string): string {
  const lines = output.split(/\r?\n/).map(line => line.trim());
  return lines
    .filter(line => line.startsWith('error'))
    .map(line => line.replace(/^error:?\s*/, ''))
    .join(' ');
}
