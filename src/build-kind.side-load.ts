/** The build for side-loading isn't one that a gateway serves. */
export const isProduction = false;
