import { Lab } from '../lab/lab';

/** A script that a page started. */
export interface ScriptCall {
  command: string;
  node: string;
  way: 'stream' | 'REST';
  url: string;
  headers: Record<string, unknown>;
  /** When it arrived at the gateway, in milliseconds, as `Date.now()` returns them. */
  at: number;
  /** The status of the answer. Null while there is none. */
  status: number | null;
}

/** Every script that pages started, in order, over the stream or REST. */
export function scriptCalls(lab: Lab): ScriptCall[] {
  return lab
    .audit()
    .filter(({ method, body }) => method !== 'GET' && body.includes('"script"'))
    .map(({ method, url, headers, body, at, status }) => {
      const asked = JSON.parse(body) as Asked;
      const { command } = asked.properties ?? asked;
      const isStream = method === 'STREAM';
      const node = isStream ? asked.target?.nodeName : /\/nodes\/([^/]+)\//.exec(url)?.[1];
      const way = isStream ? 'stream' : 'REST';
      return { command: command ?? '', node: node ?? '', way, url, headers, at, status };
    });
}

/** The calls that started this script. */
export function callsOf(lab: Lab, command: string): ScriptCall[] {
  return scriptCalls(lab).filter(call => call.command === command);
}

/** The number of requests that the gateway hasn't answered yet. */
export function requestsUnderWay(lab: Lab): number {
  return lab.audit().filter(({ status }) => status === null).length;
}

interface Asked {
  properties?: { command?: string };
  command?: string;
  target?: { nodeName?: string };
}
