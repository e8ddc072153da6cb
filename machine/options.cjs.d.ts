/** An option of a command line, as parseArgs of Node takes it, with what `--help` says about it. */
export interface Option {
  readonly type: 'string' | 'boolean';
  /** Whether it may be given several times. */
  readonly multiple?: boolean;
  /** The word for its value in the help. */
  readonly value?: string;
  readonly help: string;
}

/** The options of a command line by name, without the dashes. */
export type Options = Readonly<Record<string, Option>>;

/** An invalid command line. The message is one sentence. */
export class WrongOption extends Error {}

/** Reads the options of a command line. Throws WrongOption. */
export function readOptions<Values extends object>(words: readonly string[], options: Options): Partial<Values>;
