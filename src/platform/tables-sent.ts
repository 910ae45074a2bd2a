import { fileTypeFromBuffer } from 'file-type';
import { csvTable } from './csv-reading.ts';
import { UnreadableTable, type TableSource } from './table-reading.ts';
import { workbookTable } from './workbook-reading.ts';

/** What a table that somebody sent is, by what stands in it and whatever its name says, and how its rows are read. */
export async function tableIn(bytes: Buffer): Promise<{ readonly kind: 'csv' | 'xlsx'; readonly source: TableSource }> {
  if (bytes.length === 0) throw new UnreadableTable('is-empty');
  if (bytes.toString('latin1', 0, 2) === 'PK') return { kind: 'xlsx', source: workbookTable(bytes) };
  const found = await fileTypeFromBuffer(bytes);
  if (found?.ext === 'cfb') throw new UnreadableTable('is-an-older-workbook-or-locked');
  if (found !== undefined && found.mime !== 'text/plain') throw new UnreadableTable('is-no-table');
  return { kind: 'csv', source: csvTable(bytes) };
}
