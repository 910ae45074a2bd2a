import { createInflateRaw } from 'node:zlib';
import sax, { type SAXParser, type Tag } from 'sax';
import { breath, tableLimits, UnreadableTable, type TableRow, type TableSource } from './table-reading.ts';
import { zipMembers, zipStart, type ZipMember } from './zip.ts';

const mostMembers = 2000;
const pieceLength = 65_536;
const batchLength = 500;

/** A workbook, and the most that one part of it may be once it is unpacked. */
interface Packed {
  readonly content: Buffer;
  readonly mostUnpacked: number;
}

interface Heard {
  open?(tag: Tag): void;
  close?(name: string): void;
  text?(text: string): void;
}

/**
 * The rows of the first sheet of an .xlsx workbook that is shown. Every part is unpacked and read piece by piece and never
 * held whole; what a part unpacks to is counted, whatever the directory of the file says.
 */
export function workbookTable(content: Buffer, mostUnpacked: number = tableLimits.unpacked): TableSource {
  const bytes = { content, mostUnpacked };
  let isMerged = false;
  return {
    rows: () => rowsOf(bytes, () => void (isMerged = true)),
    remarks: () => (isMerged ? ['has-merged-cells'] : []),
  };
}

async function* rowsOf(bytes: Packed, noteMerged: () => void): AsyncGenerator<readonly TableRow[]> {
  const members = zipMembers(bytes.content, mostMembers);
  if (!members) throw new UnreadableTable('cannot-be-unpacked');
  const find = (path: string) => members.find(({ name }) => name.toLowerCase() === path.toLowerCase());
  const { sheet, startsIn1904 } = await firstSheet(bytes, find);
  const isDay = await dayStyles(bytes, find('xl/styles.xml'));
  const texts = await sharedTexts(bytes, find('xl/sharedStrings.xml'));
  yield* sheetRows(bytes, sheet, { isDay, texts, startsIn1904, noteMerged });
}

/** How many sheets, styles and the like a workbook may name; spreadsheets themselves stop before. */
const mostNames = 65_536;

async function firstSheet(bytes: Packed, find: (path: string) => ZipMember | undefined) {
  const book = find('xl/workbook.xml');
  if (!book) throw new UnreadableTable('is-no-table');
  let startsIn1904 = false;
  const shown: string[] = [];
  await hear(bytes, book, {
    open({ name, attributes }) {
      if (name === 'workbookPr') startsIn1904 = /^(1|true|on)$/.test(attributes['date1904'] ?? '');
      if (name === 'sheet' && shown.length < mostNames && !/hidden/i.test(attributes['state'] ?? ''))
        shown.push(attributes['r:id'] ?? '');
    },
  });
  const places = new Map<string, string>();
  const relations = find('xl/_rels/workbook.xml.rels');
  if (relations) {
    await hear(bytes, relations, {
      open({ name, attributes }) {
        if (name === 'Relationship' && places.size < mostNames)
          places.set(attributes['Id'] ?? '', attributes['Target'] ?? '');
      },
    });
  }
  for (const id of shown) {
    const target = places.get(id) ?? '';
    const sheet = find(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    if (sheet) return { sheet, startsIn1904 };
  }
  throw new UnreadableTable('has-no-sheet');
}

// The numbers of the formats that every workbook has and that show a day.
const isKnownDay = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58 && id !== 49);

/** Which styles of cells show a number as a day. */
async function dayStyles(bytes: Packed, styles: ZipMember | undefined): Promise<readonly boolean[]> {
  if (!styles) return [];
  const own = new Map<number, boolean>();
  const found: boolean[] = [];
  let isInside = false;
  await hear(bytes, styles, {
    open({ name, attributes }) {
      if (name === 'numFmt' && own.size < mostNames)
        own.set(Number(attributes['numFmtId']), showsDay(attributes['formatCode'] ?? ''));
      if (name === 'cellXfs') isInside = true;
      if (name !== 'xf' || !isInside || found.length > mostNames) return;
      const id = Number(attributes['numFmtId']);
      found.push(own.get(id) ?? isKnownDay(id));
    },
    close(name) {
      if (name === 'cellXfs') isInside = false;
    },
  });
  return found;
}

function showsDay(format: string): boolean {
  // A spreadsheet keeps no longer one.
  return /[dy]/i.test(format.slice(0, 255).replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|general/gi, ''));
}

