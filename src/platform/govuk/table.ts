import { type Html, html } from '#platform/html.ts';
import { attribute, attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, content, each, type Maybe } from './content.ts';

export interface TableCell extends Content, ElementOptions {
  /** `numeric` lines numbers up on the right. */
  readonly format?: string | undefined;
  readonly colspan?: number | undefined;
  readonly rowspan?: number | undefined;
}

export interface TableOptions extends ElementOptions {
  readonly caption?: string | undefined;
  readonly captionClasses?: string | undefined;
  readonly head?: readonly TableCell[] | undefined;
  readonly rows: readonly Maybe<readonly TableCell[]>[];
  readonly firstCellIsHeader?: boolean | undefined;
}

/** Facts to compare and scan, in rows and columns. */
export function table(options: TableOptions): Html {
  const { caption, head, rows } = options;
  const rowHeader = Boolean(options.firstCellIsHeader);
  return html`<table class="govuk-table${moreClasses(options.classes)}"${attributes(options.attributes)}>
    ${
      caption &&
      html`<caption class="govuk-table__caption${moreClasses(options.captionClasses)}">
        ${caption}
      </caption>`
    }
    ${
      head &&
      html`<thead class="govuk-table__head">
        <tr class="govuk-table__row">
          ${each(head, columnHeader)}
        </tr>
      </thead>`
    }
    <tbody class="govuk-table__body">
      ${each(
        rows,
        (row) =>
          html`<tr class="govuk-table__row">
            ${each(row, (cell, at) => tableCell(cell, rowHeader && at === 0))}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function columnHeader(cell: TableCell): Html {
  const format = cell.format ? ` govuk-table__header--${cell.format}` : '';
  return html`<th scope="col" class="govuk-table__header${format}${moreClasses(cell.classes)}"${spans(cell)}>
    ${content(cell)}
  </th>`;
}

function tableCell(cell: TableCell, isHeader: boolean): Html {
  if (isHeader) {
    return html`<th scope="row" class="govuk-table__header${moreClasses(cell.classes)}"${spans(cell)}>
      ${content(cell)}
    </th>`;
  }
  const format = cell.format ? ` govuk-table__cell--${cell.format}` : '';
  return html`<td class="govuk-table__cell${format}${moreClasses(cell.classes)}"${spans(cell)}>${content(cell)}</td>`;
}

function spans(cell: TableCell): Html {
  if (!cell.colspan && !cell.rowspan) return attributes(cell.attributes);
  return html`${attribute('colspan', cell.colspan)}${attribute('rowspan', cell.rowspan)}${attributes(cell.attributes)}`;
}
