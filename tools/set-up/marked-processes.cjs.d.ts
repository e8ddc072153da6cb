/** A process with the mark of a run. */
export interface MarkedProcess {
  pid: number;
  command: string;
}

/** Adds a mark to an environment. Everything that starts with it, at any depth, has the mark. */
export function marked(environment: NodeJS.ProcessEnv, mark: string): NodeJS.ProcessEnv;

/** Finds the processes with a mark, except this one. Finds none on Windows, which doesn't show environments. */
export function processesWith(mark: string): MarkedProcess[];
