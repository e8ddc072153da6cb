import * as path from 'node:path';
import { expect, test } from '../fixtures/test';
import { expectWhole } from '../fixtures/look-at';
import { clippedTexts, serversWords } from '../guards/clipped-text';
import { pictures } from './pictures';

const folder = path.join(__dirname, '..', '..', 'docs', 'pictures');

for (const { name, scenario, height = 800, pose } of pictures) {
  test(name, async ({ activation, consoleGuard, lab }) => {
    consoleGuard.expect(/status of 40[0-9]/);
    const { page, frame } = activation;
    await page.setViewportSize({ width: 1280, height });
    await page.addLocatorHandler(activation.credentials.root, () => activation.credentials.cancel());
    await activation.open({ scenario });
    await pose(activation, lab);
    await expect(frame.locator('sme-loading-wheel')).toHaveCount(0);
    await expectWhole(frame, 'in the picture', async () =>
      (await clippedTexts(frame)).filter(text => !serversWords.test(text))
    );
    // Where the mouse is shows in no picture.
    await page.mouse.move(0, 0);
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
  });
}
