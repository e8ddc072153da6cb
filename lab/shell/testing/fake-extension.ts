import * as path from 'node:path';

/** The folder of an extension that only records what the shell tells it. It takes the place of the built extension. */
export const fakeExtension = path.join(__dirname, 'fake-extension');
