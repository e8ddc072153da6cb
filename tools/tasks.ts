import { generate as generateFiles } from './generate/generate';
import { task } from './task';

/** Scripts, strings and manifest → `src/generated`. */
export const generate = task(() => {
  generateFiles();
});
