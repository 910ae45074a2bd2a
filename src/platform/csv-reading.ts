import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { breath, firstOf, tableLimits, UnreadableTable, type TableRow, type TableSource } from './table-reading.ts';

const pieceLength = 65_536;
const batchLength = 500;
/** The longest row, in letters, and the most cells that a line may have, though they be empty. */
const mostOfARow = 1_000_000;
const mostCells = 20_000;
/** How far into a file its first rows are looked for. */
const headWithin = 2_000_000;

/**
 * The rows of a text of separated values, however it was written: UTF-8, UTF-16 or Windows-1252; with commas, semicolons,
 * tabs or bars between. Spreadsheets write all of these.
 */
export function csvTable(bytes: Buffer): TableSource {
  return {
    rows: () => rowsOf(bytes, { until: bytes.length, atOnce: batchLength }),
    head: (most) => firstOf(rowsOf(bytes, { until: headWithin, atOnce: most }), most),
    remarks: () => [],
  };
}

async function* rowsOf(
  bytes: Buffer,
  { until, atOnce }: { readonly until: number; readonly atOnce: number },
): AsyncGenerator<readonly TableRow[]> {
  const { encoding, from } = encodingOf(bytes);
  const start = decode(bytes.subarray(from, from + pieceLength), encoding);
  // Some systems call a page of the web a spreadsheet.
  if (hasControls(start) || /^\s*<(?:!doctype|\?xml|html|head|meta|table)\b/i.test(start))
    throw new UnreadableTable('is-no-table');
  const { delimiter, skip } = delimiterOf(start);
  const parser = parse({
    delimiter,
    // A quotation mark in the middle of a name is a part of it.
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: mostOfARow,
  });
  const source = Readable.from(inLines(texts(bytes.subarray(from, until), encoding, skip), delimiter));
  source.on('error', (error) => parser.destroy(error)).pipe(parser);
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
      if (batch.length < atOnce) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    throw error instanceof CsvError ? new UnreadableTable(faultOf(error)) : error;
  }
  if (batch.length > 0) yield batch;
}

function faultOf({ code }: CsvError): 'has-an-open-quote' | 'is-damaged' {
  // A quotation that nobody closes swallows everything that follows.
  return code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE' ? 'has-an-open-quote' : 'is-damaged';
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

/** The same texts; a line that never ends, or has cells without end, is no row: a reader would hold all of it. */
async function* inLines(pieces: AsyncIterable<string>, delimiter: string): AsyncGenerator<string> {
  const sign = delimiter.charCodeAt(0);
  let [letters, cells] = [0, 0];
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += 1) {
      const letter = piece.charCodeAt(at);
      if (letter === 10 || letter === 13) letters = cells = 0;
      else letters += 1;
      if (letter === sign) cells += 1;
      if (cells > mostCells) throw new UnreadableTable('has-too-many-columns');
      if (letters > mostOfARow) throw new UnreadableTable('is-no-table');
    }
    yield piece;
  }
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
  // Most signs of ours in UTF-16 are every other byte nothing, also where nobody wrote a mark at the beginning.
  const nothings = [0, 0];
  for (const [at, byte] of start.entries()) if (byte === 0) nothings[at % 2] = (nothings[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nothings;
  if (odd > start.length / 20 && even < odd / 4) return { encoding: 'utf-16le', from: 0 };
  if (even > start.length / 20 && odd < even / 4) return { encoding: 'utf-16be', from: 0 };
  return { encoding: isUtf8(bytes) || isMostlyUtf8(bytes) ? 'utf-8' : 'windows-1252', from: 0 };
}

const enoughSigns = 400;

/**
 * Whether a text that is no whole UTF-8 is so for most of its letters: one that was put together from two files, or cut
 * off in the middle. What is broken in it is shown as that, and not every other letter as two wrong ones.
 */
function isMostlyUtf8(bytes: Buffer): boolean {
  const decoder = new TextDecoder();
  const [whole, broken] = [/[^\0-\x7f\ufffd]/gu, /\ufffd/gu];
  let [good, bad] = [0, 0];
  for (let at = 0; at < bytes.length && good + bad < enoughSigns; at += pieceLength) {
    const text = decoder.decode(bytes.subarray(at, at + pieceLength), { stream: true });
    good += text.match(whole)?.length ?? 0;
    bad += text.match(broken)?.length ?? 0;
  }
  return good > bad;
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
