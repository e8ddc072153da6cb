/** Whether the value is an object with named properties. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Parses JSON text; returns anything else unchanged. Text that isn’t JSON isn’t an error, because a server can answer
 * with plain text.
 */
export function parsed(value: unknown): unknown {
  if (typeof value !== 'string') {
    return value;
  }
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** The number of nested levels that are written of a value that is nested too deep to be written as a whole. */
const deepestWritten = 100;

/**
 * A value as JSON text; empty if it has none. Never throws: a server can nest an answer so deep that `JSON.stringify`
 * fails, so that only its outer levels are written.
 */
export function packed(value: unknown, indent?: number): string {
  try {
    return JSON.stringify(value, null, indent) ?? '';
  } catch {
    return JSON.stringify(outerLevels(value, deepestWritten), null, indent) ?? '';
  }
}

function outerLevels(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (levels === 0) {
    return '\u2026';
  }
  return Array.isArray(value)
    ? value.map(inner => outerLevels(inner, levels - 1))
    : Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, outerLevels(inner, levels - 1)]));
}

/**
 * The rows of an answer. PowerShell writes a single row without a list around it, and Windows PowerShell writes some
 * lists as `{ "value": […], "Count": 2 }`.
 */
export function toRows(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) {
    return value as unknown[];
  }
  const wrapped = isRecord(value) && Object.keys(value).length === 2 && 'Count' in value;
  if (wrapped && Array.isArray(value['value'])) {
    return value['value'] as unknown[];
  }
  return value === null || value === undefined ? [] : [value];
}

/**
 * A property’s name with only lowercase letters and digits. Windows and its cmdlets write the same names in many ways.
 */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** The property as text; null if it’s missing, or is neither text nor a number. */
export function textIn(record: Record<string, unknown>, property: string): string | null {
  const value = record[property];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
}

/** The one row that an answer consists of, unpacked; null if it has none, or several. */
export function soleRow(answer: unknown): unknown {
  const rows = toRows(parsed(answer));
  return rows.length === 1 ? parsed(rows[0]) : null;
}

/** The property as a number, including one that came as text; null if it isn’t a number. */
export function numberIn(record: Record<string, unknown>, property: string): number | null {
  const value = record[property];
  const read = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : null;
}
