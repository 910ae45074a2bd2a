/** A row of a table that somebody sent: its number in the file, from 1, and its cells as texts. */
export interface TableRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** Why a table cannot be read any further. */
export type TableFault =
  | 'is-empty'
  | 'is-no-table'
  | 'is-an-older-workbook-or-locked'
  | 'cannot-be-unpacked'
  | 'unpacks-to-too-much'
  | 'is-damaged'
  | 'has-too-many-columns'
  | 'has-too-many-rows'
  | 'has-an-open-quote'
  | 'has-no-sheet';

/** What stops the reading of a table; the reason is for whoever sent it. */
export class UnreadableTable extends Error {
  readonly because: TableFault;

  constructor(because: TableFault) {
    super(because);
    this.because = because;
  }
}

/** How much of a table is read. */
export const tableLimits = {
  rows: 100_000,
  columns: 200,
  /** The longest text of one cell; what is longer is cut off here and refused by whoever reads it. */
  cell: 20_000,
  /** The most that a part of a workbook may be once it is unpacked, whatever its directory says. */
  unpacked: 128 * 1024 * 1024,
  /** The most that its texts may be in all. */
  texts: 64 * 1024 * 1024,
} as const;

/** Something seen in a table that its sender should know of. */
export type TableRemark = 'has-merged-cells' | 'has-more-sheets' | 'has-formulas-without-results';

/** A table that is read row by row: rows in batches, so that whoever reads can do other work between them. */
export interface TableSource {
  rows(): AsyncIterable<readonly TableRow[]>;
  /** The first rows alone, for which little is held in memory; long texts in them may be cut off. */
  head(most: number): Promise<readonly TableRow[]>;
  /** Known once all rows were read. */
  remarks(): readonly TableRemark[];
}

/** The first rows of many; the rest is not read. */
export async function firstOf(batches: AsyncIterable<readonly TableRow[]>, most: number): Promise<readonly TableRow[]> {
  const found: TableRow[] = [];
  for await (const batch of batches) {
    found.push(...batch.slice(0, most - found.length));
    if (found.length >= most) break;
  }
  return found;
}

/** The same batches, each read while whoever asked for the one before it still works on that. */
export async function* ahead<Batch>(batches: AsyncIterable<Batch>): AsyncGenerator<Batch> {
  const each = batches[Symbol.asyncIterator]();
  const begin = () => {
    const next = each.next();
    // Whoever asks for it hears what broke; until then it must not count as unhandled.
    next.catch(() => undefined);
    return next;
  };
  try {
    for (let next = await begin(); next.done !== true;) {
      const coming = begin();
      yield next.value;
      next = await coming;
    }
  } finally {
    await each.return?.();
  }
}

/** Lets whatever else waits go on: reading a long table is many small pieces of work. */
export function breath(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
