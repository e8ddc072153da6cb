/** The page's language, from the shell: a BCP 47 tag. */
export function pageLanguage(): string {
  return MsftSme.self().Resources?.localeId || 'en-US';
}

/** The format of dates and numbers, which an admin can set apart from the language: a BCP 47 tag. */
export function regionalFormat(): string {
  return MsftSme.self().Resources?.localeRegionalId || pageLanguage();
}

/** By language and type, and by region. Creating a formatter takes a hundred times as long as using it. */
const listFormats = new Map<string, Intl.ListFormat>();

const numberFormats = new Map<string, Intl.NumberFormat>();

/** A list such as "a, b and c", in the page's language. */
export function formatList(items: readonly string[]): string {
  return listFormat('conjunction').format(items);
}

/** A list such as "a, b, or c", in the page's language: what a negation takes. */
export function formatAlternatives(items: readonly string[]): string {
  return listFormat('disjunction').format(items);
}

/** Words that describe one thing, such as "Activated, older key", in the page's language. */
export function formatFacts(facts: readonly string[]): string {
  return listFormat('unit').format(facts);
}

/** Words that describe one thing are joined in their short form. Other lists are written out. */
function listFormat(type: 'conjunction' | 'disjunction' | 'unit'): Intl.ListFormat {
  const language = pageLanguage();
  const key = `${language}/${type}`;
  const format =
    listFormats.get(key) ?? new Intl.ListFormat(language, { type, style: type === 'unit' ? 'short' : 'long' });
  listFormats.set(key, format);
  return format;
}

/** A date with its time of day, in a format that names the month. */
export function dateOf(moment: Date): string {
  const options: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' };
  return new Intl.DateTimeFormat(regionalFormat(), options).format(moment);
}

/** The time of day, with the date if it isn't today. A short time has no seconds. */
export function timeOf(moment: Date, timeStyle: 'medium' | 'short' = 'medium'): string {
  const isToday = moment.toDateString() === new Date().toDateString();
  const options: Intl.DateTimeFormatOptions = { timeStyle };
  return new Intl.DateTimeFormat(regionalFormat(), isToday ? options : { ...options, dateStyle: 'short' }).format(
    moment
  );
}

/** A time for other programs: ISO 8601 to the second, in the browser's time zone, with its offset. */
export function isoTimeOf(moment: Date, offset = -moment.getTimezoneOffset()): string {
  const local = new Date(moment.getTime() + offset * 60_000).toISOString().slice(0, 19);
  const twoDigits = (amount: number): string => `${Math.floor(amount)}`.padStart(2, '0');
  const minutes = Math.abs(offset);
  return `${local}${offset < 0 ? '-' : '+'}${twoDigits(minutes / 60)}:${twoDigits(minutes % 60)}`;
}

/** The separator that spreadsheets expect between cells: a semicolon if the comma is the decimal separator. */
export function listSeparator(): string {
  const parts = new Intl.NumberFormat(regionalFormat()).formatToParts(0.5);
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ';' : ',';
}

/** A number of seconds, such as "12 sec". */
export function secondsInWords(seconds: number): string {
  return new Intl.NumberFormat(regionalFormat(), {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'short'
  }).format(seconds);
}

/** A number, such as "8,000". */
export function numberInWords(value: number): string {
  const region = regionalFormat();
  const format = numberFormats.get(region) ?? new Intl.NumberFormat(region);
  numberFormats.set(region, format);
  return format.format(value);
}
