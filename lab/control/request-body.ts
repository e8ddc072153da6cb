/**
 * Reads the bodies of the requests under /lab. All of these functions throw BadRequest if a value is not valid. Except
 * for `text` and `parseBody`, they return undefined if the body does not have the field.
 */
import { BadRequest } from './bad-request';

/** The fields of a request's body, not checked yet. */
export type RequestBody = Record<string, unknown>;

/** Parses a body: a JSON object, or nothing. */
export function parseBody(json: string): RequestBody {
  let body: unknown;
  try {
    body = json === '' ? {} : JSON.parse(json);
  } catch {
    throw new BadRequest('The body is not JSON.');
  }
  if (!isBody(body)) {
    throw new BadRequest('The body is not a JSON object.');
  }
  return body;
}

/** One of the known values. */
export function oneOf<T>(body: RequestBody, name: string, known: readonly T[]): T | undefined {
  const value = body[name];
  if (value !== undefined && !known.includes(value as T)) {
    const names = known.map(one => JSON.stringify(one)).join(' or ');
    throw new BadRequest(`"${name}" must be ${names}.`);
  }
  return value as T | undefined;
}

/** A number of milliseconds. */
export function milliseconds(body: RequestBody, name: string): number | undefined {
  const value = body[name];
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
    throw new BadRequest(`"${name}" must be a number of milliseconds, 0 or more.`);
  }
  return value;
}

/** A whole number, or null. */
export function wholeNumberOrNull(body: RequestBody, name: string): number | null | undefined {
  const value = body[name];
  if (value === undefined || value === null) {
    return value;
  }
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    throw new BadRequest(`"${name}" must be a whole number, 0 or more, or null.`);
  }
  return value;
}

/** A text that is required. */
export function text(body: RequestBody, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') {
    throw new BadRequest(`"${name}" is required, and must be a text.`);
  }
  return value;
}

/** A text that matches a pattern, or null. The error message names the example. */
export function textOrNull(
  body: RequestBody,
  name: string,
  pattern = /./,
  example = 'a text'
): string | null | undefined {
  const value = body[name];
  if (value === undefined || value === null) {
    return value;
  }
  if (typeof value !== 'string' || !pattern.test(value)) {
    throw new BadRequest(`"${name}" must be ${example}, or null.`);
  }
  return value;
}

/** The fields of an object within the body. The error message names the example. */
export function fieldsOf(body: RequestBody, name: string, example: string): RequestBody | undefined {
  const value = body[name];
  if (value !== undefined && !isBody(value)) {
    throw new BadRequest(`"${name}" must be an object with ${example}.`);
  }
  return value;
}

function isBody(value: unknown): value is RequestBody {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
