/** Functions that run within the extension's frame. They read what people see there, and nothing of the page's code. */

/** What the page shows at a moment. */
export interface PageState {
  /** What it's waiting for. Empty if it waits for nothing. */
  readonly waits: string[];
  readonly sentence: string;
  readonly isFirstRun: boolean;
  /** The sentence above the buttons of the pane for keys. Empty if it isn't open. */
  readonly footnote: string;
  /** The words of each cell in each row of the servers' table. */
  readonly servers: string[][];
}

/** A row of the pane for keys. */
export interface PaneRow {
  readonly server: string;
  /** Whether it says that the key was applied. */
  readonly isApplied: boolean;
  /** The words of its result. Empty if it has none. */
  readonly result: string;
  /** The text in its field. Null if the field can't be used. */
  readonly typed: string | null;
  /** Why the page doesn't take the text. Empty if it does. */
  readonly problem: string;
}

/** Reads the page. */
export function pageState(body: HTMLElement | SVGElement): PageState {
  // Don't name functions in here: a named function would need a helper that isn't there in the page.
  const isThere = (selector: string): boolean => body.querySelector(selector) !== null;
  const buttons = [...body.querySelectorAll<HTMLElement>('button, [role=menuitem]')];
  const isRefreshing = buttons.some(
    button => /^\s*Refresh/.test(button.innerText) && button.matches(':disabled, [aria-disabled=true]')
  );
  const rows = [...body.querySelectorAll('avma-servers-table .sme-table-row-data[role=row]')];
  const cells = '.sme-table-cell:not(.sme-table-checkbox-container)';
  return {
    waits: [
      ...(isRefreshing ? ['Refresh is disabled'] : []),
      ...(isThere('.summary avma-state-icon') ? ['it asks for the list'] : []),
      ...(isThere('avma-virtual-machines .waiting') ? ['it waits for virtual machines'] : []),
      ...(isThere('avma-keys-summary progress:not(.off)') ? ['keys are being applied'] : []),
      ...(buttons.some(button => button.innerText.trim() === 'Show progress') ? ['keys are being applied'] : [])
    ],
    sentence: body.querySelector<HTMLElement>('.summary > p[role=status]')?.innerText.trim() ?? '',
    isFirstRun: isThere('avma-first-run'),
    footnote: body.querySelector<HTMLElement>('avma-keys-summary .note')?.innerText.trim() ?? '',
    servers: rows.map(row => [...row.querySelectorAll<HTMLElement>(cells)].map(cell => cell.innerText.trim()))
  };
}

/** Reads the pane for keys. */
export function paneRows(body: HTMLElement | SVGElement): PaneRow[] {
  return [...body.querySelectorAll('avma-keys-pane li.row')].map(row => {
    const field = row.querySelector<HTMLInputElement>('input.key');
    const name = row.querySelector<HTMLElement>('.name');
    return {
      server: name?.innerText.trim() ?? '',
      isApplied: row.querySelector('avma-key-result.done') !== null,
      result: row.querySelector<HTMLElement>('avma-key-result')?.innerText.trim() ?? '',
      typed: field && !field.disabled && !field.readOnly ? field.value : null,
      problem: row.querySelector<HTMLElement>('.problem')?.innerText.trim() ?? ''
    };
  });
}
