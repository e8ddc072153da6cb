/**
 * In milliseconds: the pauses before a server is asked again after each answer that doesn't confirm a key, because
 * licensing may show a key late. The last one may be shorter.
 */
export const confirmationPauses = [
  ...[0, 1_000, 2_000, 4_000, 8_000].map(pause => ({ longest: pause, shortest: pause })),
  { longest: 15_000, shortest: 8_000 }
];

/** In milliseconds: after this time, no other question starts. */
export const confirmationLimit = 30_000;
