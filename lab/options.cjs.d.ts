import type { Option } from '../machine/options.cjs';

/** The options of `npm start`. */
export const labOptions: Readonly<Record<'scenario' | 'port' | 'api' | 'stream' | 'compress' | 'package', Option>>;
