import { settingsTable } from '#config.ts';
import { outcome, type Outcome } from './outcome.ts';
import { textOf } from './tree.ts';

const guide = 'docs/guides/settings.md';

/** The table of settings that operators read is the one that the program follows. */
export async function settings(root: string, table: string = settingsTable()): Promise<Outcome> {
  const text = textOf(root, guide) ?? '';
  const rows = table.split('\n').filter((line) => line.startsWith('| `'));
  const lost = rows.filter((row) => !text.includes(`${row}\n`));
  const known = new Set(rows);
  const strange = text.split('\n').filter((line) => line.startsWith('| `') && !known.has(line));
  const problems = [
    ...lost.map((row) => `${guide} lacks this row of src/config.ts: ${row}`),
    ...strange.map((row) => `${guide} has a row that src/config.ts does not: ${row}`),
    ...(text.includes(table.trim()) || lost.length > 0 ? [] : [`${guide} does not hold the whole table in its order`]),
  ];
  return outcome(rows.length, problems, 'settings');
}
