/** Starts the lab's servers: one PowerShell process for each session. */
import { SessionHost, SessionHostOptions } from './session';

export * from './session';

/** Starts the process that opens sessions, and a pool of started session processes. */
export function startSessionHost(options: SessionHostOptions): Promise<SessionHost> {
  return Promise.reject(new Error(`Not built yet: sessions for ${options.stateFolder}.`));
}
