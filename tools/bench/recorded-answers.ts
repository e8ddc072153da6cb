import { Lab } from '../../lab/lab';
import type { Recording } from './replayed-servers';
import type { BenchPage } from './bench-page';

interface StreamAnswer {
  data?: { state?: number; response?: { results?: unknown[] } };
}

/** A row that a server put out. */
export type Answer = Record<string, unknown>;

/** Opens the page on one real server of the lab, and keeps its report. */
export async function recordReport(lab: Lab, page: BenchPage): Promise<Answer> {
  const heard: StreamAnswer[] = [];
  page.onStreamAnswer((text) => heard.push(JSON.parse(text) as StreamAnswer));
  await lab.setScenario('single-server');
  await page.load(lab);
  // The first time the socket is not there yet when the cluster is asked; the second time all goes over the stream.
  await page.refresh();
  const rows = heard.flatMap(({ data }) => data?.response?.results ?? []) as Answer[];
  const report = rows.find((row) => 'moduleSource' in row);
  if (!report) {
    throw new Error('No answer of a server was heard on the stream.');
  }
  return report;
}

/** The recorded report as that many servers would have given it, each with its own name, and the cluster's answer. */
export function asManyServers(
  report: Answer,
  servers: readonly { name: string; fqdn: string }[]
): Recording {
  return {
    cluster: servers.map(({ name, fqdn }) => ({ schema: 1, name, fqdn, state: 0 })),
    reports: new Map(
      servers.map(({ name }) => [name, { ...report, computerName: name.toUpperCase() }])
    ),
  };
}
