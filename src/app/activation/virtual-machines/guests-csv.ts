import { AppStrings } from '../../shell/strings';
import { csvOf } from '../csv';
import { GuestRow } from './guest-row';

/** The virtual machines as a table for spreadsheets: what the table shows, in the rows that it shows. */
export function guestsCsv(
  clusterName: string,
  rows: readonly GuestRow[],
  separator: string,
  strings: AppStrings
): string {
  const words = strings.Guests;
  const headings = [
    strings.Export.cluster,
    words.name,
    strings.GuestDetails.server,
    words.system,
    words.edition,
    words.power,
    words.dataExchange,
    words.coverage,
    strings.Details.what,
    strings.GuestDetails.fqdn
  ];
  const cells = rows.map(row => [
    clusterName,
    row.name,
    row.serverName,
    row.system,
    row.edition,
    row.power,
    row.dataExchange,
    row.wholeCoverage,
    row.why,
    row.machine.guest?.fqdn ?? ''
  ]);
  return csvOf([headings, ...cells], separator);
}
