import { badgesOf } from '../domain/servers/findings';
import { ServerStatus } from '../domain/servers/status';
import { formatFacts, isoTimeOf } from '../platform/locale';
import { AppStrings } from '../platform/strings';
import { ActivationView } from './activation-state';
import { csvOf } from '../text/csv';
import { detailsOf } from './server-details';
import { badgeInWords, keyTypeInWords, nodeStateInWords, wordsOf } from '../text/server-text';

/** The data to export: everything that the table shows. */
export type ExportedView = Pick<ActivationView, 'clusterName' | 'statuses' | 'findings'>;

/**
 * The servers as CSV for spreadsheets. It contains only the last five characters of keys. Whatever a server said, no
 * cell is a formula.
 */
export function serversCsv(view: ExportedView, separator: string, strings: AppStrings): string {
  const rows = view.statuses.map(status => cellsOf(status, view, strings));
  return csvOf([headingsIn(strings), ...rows], separator);
}

function headingsIn(strings: AppStrings): string[] {
  const words = strings.Export;
  const details = strings.Details;
  const table = strings.Table;
  return [
    words.cluster,
    table.server,
    words.fullName,
    table.nodeState,
    table.activation,
    words.badges,
    table.keyVersion,
    table.keyType,
    table.lastFive,
    details.what,
    details.code,
    details.said,
    table.checkedAt
  ];
}

/** As in the table, except that cells with nothing to show are empty, as is usual in spreadsheets. */
function cellsOf(status: ServerStatus, view: ExportedView, strings: AppStrings): string[] {
  const { server, keyVersion, keyType, lastFive, checkedAt, showsKey: hasKey } = status;
  const { notKnown, versionUnknown } = strings.Table;
  const badges = badgesOf(status, view.findings).map(badge => badgeInWords(badge, strings));
  const { lines } = detailsOf(status, view.findings, strings);
  const valueOf = (label: string): string => lines.find(line => line.label === label)?.value ?? '';
  return [
    view.clusterName,
    server.name,
    server.fqdn,
    nodeStateInWords(server.state, strings),
    wordsOf(status, strings),
    formatFacts(badges),
    keyVersion !== 'unknown' ? keyVersion : hasKey ? versionUnknown : '',
    hasKey ? keyTypeInWords(keyType, strings) : '',
    lastFive ?? (hasKey ? notKnown : ''),
    valueOf(strings.Details.what),
    valueOf(strings.Details.code),
    valueOf(strings.Details.said),
    checkedAt === null ? '' : isoTimeOf(new Date(checkedAt))
  ];
}
