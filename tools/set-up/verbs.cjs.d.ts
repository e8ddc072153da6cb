import type { Options } from '../../machine/options.cjs';

/** Something that can be run: an npm verb or another task of gulp. */
export interface Verb {
  readonly summary: string;
  /** The modules beside this file that install what it needs, besides the npm packages. */
  readonly needs: readonly string[];
  readonly options?: Options;
  /** What the help says of options that are passed on to another program. */
  readonly passesOn?: string;
}

/** All verbs by name. */
export const verbs: Readonly<
  Record<'bench' | 'guards' | 'load' | 'pack' | 'soak', Verb & { readonly options: Options }> & Record<string, Verb>
>;
