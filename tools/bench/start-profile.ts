import { BuildFailure } from '../problems';
import { markdownTable, time } from './section';
import { LoadedFile, StartMarks, StartRecord } from './start-marks';

/** A step of the start: what ends it, and whose code or server it waits for. */
interface Step {
  what: string;
  whose: string;
  end: number;
}

/**
 * What the page does from its navigation until its last row, as two tables: the steps in order, each from the end of
 * the one before, and what's downloaded until the first row. Throws BuildFailure if a step isn't known.
 */
export function profileTables({ marks, resources, layoutShift }: StartRecord): string {
  const steps = stepsOf(marks, resources);
  const rows = steps.map(({ what, whose, end }, index) => [
    what,
    whose,
    time(end - (steps[index - 1]?.end ?? 0)),
    time(end)
  ]);
  const until = known(marks, 'firstRow');
  return `${markdownTable(['Step', 'Whose', 'Takes', 'Ends at'], rows)}

Layout shift: ${layoutShift.toFixed(3)}.

Until the cluster is asked, the SDK gets the gateway, the connection, and its credentials from the shell, and loads and
applies the shell's styles, which the browser has to parse. The shell then says which path to open, and the page asks in
the same task. What the SDK and Angular cost can't be taken away: their part of running the scripts, the steps that are
theirs, and the SDK's table, which measures itself first and draws its rows a turn later. So the page creates the
table as soon as it knows the servers, while it waits for their answers. These scenarios answer at once.

${filesTable(resources.filter(({ begun }) => begun < until))}`;
}

/** The steps in the order in which they end. */
function stepsOf(marks: StartMarks, files: readonly LoadedFile[]): Step[] {
  const step = (what: string, whose: string, mark: keyof StartMarks): Step => ({
    what,
    whose,
    end: known(marks, mark)
  });
  const scripts = files.filter(isOwnScript);
  if (scripts.length === 0) {
    throw new BuildFailure('The page loaded no scripts.');
  }
  const steps: Step[] = [
    { what: 'index.html is there', whose: 'network', end: files[0].ended },
    step("the page's frame is drawn", 'ours', 'drawn'),
    { what: 'scripts are there', whose: 'network', end: lastEnd(scripts) },
    step('scripts have run, the SDK asks for the strings', "the SDK's, Angular's, ours", 'scriptsRun'),
    step('the SDK has the strings', 'network', 'strings'),
    step('Angular has started', "the SDK's, Angular's", 'bootstrapped'),
    step('the shell has said who opens the page', "the SDK's", 'shellAnswered'),
    step('the page is drawn without servers', "the SDK's, ours", 'heading'),
    step('the cluster is asked for its servers', "the SDK's, the shell's styles", 'firstQuestion'),
    step('the first server is asked', "the gateway's, ours", 'serverQuestion'),
    step('the first answer is there', "the gateway's", 'serverAnswer'),
    step('the first row is drawn', "ours, the SDK's table", 'firstRow'),
    step('the last row is drawn', "ours, the SDK's table", 'lastRow')
  ];
  return steps.sort((one, other) => one.end - other.end);
}

/** What is downloaded, by kind, without calls to the gateway's PowerShell over the stream. */
function filesTable(files: readonly LoadedFile[]): string {
  const kinds: [kind: string, whose: string, test: (file: LoadedFile) => boolean][] = [
    ['index.html', 'ours', file => file === files[0]],
    ['scripts', "the SDK's, Angular's, ours", isOwnScript],
    ['strings', "the SDK's, ours", ({ path }) => path.endsWith('/strings.json')],
    ['styles and fonts in the bundle', "the SDK's", ({ path }) => isInBundle(path) && /\.(css|woff2?|ttf)$/.test(path)],
    ["the shell's styles", "the shell's", ({ path }) => !isInBundle(path) && path.endsWith('.css')],
    ["the shell's fonts", "the shell's", ({ path }) => !isInBundle(path) && /\.(woff2?|ttf)$/.test(path)],
    ['calls to the gateway', "the SDK's, ours", ({ path }) => path.startsWith('/api/')]
  ];
  const rows = kinds.map(([kind, whose, belongs]) => {
    const those = files.filter(belongs);
    return [kind, whose, `${those.length}`, `${(sum(those) / 1000).toFixed(1)} kB`];
  });
  const rest = files.filter(file => !kinds.some(([, , belongs]) => belongs(file)));
  rows.push(['other', "the SDK's telemetry", `${rest.length}`, `${(sum(rest) / 1000).toFixed(1)} kB`]);
  rows.push(['all', '', `${files.length}`, `${(sum(files) / 1000).toFixed(1)} kB`]);
  return markdownTable(['Downloaded until the first row', 'Whose', 'Requests', 'As sent'], rows);
}

function isOwnScript({ path }: LoadedFile): boolean {
  return isInBundle(path) && path.endsWith('.js');
}

function isInBundle(path: string): boolean {
  return path.startsWith('/modules/');
}

function sum(files: readonly LoadedFile[]): number {
  return files.reduce((total, { transferred }) => total + transferred, 0);
}

function lastEnd(files: readonly LoadedFile[]): number {
  return Math.max(...files.map(({ ended }) => ended));
}

function known(marks: StartMarks, mark: keyof StartMarks): number {
  const at = marks[mark];
  if (at === undefined) {
    throw new BuildFailure(`The page was loaded, but the benchmark didn't see when: ${mark}.`);
  }
  return at;
}
