/** Ahead-of-time compilation leaves no decorator metadata to reflect on. */
export {};