/** The texts that cells point to, in order. How they sound in Japanese (rPh) is no part of them. */
async function sharedTexts(bytes: Packed, shared: ZipMember | undefined): Promise<Texts> {
  const texts = new Texts();
  if (!shared) return texts;
  let text = '';
  let isText = false;
  let isSound = false;
  await hear(bytes, shared, {
    open({ name }) {
      if (name === 'si') text = '';
      if (name === 'rPh') isSound = true;
      isText = name === 't' && !isSound;
    },
    text(piece) {
      if (isText && text.length < tableLimits.cell) text += piece;
    },
    close(name) {
      if (name === 't') isText = false;
      if (name === 'rPh') isSound = false;
      if (name !== 'si') return;
      texts.add(text.slice(0, tableLimits.cell).trim());
      if (texts.size > tableLimits.texts) throw new UnreadableTable('unpacks-to-too-much');
    },
  });
  return texts;
}

/** Texts, one after the other in one piece of memory: half a million texts apart are several times as much. */
class Texts {
  private bytes = Buffer.alloc(65_536);
  private ends = new Uint32Array(1024);
  private count = 0;
  private length = 0;

  add(text: string): void {
    const most = this.length + text.length * 3;
    if (most > this.bytes.length)
      this.bytes = Buffer.concat([this.bytes, Buffer.alloc(Math.max(this.bytes.length, most))]);
    this.length += this.bytes.write(text, this.length);
    if (this.count === this.ends.length) {
      const ends = new Uint32Array(this.count * 2);
      ends.set(this.ends);
      this.ends = ends;
    }
    this.ends[this.count] = this.length;
    this.count += 1;
  }

  /** About how much memory they take. */
  get size(): number {
    return this.length + this.count * 16;
  }

  at(place: number): string {
    if (!Number.isInteger(place) || place < 0 || place >= this.count) return '';
    return this.bytes.toString('utf8', place === 0 ? 0 : this.ends[place - 1], this.ends[place]);
  }
}

interface Reading {
  readonly isDay: readonly boolean[];
  readonly texts: Texts;
  readonly startsIn1904: boolean;
  noteMerged(): void;
}

async function* sheetRows(bytes: Packed, sheet: ZipMember, reading: Reading): AsyncGenerator<readonly TableRow[]> {
  let batch: TableRow[] = [];
  const ears = new Ears(sheetEars(reading, (row) => batch.push(row)));
  for await (const piece of unpacked(bytes, sheet)) {
    ears.hear(piece);
    if (batch.length < batchLength) continue;
    yield batch;
    batch = [];
  }
  ears.end();
  if (batch.length > 0) yield batch;
}

function sheetEars(reading: Reading, keep: (row: TableRow) => void): Heard {
  let number = 0;
  let kept = 0;
  let given = 0;
  let column = -1;
  let cells: string[] = [];
  let cell = { type: '', style: 0, value: '', isValue: false };
  return {
    open({ name, attributes }) {
      if (name === 'row') {
        number = numberAfter(number, attributes['r']);
        [column, cells] = [-1, []];
      } else if (name === 'c') {
        column = columnOf(attributes['r'] ?? '') ?? column + 1;
        cell = { type: attributes['t'] ?? '', style: Number(attributes['s'] ?? 0), value: '', isValue: false };
      } else if (name === 'v' || name === 't') cell.isValue = true;
      else if (name === 'mergeCell') reading.noteMerged();
    },
    text(text) {
      // A formula is text too; what it came to stands beside it, and that alone is read.
      if (cell.isValue && cell.value.length < tableLimits.cell) cell.value += text;
    },
    close(name) {
      if (name === 'v' || name === 't') cell.isValue = false;
      else if (name === 'c') {
        const text = textOf(cell, reading);
        if (text === '') return;
        if (column >= tableLimits.columns) throw new UnreadableTable('has-too-many-columns');
        // Many cells may point to one long text.
        given += text.length;
        if (given > tableLimits.texts) throw new UnreadableTable('unpacks-to-too-much');
        while (cells.length < column) cells.push('');
        cells[column] = text;
      } else if (name === 'row' && cells.length > 0) {
        kept += 1;
        if (kept > tableLimits.rows) throw new UnreadableTable('has-too-many-rows');
        keep({ number, cells });
      }
    },
  };
}

/** The number of a row, which says its own or comes after the one before. */
function numberAfter(last: number, said: string | undefined): number {
  const number = said === undefined ? last + 1 : Number(said);
  if (!Number.isInteger(number) || number <= last || number > mostRowNumber) throw new UnreadableTable('is-damaged');
  return number;
}

// As far down as a sheet goes.
const mostRowNumber = 1_048_576;

