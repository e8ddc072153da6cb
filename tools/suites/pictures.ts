import { BuildFailure } from '../problems';
import { packageProgram, runProgram } from '../run-program';

/** Takes the pictures of the documents. Fails if one of them would show no rows, a spinner, or text that is cut off. */
export async function takePictures(): Promise<void> {
  const playwright = packageProgram('@playwright', 'test', 'cli.js');
  const { code } = await runProgram(process.execPath, [playwright, 'test', '-c', 'e2e/pictures/pictures.config.ts']);
  if (code !== 0) {
    throw new BuildFailure('Not all pictures could be taken.');
  }
}
