import { AfterContentInit, Directive, Input, TemplateRef } from '@angular/core';
import { DataTableColumnComponent } from '@microsoft/windows-admin-center-sdk/angular';

/**
 * Draws a column's cells with a template from outside the table. Without a template, they're plain text.
 *
 * The SDK takes a column's template only from inside the column's tags. A template there that draws the outer one would
 * cost each cell another view, and plain text would get a template, too. Both slow down a table of thousands of rows.
 */
@Directive({ selector: 'sme-data-table-column[avmaTableCell]', standalone: true })
export class TableCellDirective implements AfterContentInit {
  @Input() avmaTableCell: TemplateRef<unknown> | undefined;

  constructor(private readonly column: DataTableColumnComponent) {}

  ngAfterContentInit(): void {
    // The SDK has already looked for a template and found none.
    if (this.avmaTableCell) {
      this.column.bodyTemplate = this.avmaTableCell;
    }
  }
}
