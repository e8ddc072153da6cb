import { Locator } from '@playwright/test';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shellHarness } from './testing/shell-harness';

describe("the shell's panel of a cluster with guests", () => {
  const shell = shellHarness('guests');

  function panel(): Locator {
    return shell.page.getByRole('complementary', { name: 'Lab control panel' });
  }

  function said(words: string): Promise<void> {
    return panel().getByRole('status').getByText(words).waitFor();
  }

  it('moves a guest to another server, and shows where each guest is', async () => {
    await shell.open();
    await panel().getByText('32 guests.', { exact: true }).waitFor();
    await panel().getByLabel('Guest', { exact: true }).selectOption('<b>vm</b> (node03)');
    await panel().getByLabel('To server').selectOption('node04');
    await panel().getByRole('button', { name: 'Move' }).click();
    await said('<b>vm</b> is now on node04.');
    const placed = shell.lab.state().guests.first.find(({ name }) => name === '<b>vm</b>');
    assert.equal(placed?.server, 'node04');
    assert.equal(await panel().getByLabel('Guest', { exact: true }).inputValue(), '<b>vm</b>');
    await panel().getByLabel('To server').selectOption('node01');
    await panel().getByRole('button', { name: 'Move' }).click();
    await said('<b>vm</b> is now on node01.');
  });

  it('has that part only if there are guests', async () => {
    await shell.open();
    await panel().getByRole('heading', { name: 'Guests' }).waitFor();
    await shell.lab.setScenario('healthy');
    await panel().getByRole('heading', { name: 'Guests' }).waitFor({ state: 'detached' });
    assert.equal(await panel().getByRole('button', { name: 'Move' }).count(), 0);
  });
});

describe("the shell's panel of a cluster with thousands of guests", () => {
  const shell = shellHarness('guests-many');

  it('offers the first ones', async () => {
    await shell.open();
    await shell.page.getByText('8000 guests. The first 60 can be moved here.').waitFor();
    assert.equal(await shell.page.getByLabel('Guest', { exact: true }).locator('option').count(), 60);
  });
});
