import { createInflateRaw } from 'node:zlib';
import sax, { type SAXParser, type Tag } from 'sax';
import {
  breath,
  firstOf,
  tableLimits,
  UnreadableTable,
  type TableRemark,
  type TableRow,
  type TableSource,
} from './table-reading.ts';
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
  const remarks = new Set<TableRemark>();
  const note = (remark: TableRemark) => void remarks.add(remark);
  return {
    rows: () => rowsOf(bytes, note),
    head: (most) => headOf(bytes, most),
    remarks: () => [...remarks],
  };
}

type Note = (remark: TableRemark) => void;

async function* rowsOf(bytes: Packed, note: Note): AsyncGenerator<readonly TableRow[]> {
  const { sheet, shared, ...how } = await openBook(bytes, note);
  const texts = await sharedTexts(bytes, shared);
  yield* sheetRows(bytes, sheet, { ...how, texts, note });
}

/** So many rows are looked through for the first that say something, so far into the sheet; and so much of a text is kept of them. */
const headWithin = { rows: 200, unpacked: 16 * 1024 * 1024, text: 1000 };

/**
 * The first rows, without all the texts of the book: which texts those rows point to is found out first, and then those alone
 * are kept, up to the last of them.
 */
async function headOf(bytes: Packed, most: number): Promise<readonly TableRow[]> {
  const { sheet, shared, ...how } = await openBook(bytes, () => undefined);
  const looked = (texts: Pick<Texts, 'at'>) =>
    firstOf(sheetRows(bytes, sheet, { ...how, texts, note: () => undefined }, headWithin.unpacked), headWithin.rows);
  const pointedTo = new Set<number>();
  await looked({ at: (place) => (pointedTo.add(place), 'a text') });
  // A text may be empty, and a row of such says nothing.
  return (await looked(await chosenTexts(bytes, shared, pointedTo))).slice(0, most);
}

async function openBook(bytes: Packed, note: Note) {
  const members = zipMembers(bytes.content, mostMembers);
  if (!members) throw new UnreadableTable('cannot-be-unpacked');
  if (members.some(({ isLocked }) => isLocked)) throw new UnreadableTable('is-an-older-workbook-or-locked');
  const find = (path: string) => members.find(({ name }) => name.toLowerCase() === path.toLowerCase());
  const { sheet, startsIn1904 } = await firstSheet(bytes, find, note);
  const isDay = await dayStyles(bytes, find('xl/styles.xml'));
  return { sheet, shared: find('xl/sharedStrings.xml'), isDay, startsIn1904 };
}

/** How many sheets, styles and the like a workbook may name; spreadsheets themselves stop before. */
const mostNames = 65_536;

type Find = (path: string) => ZipMember | undefined;

async function firstSheet(bytes: Packed, find: Find, note: Note) {
  const book = find('xl/workbook.xml');
  if (!book) throw new UnreadableTable('is-no-table');
  let startsIn1904 = false;
  const shown: string[] = [];
  await hear(bytes, book, {
    open({ name, attributes }) {
      if (name === 'workbookPr') startsIn1904 = /^(1|true|on)$/.test(attributes['date1904'] ?? '');
      if (name === 'sheet' && shown.length < mostNames && !/hidden/i.test(attributes['state'] ?? ''))
        shown.push(relationOf(attributes));
    },
  });
  const places = await placesOf(bytes, find('xl/_rels/workbook.xml.rels'));
  const sheets = shown.flatMap((id) => {
    const target = places.get(id) ?? '';
    return find(target.startsWith('/') ? target.slice(1) : `xl/${target}`) ?? [];
  });
  const [sheet, ...others] = sheets;
  if (!sheet) throw new UnreadableTable('has-no-sheet');
  for (const other of others.slice(0, mostOthers)) if (await saysSomething(bytes, other)) note('has-more-sheets');
  return { sheet, startsIn1904 };
}

// Whoever writes a workbook chooses what stands before the name.
function relationOf(attributes: Tag['attributes']): string {
  return Object.entries(attributes).find(([name]) => /^[^:]+:id$/i.test(name))?.[1] ?? '';
}

