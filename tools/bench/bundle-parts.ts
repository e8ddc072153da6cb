import { noSource } from './source-map';

/** Who wrote a part of the bundle. */
export type Owner = 'ours' | "the SDK's" | "Angular's" | "others'";

/** A part of the bundle, and why it's there. */
export interface BundlePart {
  readonly owner: Owner;
  readonly reason: string;
}

const sdk = '@microsoft/windows-admin-center-sdk';

/**
 * Every part that may be in the bundle: packages, and the top folders of the sources. The benchmark fails at a part
 * that isn't here, so that everything in the bundle has its reason.
 */
export const bundleParts: ReadonlyMap<string, BundlePart> = new Map<string, BundlePart>([
  [
    `${sdk}/angular`,
    {
      owner: "the SDK's",
      reason: 'the table with its actions and layout, dialogs, form fields, tooltips, and the services behind them'
    }
  ],
  [
    `${sdk}/core`,
    {
      owner: "the SDK's",
      reason: 'messages to the shell, REST and the stream, sessions, credentials, notifications, encryption of keys'
    }
  ],
  ['@angular/core', { owner: "Angular's", reason: 'what each component runs on' }],
  ['@angular/common', { owner: "Angular's", reason: 'ngIf, ngFor, async; numbers and dates of the SDK' }],
  ['@angular/forms', { owner: "Angular's", reason: 'fields for keys and searches; the SDK builds its own on them' }],
  ['@angular/platform-browser', { owner: "Angular's", reason: 'draws components in a browser' }],
  ['@angular/router', { owner: "Angular's", reason: "the shell's navigation, which the SDK ties to the router" }],
  ['@angular/animations', { owner: "Angular's", reason: 'names that the SDK imports' }],
  ['@angular/cdk', { owner: "Angular's", reason: 'focus and scrolling of the SDK' }],
  ['rxjs', { owner: "others'", reason: 'each answer of the SDK is an observable' }],
  ['zone.js', { owner: "others'", reason: "tells Angular when to draw; the SDK doesn't run without it" }],
  ['papaparse', { owner: "others'", reason: 'reads pasted lists of keys, and writes exports' }],
  ['tslib', { owner: "others'", reason: 'helpers of compiled TypeScript in the packages' }],
  [
    '@babel/runtime',
    { owner: "others'", reason: 'a helper that the build adds for async functions, which zone.js needs' }
  ],
  ['webpack', { owner: "others'", reason: 'starts the scripts' }],
  [noSource, { owner: "others'", reason: 'the joints between modules, which belong to no source' }],
  ['src', { owner: 'ours', reason: 'starts the page: versions, manifest, polyfills' }],
  ['src/stand-ins', { owner: 'ours', reason: 'replaces seven libraries, which would be a third of the bundle' }],
  ['src/generated', { owner: 'ours', reason: 'the PowerShell scripts that servers run, and the manifest' }],
  ['src/app', { owner: 'ours', reason: "the root component, and the list of the SDK's services" }],
  ['src/app/cluster', { owner: 'ours', reason: 'calls to servers: credentials, sessions, encryption, time limits' }],
  [
    'src/app/domain',
    { owner: 'ours', reason: 'reads what servers say, and draws conclusions; rules for keys and guests' }
  ],
  ['src/app/help', { owner: 'ours', reason: 'questions and answers, View PowerShell' }],
  ['src/app/keys', { owner: 'ours', reason: 'the pane that applies keys' }],
  ['src/app/page', { owner: 'ours', reason: 'tabs, footer, panes' }],
  ['src/app/platform', { owner: 'ours', reason: 'strings, locale, notifications, storage, downloads' }],
  ['src/app/servers', { owner: 'ours', reason: 'summary, alerts, first run, table, details, export' }],
  ['src/app/text', { owner: 'ours', reason: 'what the domain says, in words' }],
  ['src/app/ui', { owner: 'ours', reason: 'widgets: table, panes, lists, icons' }],
  ['src/app/virtual-machines', { owner: 'ours', reason: 'the tab of VMs: bar, map, preview, table, details, export' }]
]);

/** The part that a source belongs to, by its name in a source map. */
export function partOf(source: string): string {
  if (source === noSource || source.startsWith('webpack/')) {
    return source === noSource ? noSource : 'webpack';
  }
  const name = source.replace(/^webpack:\/\/[^/]*\//, '').replace(/^\.\//, '');
  const start = name.lastIndexOf('node_modules/');
  if (start !== -1) {
    const folders = name.slice(start + 'node_modules/'.length).split('/');
    const pack = folders.slice(0, folders[0].startsWith('@') ? 2 : 1).join('/');
    return pack === sdk ? `${sdk}/${folders[2]}` : pack;
  }
  if (name.startsWith('webpack/')) {
    return 'webpack';
  }
  const [top, ...below] = name.split('/').slice(0, -1);
  if (top !== 'src') {
    return 'src';
  }
  return ['src', ...below.slice(0, below[0] === 'app' ? 2 : 1)].join('/');
}
