/** Records the lab's evidence again. Keeps the expected results, which are written by hand. */
import { evidenceNames, EvidenceFile, readEvidence, writeEvidence } from './evidence';
import { FieldCheckLab, labSources } from './lab-recordings';

async function record(): Promise<void> {
  const lab = await FieldCheckLab.start();
  try {
    for (const [name, source] of Object.entries(labSources)) {
      const before: Omit<EvidenceFile, 'recording'> = evidenceNames().includes(name)
        ? readEvidence(name)
        : { about: '', from: 'lab', expected: null };
      writeEvidence(name, { ...before, recording: await lab.recordingOf(source) });
      console.log(`Recorded ${name}.`);
    }
  } finally {
    await lab.stop();
  }
}

void record();
