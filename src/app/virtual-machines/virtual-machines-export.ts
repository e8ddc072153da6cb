import { AppStrings } from '../platform/strings';
import { csvOf } from '../text/csv';
import { VirtualMachineRow } from './virtual-machine-row';

/** The table's virtual machines as CSV, in the same rows that it shows. */
export function virtualMachinesCsv(
  clusterName: string,
  rows: readonly VirtualMachineRow[],
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
    strings.GuestDetails.why,
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
    row.coverage,
    row.wholeWhy,
    row.machine.guest?.fqdn ?? ''
  ]);
  return csvOf([headings, ...cells], separator);
}
