/** Reads what is wished of a lab: the bodies of the requests under /lab. */

/** A wish that the lab cannot fulfil, in words for whoever had it. */
export class BadWish extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadWish';
  }
}

/** What a request wishes for, by name. */
export type Wish = Record<string, unknown>;

/** Reads a body: JSON, or nothing. Throws BadWish, as all of these do. */
export function readWish(body: string): Wish {
  let wish: unknown;
  try {
    wish = body === '' ? {} : JSON.parse(body);
  } catch {
    throw new BadWish('The body is not JSON.');
  }
  if (typeof wish !== 'object' || wish === null || Array.isArray(wish)) {
    throw new BadWish('The body is not a JSON object.');
  }
  return wish as Wish;
}

/** One of the known values; undefined where nothing was said. */
export function choice<T>(wish: Wish, name: string, known: readonly T[]): T | undefined {
  const value = wish[name];
  if (value !== undefined && !known.includes(value as T)) {
    const names = known.map(one => JSON.stringify(one)).join(' or ');
    throw new BadWish(`"${name}" is ${names}.`);
  }
  return value as T | undefined;
}

/** A number of milliseconds; undefined where nothing was said. */
export function amount(wish: Wish, name: string): number | undefined {
  const value = wish[name];
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
    throw new BadWish(`"${name}" is a number of milliseconds, 0 or more.`);
  }
  return value;
}

/** A whole number, or null; undefined where nothing was said. */
export function count(wish: Wish, name: string): number | null | undefined {
  const value = wish[name];
  if (value === undefined || value === null) {
    return value;
  }
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    throw new BadWish(`"${name}" is a whole number, 0 or more, or null.`);
  }
  return value;
}

/** A text that must be there. */
export function text(wish: Wish, name: string): string {
  const value = wish[name];
  if (typeof value !== 'string' || value === '') {
    throw new BadWish(`"${name}" is missing: a text.`);
  }
  return value;
}

/** A text of that form, or null; undefined where nothing was said. */
export function textOrNull(wish: Wish, name: string, form: RegExp, example: string): string | null | undefined {
  const value = wish[name];
  if (value === undefined || value === null) {
    return value;
  }
  if (typeof value !== 'string' || !form.test(value)) {
    throw new BadWish(`"${name}" is ${example}, or null.`);
  }
  return value;
}
