/** A process that carries the mark of a run. */
export interface MarkedProcess {
  pid: number;
  command: string;
}

/** That environment with one more mark, which everything has that is started with it, however deep. */
export function marked(environment: NodeJS.ProcessEnv, mark: string): NodeJS.ProcessEnv;

/** The processes with that mark, this one left out. Windows shows no environments: there it finds none. */
export function processesWith(mark: string): MarkedProcess[];
