import { Lab } from '../../lab/lab';
import type { Recording } from './replayed-servers';
import type { BenchPage } from './bench-page';

interface StreamAnswer {
  data?: { state?: number; response?: { results?: unknown[] } };
}

/**
 * Opens the page on real servers of the lab, and keeps what they answer. It is the one answer of one server that is
 * recorded; the others get it with their own names.
 */
export async function recordAnswers(lab: Lab, page: BenchPage): Promise<Recording> {
  const heard: StreamAnswer[] = [];
  page.onStreamAnswer((text) => heard.push(JSON.parse(text) as StreamAnswer));
  await lab.setScenario('single');
  await page.load(lab);
  // The first time the socket is not there yet when the cluster is asked; the second time all goes over the stream.
  await page.refresh();
  const rows = heard.flatMap(({ data }) => data?.response?.results ?? []) as Answer[];
  const report = rows.find((row) => 'moduleSource' in row);
  if (!report) {
    throw new Error('No answer of a server was heard on the stream.');
  }
  return { cluster: [], reports: new Map([[String(report.computerName).toLowerCase(), report]]) };
}

interface Answer extends Record<string, unknown> {
  computerName?: unknown;
}

/** The recorded answer, as that many servers would have given it. */
export function asManyServers(
  recorded: Recording,
  servers: readonly { name: string; fqdn: string }[]
): Recording {
  const [report] = recorded.reports.values();
  return {
    cluster: servers.map(({ name, fqdn }) => ({ schema: 1, name, fqdn, state: 0 })),
    reports: new Map(
      servers.map(({ name }) => [name, { ...(report as object), computerName: name.toUpperCase() }])
    ),
  };
}
