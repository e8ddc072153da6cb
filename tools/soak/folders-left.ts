/** What the runtimes and Playwright keep in a temporary folder for later, or leave there when they're killed. */
const ofRuntimes = [
  /^tsx-/,
  /^playwright-transform-cache-/,
  /^node-compile-cache$/,
  /^\.dotnet/,
  /^clr-debug-pipe-/,
  /^dotnet-diagnostic-/,
  /^CoreFxPipe_/
];

/** What a run left in its temporary folder, without what the runtimes themselves keep there. */
export function foldersLeft(names: readonly string[]): string[] {
  return names.filter(name => !ofRuntimes.some(pattern => pattern.test(name)));
}
