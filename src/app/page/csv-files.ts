import { downloadFile } from '../platform/download';
import { listSeparator } from '../platform/locale';
import { AppStrings } from '../platform/strings';
import { ActivationView } from '../servers/activation-state';
import { serversCsv } from '../servers/servers-export';
import { csvFileName } from '../text/csv';
import { VirtualMachineRow } from '../virtual-machines/virtual-machine-row';
import { virtualMachinesCsv } from '../virtual-machines/virtual-machines-export';

const csvType = 'text/csv;charset=utf-8';

/** Downloads all servers as a file, whatever is selected. */
export function downloadServers(view: ActivationView, strings: AppStrings): void {
  const table = serversCsv(view, listSeparator(), strings);
  downloadFile(csvFileName('activation', view.clusterName, new Date()), table, csvType);
}

/** Downloads these virtual machines as a file. */
export function downloadVirtualMachines(
  rows: readonly VirtualMachineRow[],
  clusterName: string,
  strings: AppStrings
): void {
  const table = virtualMachinesCsv(clusterName, rows, listSeparator(), strings);
  downloadFile(csvFileName('virtual-machines', clusterName, new Date()), table, csvType);
}
