// Prettier runs as a program, because only that has --cache: its functions would read every file again each time.

import { spawn } from 'node:child_process';
import path from 'node:path';
import { BuildFailure, Problem } from '../problems';
import { packageProgram } from '../run-program';

const reason = 'does not have the form that Prettier gives it: npx prettier --write .';

/** The files below a folder that Prettier would format differently, or that it can't read. */
export async function formProblems(folder: string): Promise<Problem[]> {
  const cache = ['--cache', '--cache-strategy', 'content', '--cache-location'];
  const location = path.join(folder, 'out', 'checks', 'prettier.json');
  const plain = '--no-color'; // With CI or FORCE_COLOR set, Prettier would color its output.
  const { code, said, complaints } = await runPrettier(folder, ['--list-different', plain, '.', ...cache, location]);
  const problems = [
    ...said
      .split('\n')
      .filter(Boolean)
      .map(file => ({ file, line: 1, reason })),
    ...[...complaints.matchAll(/^\[error\] ([^:\n]+): (.*) \((\d+):\d+\)$/gm)].map(([, file, why, line]) => ({
      file,
      line: Number(line),
      reason: why
    }))
  ];
  if (code !== 0 && problems.length === 0) {
    throw new BuildFailure(`Prettier failed: ${complaints.trim()}`);
  }
  return problems;
}

function runPrettier(
  folder: string,
  args: readonly string[]
): Promise<{ code: number | null; said: string; complaints: string }> {
  const program = packageProgram('prettier', 'bin', 'prettier.cjs');
  const child = spawn(process.execPath, [program, ...args], { cwd: folder, windowsHide: true });
  let said = '';
  let complaints = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve({ code, said, complaints }));
  });
}
