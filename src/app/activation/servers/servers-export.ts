import { unparse } from 'papaparse';
import { badgesOf } from '../../domain/findings';
import { maskProductKeys } from '../../domain/product-key';
import { ServerStatus } from '../../domain/status';
import { isoTimeOf } from '../../shell/locale';
import { AppStrings } from '../../shell/strings';
import { ActivationView } from '../activation-store';
import { detailsOf } from './server-details';
import { badgeInWords, keyTypeInWords, nodeStateInWords, wordsOf } from './server-words';

/** What is exported: all that the table shows. */
export type ExportedView = Pick<ActivationView, 'clusterName' | 'statuses' | 'findings'>;

/** By it Excel knows that the file is UTF-8. */
const byteOrderMark = '\ufeff';

/** What a spreadsheet takes for a formula begins with one of these, as does what East Asian ones take for it. */
const sign = '[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]';

/** What may stand before it, and does not keep a spreadsheet from seeing it. */
const passedOver = '[\\s\\p{C}"\'\\u2018-\\u201f]*';

/** A cell that is a formula, or that a spreadsheet may take apart so that one begins it. */
const formula = new RegExp(`^(?:[\\t\\r\\n]|${passedOver}${sign})`, 'u');

/**
 * A formula that begins after what another spreadsheet takes for the end of a cell: which character that is depends on
 * its language.
 */
const formulaWithin = new RegExp(`([,;|\\t\\r\\n]${passedOver})(?=${sign})`, 'gu');

/**
 * The servers as a table for spreadsheets: CSV, with no keys but their last five characters. Whatever a server said, no
 * cell of it is a formula.
 */
export function serversCsv(view: ExportedView, separator: string, strings: AppStrings): string {
  const rows = view.statuses.map(status => cellsOf(status, view, strings));
  const table = [headingsIn(strings), ...rows].map(cells => cells.map(harmless));
  return byteOrderMark + unparse(table, { delimiter: separator, quotes: true, escapeFormulae: formula });
}

/** The name of the file, with nothing in it that a file system could take for something else. */
export function exportFileName(clusterName: string, moment: Date): string {
  const cluster = clusterName.replace(/[^\p{L}\p{M}\p{N}.-]+/gu, '-').slice(0, 100);
  const [day] = isoTimeOf(moment).split('T');
  return `activation-${cluster}-${day}.csv`;
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

/** As the table has it; but what there is nothing of is left empty, as spreadsheets do. */
function cellsOf(status: ServerStatus, view: ExportedView, strings: AppStrings): string[] {
  const { server, keyVersion, keyType, lastFive, checkedAt } = status;
  const hasKey = lastFive !== null || keyVersion !== 'unknown';
  const { notKnown } = strings.Table;
  const badges = badgesOf(status, view.findings).map(badge => badgeInWords(badge, strings));
  const { lines } = detailsOf(status, view.findings, strings);
  const told = (label: string): string => lines.find(line => line.label === label)?.value ?? '';
  return [
    view.clusterName,
    server.name,
    server.fqdn,
    nodeStateInWords(server.state, strings),
    wordsOf(status, strings),
    badges.join(', '),
    keyVersion !== 'unknown' ? keyVersion : hasKey ? notKnown : '',
    hasKey ? keyTypeInWords(keyType, strings) : '',
    lastFive ?? (hasKey ? notKnown : ''),
    told(strings.Details.what),
    told(strings.Details.code),
    told(strings.Details.said),
    checkedAt === null ? '' : isoTimeOf(new Date(checkedAt))
  ];
}

function harmless(cell: string): string {
  return maskProductKeys(cell).replace(formulaWithin, "$1'");
}
