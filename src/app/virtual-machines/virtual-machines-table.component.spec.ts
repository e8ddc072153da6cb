import { appStrings } from '../platform/strings';
import { faultsOfWidths } from '../ui/testing/column-widths';
import { machineColumnsOf } from './virtual-machines-table.component';

describe('The columns of the table of virtual machines', () => {
  it('fill the table at each of its widths', () => {
    expect(faultsOfWidths(machineColumnsOf(appStrings(), false))).toEqual([]);
  });
});
