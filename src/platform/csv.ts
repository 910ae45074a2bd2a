/** A table as comma-separated text for a spreadsheet. A cell that a spreadsheet would take for a formula is only ever text. */
export function csv(head: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  // The mark at the beginning tells spreadsheets that letters beyond ASCII follow.
  return `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value: string | null): string {
  const text = /^[\s]*[=+\-@\t\r]/.test(value ?? '') ? `'${value}` : (value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