async function placesOf(bytes: Packed, relations: ZipMember | undefined): Promise<ReadonlyMap<string, string>> {
  const places = new Map<string, string>();
  if (!relations) return places;
  await hear(bytes, relations, {
    open({ name, attributes }) {
      // A sheet that is a picture of figures and no table is of another kind.
      if (
        name === 'Relationship' &&
        places.size < mostNames &&
        !/(chart|dialog|macro)sheet$/i.test(attributes['Type'] ?? '')
      )
        places.set(attributes['Id'] ?? '', (attributes['Target'] ?? '').replace(/^\.\//, ''));
    },
  });
  return places;
}

/** Sheets after the first are looked into, so many and so far, only to say that they are not read. */
const mostOthers = 20;
const mostPiecesOfOthers = 16;

async function saysSomething(bytes: Packed, sheet: ZipMember): Promise<boolean> {
  let found = false;
  let pieces = 0;
  const open = ({ name }: Tag) => void (found ||= name === 'v' || name === 't');
  await hear(bytes, sheet, { open }, () => found || (pieces += 1) >= mostPiecesOfOthers).catch((error: unknown) => {
    // It is not the sheet that is read.
    if (!(error instanceof UnreadableTable)) throw error;
  });
  return found;
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

/** The texts that cells point to, in order. */
async function sharedTexts(bytes: Packed, shared: ZipMember | undefined): Promise<Texts> {
  const texts = new Texts();
  if (!shared) return texts;
  const keep = (text: string) => {
    texts.add(text);
    if (texts.size > tableLimits.texts) throw new UnreadableTable('unpacks-to-too-much');
  };
  await hear(bytes, shared, textEars(keep));
  return texts;
}

/** Some of the texts, by their places: reading ends after the last of them. Long ones are cut off. */
async function chosenTexts(
  bytes: Packed,
  shared: ZipMember | undefined,
  chosen: ReadonlySet<number>,
): Promise<Pick<Texts, 'at'>> {
  const texts = new Map<number, string>();
  let [place, size] = [0, 0];
  const keep = (text: string) => {
    if (chosen.has(place)) texts.set(place, text.slice(0, headWithin.text));
    place += 1;
    size += text.length + 16;
    if (size > tableLimits.texts) throw new UnreadableTable('unpacks-to-too-much');
  };
  const wanted = [...chosen].filter((each) => Number.isInteger(each) && each >= 0);
  const last = wanted.reduce((most, each) => Math.max(most, each), -1);
  if (shared && last >= 0) await hear(bytes, shared, textEars(keep), () => place > last);
  return { at: (at) => texts.get(at) ?? '' };
}

// How a text sounds in Japanese (rPh) is no part of it.
function textEars(keep: (text: string) => void): Heard {
  let text = '';
  let isText = false;
  let isSound = false;
  return {
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
      if (name === 'si') keep(text.slice(0, tableLimits.cell).trim());
    },
  };
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
  readonly texts: Pick<Texts, 'at'>;
  readonly startsIn1904: boolean;
  readonly note: Note;
}

async function* sheetRows(
  bytes: Packed,
  sheet: ZipMember,
  reading: Reading,
  until = Number.POSITIVE_INFINITY,
): AsyncGenerator<readonly TableRow[]> {
  let batch: TableRow[] = [];
  const ears = new Ears(sheetEars(reading, (row) => batch.push(row)));
  let length = 0;
  for await (const piece of unpacked(bytes, sheet)) {
    ears.hear(piece);
    length += piece.length;
    if (length > until) break;
    if (batch.length < batchLength) continue;
    yield batch;
    batch = [];
  }
  if (length <= until) ears.end();
  if (batch.length > 0) yield batch;
}

function sheetEars(reading: Reading, keep: (row: TableRow) => void): Heard {
  let number = 0;
  let kept = 0;
  let given = 0;
  let column = -1;
  let cells: string[] = [];
  let cell = { type: '', style: 0, value: '', isValue: false, hasFormula: false, hasResult: false };
  return {
    open({ name, attributes }) {
      if (name === 'row') {
        number = numberAfter(number, attributes['r']);
        [column, cells] = [-1, []];
      } else if (name === 'c') {
        column = columnOf(attributes['r'] ?? '') ?? column + 1;
        const [type, style] = [attributes['t'] ?? '', Number(attributes['s'] ?? 0)];
        cell = { type, style, value: '', isValue: false, hasFormula: false, hasResult: false };
      } else if (name === 'v' || name === 't') cell.isValue = cell.hasResult = true;
      else if (name === 'f') cell.hasFormula = true;
      else if (name === 'mergeCell') reading.note('has-merged-cells');
    },
    text(text) {
      // A formula is text too; what it came to stands beside it, and that alone is read.
      if (cell.isValue && cell.value.length < tableLimits.cell) cell.value += text;
    },
    close(name) {
      if (name === 'v' || name === 't') cell.isValue = false;
      else if (name === 'c') {
        // What no spreadsheet has worked out yet stands nowhere.
        if (cell.hasFormula && !cell.hasResult) reading.note('has-formulas-without-results');
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

/** Tells what stands in a part, to its end or until it is enough. */
async function hear(bytes: Packed, member: ZipMember, heard: Heard, isEnough = () => false): Promise<void> {
  const ears = new Ears(heard);
  for await (const piece of unpacked(bytes, member)) {
    ears.hear(piece);
    if (isEnough()) return;
  }
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
      position: 0,
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
    const text = this.decoder.decode(piece, { stream: true });
    // By its place it tells, after each piece, whether it holds too much: long texts are told in parts, and a name, a remark or
    // what stands in quotation marks that does not end is a fault. It does not count for itself where nobody asks for lines.
    this.parser.position += text.length;
    this.parser.write(text);
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
