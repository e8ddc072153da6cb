// The few types that the tools use of packages without their own.

declare module 'gulp' {
  interface Watcher {
    close(): Promise<void>;
  }
  const gulp: {
    watch(globs: readonly string[], task: (done: () => void) => void): Watcher;
  };
  export default gulp;
}
