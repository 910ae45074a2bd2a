import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aSheet, aWorkbook } from '../../test/support/lists.ts';
import { UnreadableTable, type TableRow } from './table-reading.ts';
import { tableIn } from './tables-sent.ts';
import { workbookTable } from './workbook-reading.ts';

async function read(bytes: Buffer): Promise<readonly TableRow[]> {
  const rows: TableRow[] = [];
  const { source } = await tableIn(bytes);
  for await (const batch of source.rows()) rows.push(...batch);
  return rows;
}
const cellsOf = async (bytes: Buffer) => (await read(bytes)).map(({ cells }) => cells);
const faultOf = (bytes: Buffer) =>
  read(bytes).then(
    () => undefined,
    (error: unknown) => (error instanceof UnreadableTable ? error.because : error),
  );

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();

test('a text of separated values is read however it was written', async () => {
  const table = [
    ['Name', 'Town'],
    ['Zoë O’Brien', 'Møre'],
  ];
  const text = 'Name,Town\r\nZoë O’Brien,Møre\r\n';
  const cp1252 = Buffer.from('Name,Town\r\nZo\u00eb O\u0092Brien,M\u00f8re', 'latin1');
  for (const [name, bytes] of Object.entries({
    'UTF-8': Buffer.from(text),
    'UTF-8 with a mark': Buffer.from(`\uFEFF${text}`),
    'UTF-16': utf16(`\uFEFF${text}`),
    'UTF-16, the other way': swapped(utf16(`\uFEFF${text}`)),
    'UTF-16 without a mark': utf16(text),
    'Windows-1252': cp1252,
    semicolons: Buffer.from('Name;Town\nZoë O’Brien;Møre'),
    tabs: Buffer.from('Name\tTown\nZoë O’Brien\tMøre'),
    'a line that says which': Buffer.from('sep=|\r\nName|Town\r\nZoë O’Brien|Møre'),
  }))
    assert.deepEqual(await cellsOf(bytes), table, name);
});

test('quotations, cells of several lines, empty lines and ragged rows keep their numbers', async () => {
  const rows = await read(Buffer.from('a,b\n"one\ntwo","say ""hello"""\n\nSam "Sammy" Lee,x,y\n'));
  assert.deepEqual(rows, [
    { number: 1, cells: ['a', 'b'] },
    { number: 2, cells: ['one\ntwo', 'say "hello"'] },
    { number: 4, cells: ['Sam "Sammy" Lee', 'x', 'y'] },
  ]);
});

test('a letter of several bytes on the edge of a piece stays whole', async () => {
  const name = 'é'.repeat(40_000);
  const [, row] = await cellsOf(Buffer.from(`Name,x\n1${name.slice(0, 19_000)},${name.slice(0, 19_999)}\n`));
  assert.equal(row?.[1], name.slice(0, 19_999));
});

