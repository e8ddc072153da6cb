import { BadOutput } from '../servers/server-state';
import { RunProgress } from './gateway-answer';

/** The length of a huge output, in characters. */
export const hugeOutput = 5 * 1024 * 1024;

/** The SDK's own script, which asks a session for its public key. Without its answer, no key would ever be sent. */
const keyExchange = 'Get-EncryptionJWKOnNode';

/** A run's output as it arrives: as it is, or replaced. The replacement comes once, when a run has completed. */
export function spoiled(bad: BadOutput | null, script: string | null, progress: RunProgress): RunProgress {
  if (bad === null || script === keyExchange) {
    return progress;
  }
  const results = progress.state === 'completed' ? replacements[bad] : [];
  return { ...progress, results };
}

const replacements: Readonly<Record<BadOutput, unknown[]>> = {
  nothing: [],
  text: ['This is no answer: {"schema": '],
  huge: ['This is no answer. '.repeat(hugeOutput / 19)]
};
