import { appStrings } from '../platform/strings';
import { faultsOfWidths } from '../ui/testing/column-widths';
import { serverColumnsOf } from './server-columns';

describe('The columns of the table of servers', () => {
  it('fill the table at each of its widths', () => {
    expect(faultsOfWidths(serverColumnsOf(appStrings()))).toEqual([]);
  });
});
