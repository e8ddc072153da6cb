import { expect } from '../fixtures/test';
import { ActivationPage } from '../pages/activation-page';
import { faultAnnotation } from './fault-annotation';
import { Cell, FaultRow, Situation, faultRow } from './fault-matrix';

/** All words about one server that are on the page, in one line. */
export async function wordsAbout(activation: ActivationPage, server: string): Promise<string> {
  const rows = await activation.row(server).allInnerTexts();
  const alerts = await activation.alerts.filter({ hasText: server }).allInnerTexts();
  return inOneLine([...rows, ...alerts]);
}

/** These texts in one line. */
export function inOneLine(texts: readonly string[]): string {
  return texts.join(' ').replace(/\s+/g, ' ');
}

/** Checks that the page said what the fault matrix quotes. An ellipsis in a quote stands for anything. */
export function expectSeen(id: string, situation: Situation, words: string): void {
  for (const quote of quotesIn(faultRow(id)[situation])) {
    const parts = quote.split('…').map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    expect(words, `what is seen of “${faultRow(id).what}”`).toMatch(new RegExp(parts.join('.*'), 'u'));
  }
}

/** The page's own words that a cell quotes. Throws if it quotes none: then nothing could be checked. */
export function quotesIn(cell: Cell): string[] {
  const quotes = 'sees' in cell ? [...cell.sees.matchAll(/“([^”]+)”/g)].map(([, quote]) => quote) : [];
  if (quotes.length === 0) {
    throw new Error('The fault matrix quotes nothing of what is seen here.');
  }
  return quotes;
}

/** Marks a test as the one that shows these cells of the fault matrix, such as "down load". */
export function shows(...cells: readonly CellName[]): { annotation: Annotation[] } {
  return { annotation: cells.map(description => ({ type: faultAnnotation, description })) };
}

/** A cell of the fault matrix: its row and its column. */
export type CellName = `${FaultRow['id']} ${Situation}`;

interface Annotation {
  type: string;
  description: string;
}
