/** Writes View PowerShell's output for the server names in a file as JSON, for the tests of those commands. */
import { readFileSync, writeFileSync } from 'node:fs';
import { keyCommands, oneServerCommands, statusCommands } from '../../src/app/help/power-shell-commands';

const [namesFile, commandsFile] = process.argv.slice(2);
const names = JSON.parse(readFileSync(namesFile, 'utf8')) as string[];
const commands = {
  onOneServer: oneServerCommands(),
  statusOfAll: statusCommands(names),
  keysForAll: keyCommands(names)
};
writeFileSync(commandsFile, JSON.stringify(commands));
