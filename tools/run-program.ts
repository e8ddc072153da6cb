import { ChildProcess, spawn, SpawnOptions } from 'node:child_process';
import { BuildFailure } from './problems';
import { inProject, root } from './project';

/** How a program ended: its exit code, or a made-up one where a signal ended it. */
export interface Ended {
  code: number;
}

/** Runs a program in view of the user. Rejects only where it cannot be started. */
export function runProgram(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<Ended> {
  const child = startProgram(command, args, options);
  return new Promise((resolve, reject) => {
    child.once('error', error => reject(notStarted(command, error)));
    child.once('exit', code => resolve({ code: code ?? 1 }));
  });
}

/** How a program ended that was watched. */
export interface WatchedEnd extends Ended {
  /** Whether it was ended because it printed nothing for so long. */
  wasSilent: boolean;
}

/** Runs a program in view of the user, and ends it when it prints nothing for that many milliseconds. */
export function runWatched(
  command: string,
  args: readonly string[],
  silenceLimit: number,
  env: NodeJS.ProcessEnv
): Promise<WatchedEnd> {
  const colors = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const child = startProgram(command, args, {
    env: { ...env, ...colors },
    stdio: ['inherit', 'pipe', 'pipe']
  });
  let wasSilent = false;
  const silence = setTimeout(() => {
    wasSilent = true;
    child.kill('SIGKILL');
  }, silenceLimit);
  const pass = (chunk: Buffer, to: NodeJS.WriteStream): void => {
    silence.refresh();
    to.write(chunk);
  };
  child.stdout?.on('data', (chunk: Buffer) => pass(chunk, process.stdout));
  child.stderr?.on('data', (chunk: Buffer) => pass(chunk, process.stderr));
  const ended = new Promise<WatchedEnd>((resolve, reject) => {
    child.once('error', error => reject(notStarted(command, error)));
    // Not its closed streams: what it left running may hold them.
    child.once('exit', code => resolve({ code: code ?? 1, wasSilent }));
  });
  return ended.finally(() => clearTimeout(silence));
}

/** Starts a program that runs beside us; it ends with us. */
export function startProgram(command: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', windowsHide: true, ...options });
  const end = (): void => void child.kill();
  process.once('exit', end);
  child.once('exit', () => process.removeListener('exit', end));
  return child;
}

function notStarted(command: string, error: Error): BuildFailure {
  return new BuildFailure(`${command} could not be started: ${error.message}.`);
}

/**
 * The arguments with which Node runs a package's own program. Never the wrapper in `.bin`: on
 * Windows that is a .cmd, which spawn cannot start without a shell.
 */
export function packageProgram(...file: string[]): string {
  return inProject('node_modules', ...file);
}

/** Runs Angular's command line, and fails with it: its exit code is the only sign of it. */
export async function runAngular(args: readonly string[]): Promise<void> {
  const { code } = await runProgram(process.execPath, angularCommand(args), angularOptions());
  if (code !== 0) {
    throw new BuildFailure(`ng ${args.join(' ')} failed with exit code ${code}.`);
  }
}

/** Starts Angular's command line beside us, for a build that watches. */
export function startAngular(args: readonly string[]): ChildProcess {
  return startProgram(process.execPath, angularCommand(args), angularOptions());
}

function angularCommand(args: readonly string[]): string[] {
  return [packageProgram('@angular', 'cli', 'bin', 'ng.js'), ...args];
}

function angularOptions(): SpawnOptions {
  return { env: { ...process.env, NG_CLI_ANALYTICS: 'false' } };
}
