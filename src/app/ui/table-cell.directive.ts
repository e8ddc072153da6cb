import { AfterContentInit, Directive, Input, TemplateRef } from '@angular/core';
import { DataTableColumnComponent } from '@microsoft/windows-admin-center-sdk/angular';

/**
 * Draws the cells of a column by a template from outside the table; without one they are plain text.
 *
 * The SDK takes a column's template only from between the column's tags. One put there to draw the other would cost
 * each cell a view more, and make templates of plain texts, too: either slows a table of thousands of rows.
 */
@Directive({ selector: 'sme-data-table-column[avmaTableCell]', standalone: true })
export class TableCellDirective implements AfterContentInit {
  @Input() avmaTableCell: TemplateRef<unknown> | undefined;

  constructor(private readonly column: DataTableColumnComponent) {}

  ngAfterContentInit(): void {
    // By now the SDK has looked, and found nothing.
    if (this.avmaTableCell) {
      this.column.bodyTemplate = this.avmaTableCell;
    }
  }
}
