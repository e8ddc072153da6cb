/** The language of the page, as the shell has it: a BCP 47 tag. */
export function pageLanguage(): string {
  return MsftSme.self().Resources?.localeId || 'en-US';
}

/** The form of dates and numbers, which an admin may have set apart from the language: a BCP 47 tag. */
export function regionalFormat(): string {
  return MsftSme.self().Resources?.localeRegionalId || pageLanguage();
}

/** By language: to make one takes a hundred times what it takes to use it. */
const listFormats = new Map<string, Intl.ListFormat>();

/** "a, b and c", as the page's language has it. */
export function listOf(items: readonly string[]): string {
  const language = pageLanguage();
  const format = listFormats.get(language) ?? new Intl.ListFormat(language, { type: 'conjunction' });
  listFormats.set(language, format);
  return format.format(items);
}

/** A date with its time of day, in a form that names the month. */
export function dateOf(moment: Date): string {
  const options: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' };
  return new Intl.DateTimeFormat(regionalFormat(), options).format(moment);
}

/** A time of day, or with its date where it was not today. */
export function timeOf(moment: Date): string {
  const isToday = moment.toDateString() === new Date().toDateString();
  const options: Intl.DateTimeFormatOptions = { timeStyle: 'medium' };
  return new Intl.DateTimeFormat(regionalFormat(), isToday ? options : { ...options, dateStyle: 'short' }).format(
    moment
  );
}

/** A moment for other programs: ISO 8601 to the second, in the browser's time zone, whose offset is written out. */
export function isoTimeOf(moment: Date, offset = -moment.getTimezoneOffset()): string {
  const local = new Date(moment.getTime() + offset * 60_000).toISOString().slice(0, 19);
  const twoDigits = (amount: number): string => `${Math.floor(amount)}`.padStart(2, '0');
  const minutes = Math.abs(offset);
  return `${local}${offset < 0 ? '-' : '+'}${twoDigits(minutes / 60)}:${twoDigits(minutes % 60)}`;
}

/** What a spreadsheet expects between the cells of a line: a semicolon where the comma divides a number. */
export function listSeparator(): string {
  const parts = new Intl.NumberFormat(regionalFormat()).formatToParts(0.5);
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ';' : ',';
}

/** A number of seconds, as in "12 sec". */
export function secondsInWords(seconds: number): string {
  return new Intl.NumberFormat(regionalFormat(), {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'short'
  }).format(seconds);
}

/** A number, as in "8,000". */
export function numberInWords(value: number): string {
  return new Intl.NumberFormat(regionalFormat()).format(value);
}