test('a sheet is read: texts, numbers, days of both beginnings, formulas by what they came to', async () => {
  const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Born</t></is></c></row>
    <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>26001</v></c><c r="D3"><f>1+1</f><v>2</v></c><c r="E3"><v>7.700900123E9</v></c><c r="F3" t="str"><f>A1&amp;"x"</f><v>Mox</v></c><c r="G3" t="b"><v>1</v></c></row>
    <row r="4"><c r="B4" s="2"><v>59</v></c></row>`;
  const shared = '<si><t>Name</t></si><si><r><t>Moira </t></r><r><t>Kettering</t></r><rPh><t>sound</t></rPh></si>';
  assert.deepEqual(await read(aSheet(rows, { shared })), [
    { number: 1, cells: ['Name', 'Born'] },
    { number: 3, cells: ['Moira Kettering', '1971-03-09', '', '2', '7700900123', 'Mox', 'yes'] },
    { number: 4, cells: ['', '1900-02-28'] },
  ]);
  const [row] = await cellsOf(aSheet('<row r="1"><c r="A1" s="1"><v>24539</v></c></row>', { is1904: true }));
  assert.deepEqual(row, ['1971-03-09']);
});

test('merged cells are remarked on', async () => {
  const { source } = await tableIn(
    aSheet('<row r="1"><c r="A1"><v>1</v></c></row>', { after: '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>' }),
  );
  for await (const rows of source.rows()) assert.equal(rows.length, 1);
  assert.deepEqual(source.remarks(), ['has-merged-cells']);
});

test('ten thousand columns, bombs, tricks and damage end in a reason', async () => {
  const wide = Array.from({ length: 10_000 }, (_, at) => `c${at}`).join(',');
  assert.equal(await faultOf(Buffer.from(`${wide}\n${wide}`)), 'has-too-many-columns');
  assert.equal(await faultOf(aSheet('<row r="1"><c r="NTP1"><v>1</v></c></row>')), 'has-too-many-columns');
  assert.deepEqual(await cellsOf(Buffer.from(`a,b${','.repeat(10_000)}\n1,2`)), [
    ['a', 'b', ...Array.from({ length: 198 }, () => '')],
    ['1', '2'],
  ]);
  assert.equal(
    await faultOf(aSheet('<row r="1"><c r="A1" t="inlineStr"><is><t>&lol;</t></is></c></row>')),
    'is-damaged',
  );
  assert.equal(
    await faultOf(aWorkbook({ 'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook><sheets/></workbook>' })),
    'has-no-sheet',
  );
  assert.equal(await faultOf(aWorkbook({ 'word/document.xml': '<x/>' })), 'is-no-table');
  assert.equal(await faultOf(aSheet('<row r="1"><c r="A1">')), 'is-damaged');
  assert.equal(await faultOf(Buffer.from('PK')), 'cannot-be-unpacked');
  assert.equal(await faultOf(Buffer.from('%PDF-1.7 and so on')), 'is-no-table');
  assert.equal(await faultOf(Buffer.from([1, 2, 3, 4, 5, 6, 7, 8])), 'is-no-table');
});

test('what would hold up or fill the process, or name a row twice, ends in a reason', async () => {
  assert.equal(await faultOf(aSheet('<a>'.repeat(100) + '</a>'.repeat(100))), 'is-damaged');
  const many = Array.from({ length: 300 }, (_, at) => `a${at}="1"`).join(' ');
  assert.equal(await faultOf(aSheet(`<row r="1" ${many}><c r="A1"><v>1</v></c></row>`)), 'is-damaged');
  const row = (number: string) => `<row r="${number}"><c r="A1"><v>1</v></c></row>`;
  for (const number of ['abc', '0', '-1', '1.5', '9e9', ''])
    assert.equal(await faultOf(aSheet(row(number))), 'is-damaged', number);
  assert.equal(await faultOf(aSheet(row('2') + row('2'))), 'is-damaged');
  const shared = `<si><t>${'x'.repeat(20_000)}</t></si>`;
  const pointing = `<row>${'<c t="s"><v>0</v></c>'.repeat(200)}</row>`.repeat(20);
  assert.equal(await faultOf(aSheet(pointing, { shared })), 'unpacks-to-too-much');
  assert.deepEqual(
    await cellsOf(Buffer.from(`Name,Town\n${'x,y\n'.repeat(20_000)}a\u0000b,c\n`)).then((rows) => rows.at(-1)),
    ['a b', 'c'],
  );
});

test('a part that unpacks to more than it may be is left off, also where its directory lies', async () => {
  const bomb = aSheet(`<row r="1"><c r="A1"><v>1</v></c></row>${' '.repeat(3 * 1024 * 1024)}`);
  assert.ok(bomb.length < 10_000);
  const readingUpTo = async (bytes: Buffer, most: number) => {
    for await (const rows of workbookTable(bytes, most).rows()) assert.equal(rows.length, 1);
  };
  const isTooMuch = (error: unknown) => error instanceof UnreadableTable && error.because === 'unpacks-to-too-much';
  await assert.rejects(readingUpTo(bomb, 1024 * 1024), isTooMuch);
  const told = bomb.lastIndexOf(Buffer.from('xl/worksheets/sheet1.xml')) - 46 + 24;
  bomb.writeUInt32LE(100, told);
  await assert.rejects(readingUpTo(bomb, 1024 * 1024), isTooMuch);
  await readingUpTo(bomb, 4 * 1024 * 1024);
});
