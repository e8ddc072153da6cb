import { expectAllReached } from './fixtures/tab-order';
import { expect, test } from './fixtures/test';

test.describe('Tab leads to everything that can be used', () => {
  test('before set-up, in the questions and answers, and in the pane for keys', async ({ activation }) => {
    await activation.open({ scenario: 'small-fresh' });
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

    // A question opens where it arises, and gives the focus back.
    const learnMore = activation
      .alert('Some servers use keys for an older version of Windows Server.')
      .getByRole('button', { name: 'Learn more' });
    await learnMore.focus();
    await activation.page.keyboard.press('Enter');
    const question = 'Which key activates which guests?';
    await expect(activation.help.question(question)).toBeFocused();
    await expect(activation.help.answer(question)).toBeVisible();
    await activation.page.keyboard.press('Escape');
    await expect(activation.help.root).toBeHidden();
    await expect(learnMore).toBeFocused();
  });
});
