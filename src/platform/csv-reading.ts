import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { breath, tableLimits, UnreadableTable, type TableRow, type TableSource } from './table-reading.ts';

const pieceLength = 65_536;
const batchLength = 500;

/**
 * The rows of a text of separated values, however it was written: UTF-8, UTF-16 or Windows-1252; with commas, semicolons,
 * tabs or bars between. Spreadsheets write all of these.
 */
export function csvTable(bytes: Buffer): TableSource {
  return { rows: () => rowsOf(bytes), remarks: () => [] };
}

async function* rowsOf(bytes: Buffer): AsyncGenerator<readonly TableRow[]> {
  const { encoding, from } = encodingOf(bytes);
  const start = decode(bytes.subarray(from, from + pieceLength), encoding);
  if (hasControls(start)) throw new UnreadableTable('is-no-table');
  const { delimiter, skip } = delimiterOf(start);
  const parser = Readable.from(texts(bytes.subarray(from), encoding, skip)).pipe(
    parse({
      delimiter,
      // A quotation mark in the middle of a name is a part of it.
      relax_quotes: true,
      relax_column_count: true,
      max_record_size: 1_000_000,
    }),
  );
  let batch: TableRow[] = [];
  let last = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      // Numbered as a spreadsheet numbers them: an empty line counts, and a cell of several lines is one row.
      last += 1;
      const cells = cellsOf(record);
      if (cells.every((cell) => cell === '')) continue;
      if (last > tableLimits.rows) throw new UnreadableTable('has-too-many-rows');
      batch.push({ number: last, cells });
      if (batch.length < batchLength) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    throw error instanceof CsvError ? new UnreadableTable(faultOf(error)) : error;
  }
  if (batch.length > 0) yield batch;
}

function faultOf(error: CsvError): 'has-an-open-quote' | 'is-damaged' {
  // A quotation that nobody closes swallows everything that follows.
  return error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
    ? 'has-an-open-quote'
    : 'is-damaged';
}

// No text has them, and a database keeps none of the first.
const controls = /[^\P{Cc}\t\n\r]/gu;

function cellsOf(record: readonly string[]): readonly string[] {
  if (record.findLastIndex((cell) => cell.trim() !== '') >= tableLimits.columns)
    throw new UnreadableTable('has-too-many-columns');
  return record
    .slice(0, tableLimits.columns)
    .map((cell) => cell.slice(0, tableLimits.cell).replaceAll(controls, ' ').trim());
}

async function* texts(bytes: Buffer, encoding: string, skip: number): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: false });
  let left = skip;
  for (let at = 0; at < bytes.length; at += pieceLength) {
    const text = decoder.decode(bytes.subarray(at, at + pieceLength), { stream: true });
    const kept = text.slice(left);
    left = Math.max(0, left - text.length);
    if (kept !== '') yield kept;
    await breath();
  }
  yield decoder.decode();
}

function decode(bytes: Buffer, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes, { stream: true });
}

function encodingOf(bytes: Buffer): { readonly encoding: string; readonly from: number } {
  if (bytes.length === 0) throw new UnreadableTable('is-empty');
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', from: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', from: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', from: 2 };
  const start = bytes.subarray(0, 4000);
  // Letters of ours in UTF-16 are every other byte nothing, also where nobody wrote a mark at the beginning.
  const nothings = [0, 0];
  for (const [at, byte] of start.entries()) if (byte === 0) nothings[at % 2] = (nothings[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nothings;
  if (odd > start.length / 4 && even === 0) return { encoding: 'utf-16le', from: 0 };
  if (even > start.length / 4 && odd === 0) return { encoding: 'utf-16be', from: 0 };
  return { encoding: isUtf8(bytes) ? 'utf-8' : 'windows-1252', from: 0 };
}

function hasControls(text: string): boolean {
  return /[^\P{Cc}\t\n\r\f]/u.test(text);
}

/** What stands between the cells: whatever the first line has most of, outside quotation marks. */
function delimiterOf(start: string): { readonly delimiter: string; readonly skip: number } {
  const [whole, named] = /^sep=(.)\r?\n/i.exec(start) ?? [];
  if (whole !== undefined && named !== undefined) return { delimiter: named, skip: whole.length };
  const line = (/^[^\r\n]*/.exec(start.replaceAll(/"[^"]*"/g, '').trimStart()) ?? [''])[0];
  const counts = [',', ';', '\t', '|'].map((sign) => ({ sign, count: line.split(sign).length }));
  return { delimiter: counts.reduce((most, each) => (each.count > most.count ? each : most)).sign, skip: 0 };
}
