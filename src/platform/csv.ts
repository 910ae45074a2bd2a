type Row = readonly (string | null)[];

// The mark at the beginning tells spreadsheets that letters beyond ASCII follow.
const mark = '\uFEFF';

/** A table as comma-separated text for a spreadsheet. A cell that a spreadsheet would take for a formula is only ever text. */
export function csv(head: readonly string[], rows: readonly Row[]): string {
  return mark + lines([head, ...rows]);
}

/** The same piece by piece, for a table that is longer than anybody holds at once. */
export async function* csvPieces(
  head: readonly string[],
  batches: AsyncIterable<readonly Row[]>,
): AsyncGenerator<string> {
  yield mark + lines([head]);
  for await (const rows of batches) yield lines(rows);
}

function lines(rows: readonly Row[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | null): string {
  const text = /^[\s]*[=+\-@\t\r]/.test(value ?? '') ? `'${value}` : (value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
