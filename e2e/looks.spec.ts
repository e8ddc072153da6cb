import { accessibilityFaults } from './guards/accessibility';
import { clippedTexts } from './guards/clipped-text';
import { columnsAstray } from './guards/columns';
import { overlaps } from './guards/overlaps';
import { expectWhole, lookAt } from './fixtures/look-at';
import { expect, test } from './fixtures/test';

test('No text is cut off about why a Hyper-V administrator can’t set up keys; planted faults are found', async ({
  activation,
  consoleGuard
}) => {
  consoleGuard.expect(/status of 400/);
  await activation.open({ scenario: 'hyper-v-administrator' });
  await expect(activation.setUp).toBeDisabled();
  const notice = 'You can view the status of these servers, but not apply keys';
  await expect(activation.alerts.filter({ hasText: notice })).toBeVisible();
  await lookAt(activation, 'read-only');

  // Both the shell and the page get an image without a text alternative and low-contrast text.
  await activation.page.locator('body').evaluate(body => body.append(document.createElement('img')));
  await activation.frame.locator('body').evaluate(body => {
    const style = 'position: fixed; inset-block-start: 0; z-index: 99; color: #777; background: #888';
    body.insertAdjacentHTML('beforeend', `<img><p class="faint" style="${style}">words</p>`);
  });
  const faults = (await accessibilityFaults(activation.page, { shell: true })).join('\n');
  for (const fault of [/image-alt .*: body > img/, /image-alt .*: #frame,img/, /color-contrast .*: #frame,\.faint/]) {
    expect(faults).toMatch(fault);
  }
});

test('No text is cut off in virtual machines and the details of one', async ({ activation }) => {
  const { machines, page, frame } = activation;
  await activation.open({ scenario: 'guests' });
  await machines.open();
  await expect(machines.summary).toContainText('of 32 VMs');
  await lookAt(activation, 'machines');
  await machines.map.locator('summary').click();
  await machines.row('dc01').click();
  await expect(machines.details).toContainText('slmgr /ipk');
  await lookAt(activation, 'machine-details');
  await machines.list('Preview other keys').selectOption('Windows Server 2025 keys everywhere');
  await expect(machines.preview).toBeVisible();
  await lookAt(activation, 'machines-preview');
  await page.setViewportSize({ width: 320, height: 800 });
  await expectWhole(frame, 'at 320 pixels', async () => [
    ...(await overlaps(frame)),
    ...(await clippedTexts(frame, 'forNothing'))
  ]);

  // A reason that is cut off is found though a tooltip has all of it, and so is a table that doesn't show its rows.
  // The table may draw its rows again, without what was planted.
  await expect(async () => {
    await frame
      .locator('avma-virtual-machines .why')
      .first()
      .evaluate(why => {
        why.style.blockSize = '4px';
        why.setAttribute('title', why.textContent ?? '');
      });
    expect((await clippedTexts(frame)).join()).toContain('why');
  }).toPass();
  await frame
    .locator('avma-virtual-machines')
    .evaluate(tab => tab.querySelectorAll('.sme-table-row-data').forEach(row => row.remove()));
  expect(await columnsAstray(frame)).toEqual(['A table doesn’t show its rows']);
});

test('Before its scripts are there, the page shows where its parts will be, and asks once for its strings', async ({
  activation,
  page
}) => {
  let release: () => void = () => undefined;
  const held = new Promise<void>(resolve => (release = resolve));
  await page.route(/\/modules\/.*\/main\..*\.js/, async route => {
    await held;
    await route.continue();
  });
  const strings: string[] = [];
  page.on('request', request => {
    if (/\/modules\/.*\/strings\.json/.test(request.url())) {
      strings.push(request.url());
    }
  });
  const opened = activation.open({ scenario: 'healthy' });
  await expect(activation.starting).toBeVisible();
  await expect.poll(() => strings.length).toBe(1);
  release();
  await opened;
  await expect(activation.starting).toBeHidden();
  expect(strings).toHaveLength(1);
});
