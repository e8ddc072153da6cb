import { accessibilityFaults } from './guards/accessibility';
import { lookAt } from './fixtures/look-at';
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
  for (const fault of [/image-alt .*: img/, /image-alt .*: #frame,img/, /color-contrast .*: #frame,\.faint/]) {
    expect(faults).toMatch(fault);
  }
});

test('No text is cut off in virtual machines and the details of one', async ({ activation }) => {
  await activation.open({ scenario: 'guests' });
  const { machines } = activation;
  await machines.open();
  await expect(machines.summary).toContainText('Of 32');
  // The reasons in this table have one line.
  await lookAt(activation, 'machines', 'forCells');
  await machines.row('dc01').click();
  await expect(machines.details).toContainText('slmgr /ipk');
  await lookAt(activation, 'machine-details', 'forCells');
});
