/**
 * Whether this is the build that a gateway serves. The build for side-loading has `build-kind.side-load.ts` in place of
 * this file.
 */
export const isProduction = true;