/** The place of a cell like `AB12`, from 0. */
function columnOf(name: string): number | undefined {
  const [letters] = /^[A-Z]{1,3}(?=\d)/.exec(name) ?? [];
  if (letters === undefined) return undefined;
  let at = 0;
  for (const letter of letters) at = at * 26 + letter.charCodeAt(0) - 64;
  return at - 1;
}

function textOf(
  { type, style, value }: { readonly type: string; readonly style: number; readonly value: string },
  { isDay, texts, startsIn1904 }: Reading,
): string {
  if (type === 's') return texts.at(Number(value));
  if (type === 'b') return value === '1' ? 'yes' : 'no';
  if (type === 'd') return value.slice(0, 10);
  if (type === 'inlineStr' || type === 'str' || type === 'e') return value.slice(0, tableLimits.cell).trim();
  if (value === '') return '';
  return isDay[style] === true ? dayOf(Number(value), startsIn1904) : plainNumber(value);
}

// Spreadsheets count days from the end of 1899, and believe that there was a 29 February 1900; some count from 1904.
function dayOf(serial: number, startsIn1904: boolean): string {
  const days = Math.floor(serial) + (startsIn1904 ? 1462 : 0);
  if (!Number.isFinite(days) || days < 1 || days > 2_958_465) return String(serial);
  const instant = new Date(Date.UTC(1899, 11, days < 60 ? 31 : 30));
  instant.setUTCDate(instant.getUTCDate() + days);
  return instant.toISOString().slice(0, 10);
}

// A phone number that a spreadsheet took for a number: 7.700900123E9.
function plainNumber(value: string): string {
  const number = Number(value);
  return /e/i.test(value) && Number.isSafeInteger(number) ? String(number) : value.trim();
}

async function hear(bytes: Packed, member: ZipMember, heard: Heard): Promise<void> {
  const ears = new Ears(heard);
  for await (const piece of unpacked(bytes, member)) ears.hear(piece);
  ears.end();
}

// A part may be written with or without a prefix before its names.
const bare = (name: string) => name.slice(name.indexOf(':') + 1);

const mostDepth = 64;
const mostAttributes = 256;

/** Tells what stands in a part, piece by piece. Entities that a file defines for itself are a fault, not text. */
class Ears {
  private readonly parser: SAXParser;
  private readonly decoder = new TextDecoder();
  private depth = 0;
  private named = 0;

  constructor({ open, close, text }: Heard) {
    this.parser = Object.assign(sax.parser(true, { position: false }), {
      onopentag: (tag: Tag) => {
        this.depth += 1;
        this.named = 0;
        // No part of a workbook goes as deep; what is open is held in memory.
        if (this.depth > mostDepth) throw new UnreadableTable('is-damaged');
        open?.({ ...tag, name: bare(tag.name) });
      },
      onclosetag: (name: string) => {
        this.depth -= 1;
        close?.(bare(name));
      },
      onattribute: () => {
        this.named += 1;
        if (this.named > mostAttributes) throw new UnreadableTable('is-damaged');
      },
      ontext: (piece: string) => text?.(piece),
      oncdata: (piece: string) => text?.(piece),
      onerror: () => {
        throw new UnreadableTable('is-damaged');
      },
    });
  }

  hear(piece: Buffer): void {
    this.parser.write(this.decoder.decode(piece, { stream: true }));
  }

  end(): void {
    this.parser.write(this.decoder.decode()).close();
  }
}

/** Unpacks a part piece by piece, with a breath after each. */
async function* unpacked(bytes: Packed, member: ZipMember): AsyncGenerator<Buffer> {
  // The directory may say less than there is, so it is counted too.
  let length = 0;
  if (member.size > bytes.mostUnpacked) throw new UnreadableTable('unpacks-to-too-much');
  for await (const piece of pieces(bytes.content, member)) {
    length += piece.length;
    if (length > bytes.mostUnpacked) throw new UnreadableTable('unpacks-to-too-much');
    yield piece;
    await breath();
  }
}

async function* pieces(bytes: Buffer, member: ZipMember): AsyncGenerator<Buffer> {
  const packed = zipStart(bytes, member);
  if (!packed) throw new UnreadableTable('cannot-be-unpacked');
  if (member.method === 0) {
    for (let at = 0; at < packed.length; at += pieceLength) yield packed.subarray(at, at + pieceLength);
    return;
  }
  if (member.method !== 8) throw new UnreadableTable('cannot-be-unpacked');
  const inflate = createInflateRaw({ chunkSize: pieceLength });
  inflate.end(packed);
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) yield piece;
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw new UnreadableTable('is-damaged');
    throw error;
  }
}
