import { deflateRawSync } from 'node:zlib';
import { takePeopleIn } from '#journey/listed/actions.ts';
import { readList } from '#journey/offer-list/actions.ts';
import { addAgencyTo } from '#service/agencies/actions.ts';
import type { AgencyId } from '#vocabulary/ids.ts';
import type { ListId } from '#vocabulary/offers.ts';
import type { Caller, House } from './house.ts';

/** An agency that sends lists. */
export async function anAgency(house: House, name = 'Northamptonshire Police'): Promise<AgencyId> {
  const decision = await house.actInService(house.staff.mia, (hand) => addAgencyTo(hand, { name, kind: 'police' }));
  if (!decision.ok) throw new Error('The agency was refused');
  return decision.value;
}

/** Sends a file as a list and answers with its id. */
export async function sendList(
  caller: Caller,
  agency: AgencyId,
  file: { readonly name: string; readonly bytes: Buffer },
  fields: Readonly<Record<string, string>> = {},
): Promise<ListId> {
  const sent = await caller.send('/lists/new', { agency, part: 'harmed', ...fields }, [file]);
  const id = /^\/lists\/([0-9a-f-]{36})$/.exec(sent.location ?? '')?.[1];
  if (id === undefined) throw new Error(`The list was not taken: ${errorsIn(sent.body)}`);
  return id as ListId;
}

/** The sentences of the error summary. */
export function errorsIn(body: string): string {
  const [, summary = ''] = /govuk-error-summary__list">([\s\S]*?)<\/ul>/.exec(body) ?? [];
  return summary.replaceAll(/<[^>]*>/g, ' ').trim();
}

/** Does what the worker does when its turn comes. */
export async function workerReads(house: House, listId: ListId): Promise<void> {
  await readList(readingOf(house), { serviceId: house.serviceId, listId });
}

/** What reading a list needs. */
export function readingOf({ ports }: House): Parameters<typeof readList>[0] {
  return { act: ports.act, files: ports.files, takePeopleIn };
}

/** Sends a list, chooses its columns and has it checked and taken in. */
export async function takenIn(
  house: House,
  caller: Caller,
  list: ListId,
  columns: Readonly<Record<string, string>>,
): Promise<void> {
  await caller.post(`/lists/${list}/columns`, columns);
  await workerReads(house, list);
  await caller.post(`/lists/${list}/take-in`);
  await workerReads(house, list);
}

/** A small .xlsx workbook of these parts. */
export function aWorkbook(parts: Readonly<Record<string, string>>): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(parts)) {
    const packed = deflateRawSync(Buffer.from(text));
    const title = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(Buffer.byteLength(text), 22);
    local.writeUInt16LE(title.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(Buffer.byteLength(text), 24);
    central.writeUInt16LE(title.length, 28);
    central.writeUInt32LE(at, 42);
    pieces.push(local, title, packed);
    directory.push(central, title);
    at += local.length + title.length + packed.length;
  }
  const names = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(parts).length, 8);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(names.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, names, end]);
}

/** A workbook of one sheet, whose rows are given as they are written in it. */
export function aSheet(
  rows: string,
  more: { readonly shared?: string; readonly is1904?: boolean; readonly after?: string } = {},
): Buffer {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  return aWorkbook({
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="r"><workbookPr${more.is1904 ? ' date1904="1"' : ''}/><sheets><sheet name="old" sheetId="1" state="hidden" r:id="rId9"/><sheet name="week" sheetId="2" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="165" formatCode="dd\\/mm\\/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${more.shared ?? ''}</sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${more.after ?? ''}</worksheet>`,
  });
}
