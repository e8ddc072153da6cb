/** Writes a scenario's files: tsx lab/scenarios/write-scenario.ts <scenario> <folder> */
import { loadScenario, writeState } from './scenario';

const [name, stateFolder] = process.argv.slice(2);
writeState(loadScenario(name), stateFolder);
