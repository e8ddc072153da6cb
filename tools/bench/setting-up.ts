import { withRememberedAnswers } from './remembered-answers';
import { BenchSection, markdownTable, median, time } from './section';

const scenario = 'large-fresh';
const usual = 1000;
const slow = 10_000;

/** An odd number, so that the median is one of them. */
const loads = 3;

/** How long an administrator waits before setting up a cluster with one slow server. */
export const settingUp: BenchSection = {
  name: 'set-up',
  measure: () =>
    withRememberedAnswers([scenario], async (lab, page) => {
      await lab.setScenario(scenario);
      const { servers } = lab.state();
      for (const [index, { name }] of servers.entries()) {
        await lab.changeServer(name, { latencyMs: index === 0 ? slow : usual });
      }
      await page.load(lab);
      const times = [];
      for (let turn = 0; turn < loads; turn += 1) {
        times.push(await page.loadUntilSetUp(lab));
      }
      const [third, usable] = [median(times.map(one => one.third)), median(times.map(one => one.usable))];
      return `## Until you can set up a cluster

${servers.length} servers without keys. One takes ${slow / 1000} s to answer, the others ${usual / 1000} s. From the
list of servers to **Set up** being enabled: the median of ${loads} loads. The yardstick is the third answer on the
page.

${markdownTable(
  ['Third answer', 'Set up enabled', 'Difference (at most 0.5 s)'],
  [[time(third), time(usable), time(usable - third)]]
)}`;
    })
};
