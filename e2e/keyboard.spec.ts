import { expect, test } from './fixtures/test';
import { ActivationPage } from './pages/activation-page';

/** What Tab can be led to: what somebody may use, but for the parts of the SDK's own bars and tables. */
const controls = 'button, a[href], summary, input, textarea, select, [tabindex="0"]';
const ownKeys = 'sme-action-bar, [role="tablist"], sme-data-table, sme-master-view, [role="menubar"], [role="grid"]';

/** The names of all controls that can be used now within a part of the page. */
async function usable(activation: ActivationPage, within: string): Promise<string[]> {
  return activation.frame.locator(within).evaluate(
    (part, [all, others]) =>
      [...part.querySelectorAll<HTMLElement>(all)]
        .filter(one => !one.closest(others) && one.getClientRects().length > 0 && !one.matches(':disabled'))
        .map(one => (one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 60)),
    [controls, ownKeys] as const
  );
}

/** The names of what Tab leads through, until it comes back to where it began or leaves the part. */
async function walked(activation: ActivationPage, within: string, steps: number): Promise<Set<string>> {
  const names = new Set<string>();
  for (let step = 0; step < steps; step++) {
    const name = await activation.frame.locator(within).evaluate(part => {
      const focused = document.activeElement;
      return focused && part.contains(focused)
        ? (focused.getAttribute('aria-label') ?? focused.textContent ?? '').trim().slice(0, 60)
        : null;
    });
    if (name !== null) {
      names.add(name);
    }
    await activation.page.keyboard.press('Tab');
  }
  return names;
}

async function expectAllReached(activation: ActivationPage, within: string): Promise<void> {
  const all = await usable(activation, within);
  expect(all.length).toBeGreaterThan(1);
  const reached = await walked(activation, within, all.length * 2 + 12);
  expect([...reached].sort()).toEqual(expect.arrayContaining([...new Set(all)].sort()));
}

test.describe('Tab leads to everything that can be used', () => {
  test('before set-up, in the questions and answers, and in the pane for keys', async ({ activation }) => {
    await activation.open({ scenario: 'fresh' });
    await expect(activation.setUp).toBeVisible();
    await activation.firstRun.locator('summary').first().click();
    const start = activation.frame.getByRole('button', { name: 'Questions and answers' });
    await start.focus();
    await expectAllReached(activation, 'avma-activation-page');

    await activation.openHelp();
    await activation.help.question('Where do I get keys?').click();
    await expectAllReached(activation, '[role="dialog"]');
    await activation.page.keyboard.press('Escape');

    await activation.openSetUp();
    await expect(activation.keys.field('node01')).toBeFocused();
    await expectAllReached(activation, '[role="dialog"]');
  });

  test('above and below the table, with alerts and the details of a server', async ({ activation }) => {
    await activation.open({ scenario: 'mixed-versions' });
    await expect(activation.sentence).toContainText('All 4 servers');
    await activation.row('node03').click();
    await activation.details('node03').locator('summary').last().click();
    await activation.frame.getByRole('button', { name: 'Questions and answers' }).focus();
    await expectAllReached(activation, 'avma-activation-page');
  });

  test('around the table of virtual machines, with the details of one', async ({ activation }) => {
    await activation.open({ scenario: 'guests' });
    await activation.machines.open();
    await activation.machines.row('dc01').click();
    await activation.machines.details.getByText('Recent events of node01').click();
    await activation.machines.search.focus();
    await expectAllReached(activation, 'avma-virtual-machines');
  });
});
