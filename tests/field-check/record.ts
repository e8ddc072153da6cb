/**
 * Records the lab's evidence again: all of it, or only the files named on the command line. Keeps the expected results,
 * which are written by hand.
 */
import { evidenceNames, EvidenceFile, readEvidence, writeEvidence } from './evidence';
import { FieldCheckLab, labSources } from './lab-recordings';

async function record(names: readonly string[]): Promise<void> {
  const unknown = names.filter(name => !(name in labSources));
  if (unknown.length > 0) {
    throw new Error(`labSources in lab-recordings.ts has no ${unknown.join(', ')}.`);
  }
  const lab = await FieldCheckLab.start();
  try {
    for (const name of names) {
      const before: Omit<EvidenceFile, 'recording'> = evidenceNames().includes(name)
        ? readEvidence(name)
        : { about: '', from: 'lab', expected: null };
      writeEvidence(name, { ...before, recording: await lab.recordingOf(labSources[name]) });
      console.log(`Recorded ${name}.`);
    }
  } finally {
    await lab.stop();
  }
}

const named = process.argv.slice(2);
void record(named.length > 0 ? named : Object.keys(labSources));
