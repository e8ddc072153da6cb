import { dateOf, formatAlternatives, formatFacts, formatList, isoTimeOf, listSeparator, timeOf } from './locale';

describe('The page’s locale', () => {
  it('joins a list as the language does', () => {
    expect(formatList(['a', 'b', 'c'])).toBe('a, b, and c');
    expect(formatList(['a'])).toBe('a');
  });

  it('joins alternatives as the language does', () => {
    expect(formatAlternatives(['a', 'b', 'c'])).toBe('a, b, or c');
    expect(formatAlternatives(['a'])).toBe('a');
  });

  it('puts words about one thing in a row as the language does', () => {
    expect(formatFacts(['Activated', 'older key', 'paused'])).toBe('Activated, older key, paused');
    expect(formatFacts(['Activated'])).toBe('Activated');
    expect(formatFacts([])).toBe('');
  });

  it('shows a date with its time, also for today', () => {
    expect(dateOf(new Date(2026, 2, 1, 14, 5))).toMatch(/^Mar 1, 2026, 2:05\sPM$/);
    expect(dateOf(new Date())).toContain(String(new Date().getFullYear()));
  });

  it('shows the date for a moment that wasn’t today', () => {
    expect(timeOf(new Date())).not.toContain('/');
    expect(timeOf(new Date(2020, 1, 3, 4, 5, 6))).toMatch(/^2\/3\/20, 4:05:06\sAM$/);
  });

  it('formats a moment for programs with the time zone’s offset', () => {
    const moment = new Date(Date.UTC(2026, 0, 1, 0, 30, 5, 999));
    expect(isoTimeOf(moment, 0)).toBe('2026-01-01T00:30:05+00:00');
    expect(isoTimeOf(moment, 345)).toBe('2026-01-01T06:15:05+05:45');
    expect(isoTimeOf(moment, -210)).toBe('2025-12-31T21:00:05-03:30');
  });

  it('uses the browser’s own time zone', () => {
    const moment = new Date(2026, 6, 1, 8, 9, 10);
    expect(isoTimeOf(moment)).toMatch(/^2026-07-01T08:09:10[+-]\d\d:\d\d$/);
    expect(new Date(isoTimeOf(moment)).getTime()).toBe(moment.getTime());
  });

  it('separates the cells of a table as spreadsheets expect', () => {
    const self = MsftSme.self();
    const before = self.Resources;
    const separators = ['en-US', 'de-DE', 'fr-FR', 'ja-JP', 'de-CH'].map(localeRegionalId => {
      self.Resources = { ...before, localeRegionalId };
      return listSeparator();
    });
    self.Resources = before;
    expect(separators).toEqual([',', ';', ';', ',', ',']);
  });
});
