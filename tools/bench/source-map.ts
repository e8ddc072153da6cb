/** What is read of a source map, version 3. */
export interface SourceMap {
  sources: readonly string[];
  mappings: string;
}

/** Bytes of a script that come from no source: the bundler's own joints between modules. */
export const noSource = '';

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const valueOf = new Map([...digits].map((digit, value) => [digit, value]));

/**
 * How many bytes of a script come from each source, by the names in its map. What no source accounts for is at
 * `noSource`, so the sum is the script's size. Throws if the map isn't one.
 */
export function bytesBySource(script: string, { sources, mappings }: SourceMap): Map<string, number> {
  const bytes = new Map<string, number>();
  const lines = script.split('\n');
  let source = 0;
  mappings.split(';').forEach((line, index) => {
    const text = lines[index] ?? '';
    let column = 0;
    let from = 0;
    let current = noSource;
    for (const segment of line.split(',').filter(part => part !== '')) {
      const [columns, sourceStep] = decoded(segment);
      column += columns;
      add(bytes, current, text.slice(from, column));
      from = column;
      source += sourceStep ?? 0;
      current = sourceStep === undefined ? noSource : (sources[source] ?? noSource);
    }
    add(bytes, current, text.slice(from));
  });
  const counted = [...bytes.values()].reduce((sum, size) => sum + size, 0);
  bytes.set(noSource, (bytes.get(noSource) ?? 0) + Buffer.byteLength(script) - counted);
  return bytes;
}

function add(bytes: Map<string, number>, source: string, text: string): void {
  bytes.set(source, (bytes.get(source) ?? 0) + Buffer.byteLength(text));
}

/** The numbers of a segment: variable-length quantities in Base64, with the sign in the lowest bit. */
function decoded(segment: string): number[] {
  const values: number[] = [];
  let value = 0;
  let shift = 0;
  for (const character of segment) {
    const digit = valueOf.get(character);
    if (digit === undefined) {
      throw new Error(`"${segment}" is no segment of a source map.`);
    }
    value += (digit & 31) << shift;
    shift += 5;
    if ((digit & 32) === 0) {
      values.push(value & 1 ? -(value >> 1) : value >> 1);
      value = 0;
      shift = 0;
    }
  }
  return values;
}
