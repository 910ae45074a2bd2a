import { table } from './govuk/table.ts';
import type { Fragment, Html } from './html.ts';
import { html } from './html.ts';

export interface StackedTable {
  readonly caption: string;
  readonly hideCaption?: boolean | undefined;
  /** The names of the columns; the first is the row's own name. */
  readonly head: readonly [string, ...string[]];
  readonly rows: readonly (readonly Fragment[])[];
}

/** A table that becomes a list of labelled facts on a phone, so that nobody scrolls sideways. The first cell names its row. */
export function stackedTable({ caption, hideCaption = false, head, rows }: StackedTable): Html {
  return table({
    caption,
    captionClasses: hideCaption ? 'govuk-visually-hidden' : 'govuk-table__caption--m',
    classes: 'tp-table--stack',
    firstCellIsHeader: true,
    head: head.map((text) => ({ text })),
    rows: rows.map((row) =>
      row.map((cell, at) => {
        const shown = html`${cell}`;
        // On a phone a label without anything after it would ask a question.
        const isLabelled = at > 0 && shown.markup.trim() !== '';
        return { html: shown, attributes: isLabelled ? { 'data-label': head[at] ?? '' } : {} };
      }),
    ),
  });
}
