import { scenarioNames } from '../lab/scenarios/scenario';
import { clippedTexts, serversWords } from './guards/clipped-text';
import { overlaps } from './guards/overlaps';
import { expectWhole } from './fixtures/look-at';
import { expect, test } from './fixtures/test';

/** The same servers as in another scenario, with virtual machines or names that this page shows elsewhere. */
const likeOthers = /^(?:guests|large$|very-large$|dns-suffix$|small-fresh$)/;

/** In milliseconds. */
const timeout = 20_000;

test.describe.configure({ mode: 'parallel' });

for (const scenario of scenarioNames().filter(name => !likeOthers.test(name))) {
  test(`no text about servers is cut off or covered: ${scenario}`, async ({ activation, consoleGuard }) => {
    consoleGuard.expect(/status of 40[0-9]/);
    const { page, frame } = activation;
    await page.setViewportSize({ width: 1024, height: 768 });
    await page.addLocatorHandler(activation.credentials.root, () => activation.credentials.cancel());
    await activation.open({ scenario });
    await expect(activation.summary).not.toContainText('…');
    for (const width of [1024, 320]) {
      await page.setViewportSize({ width, height: 768 });
      const cut = async (): Promise<string[]> => [
        ...(await overlaps(frame)),
        ...(await clippedTexts(frame, 'forNothing')).filter(text => !serversWords.test(text))
      ];
      await expectWhole(frame, `at ${width} pixels`, cut, timeout);
    }
  });
}
