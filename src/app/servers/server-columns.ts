import { AppStrings } from '../platform/strings';
import { TableColumn } from '../ui/table-column';

/** The columns of the table of servers. The state and its reason get all the width that the others don't need. */
export function serverColumnsOf(strings: AppStrings): readonly TableColumn[] {
  const words = strings.Table;
  return [
    { field: 'name', header: words.server, widths: { wide: '14%', medium: '18%', narrow: '30%' } },
    { field: 'activation', header: words.activation, widths: { wide: '58%', medium: '47%', narrow: '70%' } },
    { field: 'key', header: words.key, widths: { wide: '18%', medium: '23%', narrow: null } },
    {
      field: 'machines',
      header: words.machines,
      widths: { wide: '10%', medium: '12%', narrow: null },
      isUnsorted: true
    }
  ];
}
