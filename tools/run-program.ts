import { ChildProcess, spawn, SpawnOptions } from 'node:child_process';
import { BuildFailure } from './problems';
import { inProject, root } from '../machine/project-paths';

/** How a program ended. The exit code is 1 if a signal ended it. */
export interface Ended {
  code: number;
}

/** Runs a program and shows its output. Rejects only if it can't be started. */
export function runProgram(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<Ended> {
  const child = startProgram(command, args, options);
  return new Promise((resolve, reject) => {
    child.once('error', error => reject(notStarted(command, error)));
    child.once('exit', code => resolve({ code: code ?? 1 }));
  });
}

/** How a watched program ended. */
export interface WatchedEnd extends Ended {
  /** Whether it was ended because it printed nothing for too long. */
  wasSilent: boolean;
}

/** Runs a program, shows its output, and ends it if it prints nothing for that many milliseconds. */
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
    // Don't wait for 'close': processes that it left running might hold the streams open.
    child.once('exit', code => resolve({ code: code ?? 1, wasSilent }));
  });
  return ended.finally(() => clearTimeout(silence));
}

/** Starts a program in the background. It ends when this process ends. */
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
 * The path of a package's program, to run with Node. Don't use the wrapper in `.bin`: on Windows it is a .cmd file,
 * which spawn can't start without a shell.
 */
export function packageProgram(...file: string[]): string {
  return inProject('node_modules', ...file);
}

/** Runs the Angular CLI, and throws BuildFailure if its exit code is not 0. */
export async function runAngular(args: readonly string[]): Promise<void> {
  const { code } = await runProgram(process.execPath, angularCommand(args), angularOptions());
  if (code !== 0) {
    throw new BuildFailure(`ng ${args.join(' ')} failed with exit code ${code}.`);
  }
}

/** Starts the Angular CLI in the background, for a build that watches files. */
export function startAngular(args: readonly string[]): ChildProcess {
  return startProgram(process.execPath, angularCommand(args), angularOptions());
}

function angularCommand(args: readonly string[]): string[] {
  return [packageProgram('@angular', 'cli', 'bin', 'ng.js'), ...args];
}

function angularOptions(): SpawnOptions {
  return { env: { ...process.env, NG_CLI_ANALYTICS: 'false' } };
}
