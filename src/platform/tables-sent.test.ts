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
    'UTF-16, the other way, without a mark': swapped(utf16(text)),
    'Windows-1252': cp1252,
    semicolons: Buffer.from('Name;Town\nZoë O’Brien;Møre'),
    tabs: Buffer.from('Name\tTown\nZoë O’Brien\tMøre'),
    'a line that says which': Buffer.from('sep=|\r\nName|Town\r\nZoë O’Brien|Møre'),
  }))
    assert.deepEqual(await cellsOf(bytes), table, name);
});

test('UTF-16 without a mark is known also where letters of its words end in nothing', async () => {
  const text = 'Imię,Miasto\r\nĀgnė Čžš,Łódź\r\nŻaneta Ā,Łódź\r\n';
  for (const bytes of [utf16(text), swapped(utf16(text))])
    assert.deepEqual((await cellsOf(bytes)).at(-1), ['Żaneta Ā', 'Łódź']);
});

test('what is UTF-8 but for a broken letter stays so, and the broken one is seen to be', async () => {
  const mixed = Buffer.concat([Buffer.from('Name,x\nZoë,Møre\n'), Buffer.from('Jos\u00e9,x\n', 'latin1')]);
  assert.deepEqual(await cellsOf(mixed), [
    ['Name', 'x'],
    ['Zoë', 'Møre'],
    ['Jos\uFFFD', 'x'],
  ]);
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

test('of a workbook the first sheet of rows that is shown is read, and whoever sent it is told of what is not', async () => {
  const named = (...names: readonly string[]) =>
    `<worksheet><sheetData><row r="1">${names.map((name) => `<c t="inlineStr"><is><t>${name}</t></is></c>`).join('')}</row></sheetData></worksheet>`;
  const places = [
    ['old', 'state="hidden"', 'worksheet', 'worksheets/sheet1.xml'],
    ['older', 'state="veryHidden"', 'worksheet', 'worksheets/sheet1.xml'],
    ['🙂 figures', '', 'chartsheet', 'chartsheets/sheet1.xml'],
    ['🙂 week', '', 'worksheet', './worksheets/sheet2.xml'],
    ['empty', '', 'worksheet', '/xl/worksheets/sheet4.xml'],
    ['next week', '', 'worksheet', '/xl/worksheets/sheet3.xml'],
  ] as const;
  const book = (count: number) =>
    aWorkbook({
      // What stands before the name of the relation is for whoever writes the book.
      'xl/workbook.xml': `<workbook xmlns:q="r"><sheets>${places
        .slice(0, count)
        .map(([name, state], at) => `<sheet name="${name}" ${state} q:id="id${at}"/>`)
        .join('')}</sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships>${places.map(([, , kind, target], at) => `<Relationship Id="id${at}" Type="http://x/relationships/${kind}" Target="${target}"/>`).join('')}</Relationships>`,
      'xl/worksheets/sheet1.xml': named('Hidden', 'x'),
      'xl/chartsheets/sheet1.xml': '<chartsheet/>',
      'xl/worksheets/sheet2.xml': named('Name', 'DOB'),
      'xl/worksheets/sheet3.xml': named('Second'),
      'xl/worksheets/sheet4.xml': '<worksheet><sheetData><row r="1"/></sheetData></worksheet>',
    });
  const remarksOf = async (bytes: Buffer) => {
    const { source } = await tableIn(bytes);
    for await (const rows of source.rows()) assert.deepEqual(rows[0]?.cells, ['Name', 'DOB']);
    return source.remarks();
  };
  assert.deepEqual(await remarksOf(book(5)), [], 'an empty sheet more is nothing to tell of');
  assert.deepEqual(await remarksOf(book(6)), ['has-more-sheets']);
  assert.equal(await faultOf(book(3)), 'has-no-sheet');
  const unworked = aSheet(
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>DOB</t></is></c></row><row r="2"><c r="A2"><f>B1</f></c><c r="B2" t="str"><f>""</f><v></v></c></row>',
  );
  assert.deepEqual(await remarksOf(unworked), ['has-formulas-without-results']);
});

test('the first rows are read alone, with no more texts of the book than they point to', async () => {
  const shared = ['last', 'Name', '', 'Moira', ...Array.from({ length: 2000 }, (_, at) => `x${at}`)]
    .map((text) => `<si><t>${text}</t></si>`)
    .join('');
  const cells = (...places: readonly (number | string)[]) =>
    `<row>${places.map((place) => `<c t="s"><v>${place}</v></c>`).join('')}</row>`;
  // The rest of the book breaks off, and nobody looks so far.
  const sheet = cells(2, 2) + cells(1, 0) + cells(3, 99_999) + cells(4, 'x') + cells(3, 2000) + cells(5).repeat(5000);
  const { source } = await tableIn(aSheet(`${sheet}</damaged>`, { shared }));
  assert.deepEqual(await source.head(4), [
    { number: 2, cells: ['Name', 'last'] },
    { number: 3, cells: ['Moira'] },
    { number: 4, cells: ['x0'] },
    { number: 5, cells: ['Moira', 'x1996'] },
  ]);
  const text = await tableIn(Buffer.from(`Name,x\n${'Moira,y\n'.repeat(2000)}"never closed`));
  assert.deepEqual(
    (await text.source.head(2)).map((row) => row.cells),
    [
      ['Name', 'x'],
      ['Moira', 'y'],
    ],
  );
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
  assert.equal(await faultOf(Buffer.from('<html><table><tr><td>Name</td></tr></table></html>')), 'is-no-table');
  assert.equal(await faultOf(aWorkbook({ 'Index/Document.iwa': 'x', 'preview.jpg': 'x' })), 'is-no-table', '.numbers');
  assert.equal(await faultOf(aWorkbook({ 'xl/workbook.bin': 'x' })), 'is-no-table', '.xlsb');
  const older = Buffer.from('d0cf11e0a1b11ae1'.padEnd(2000, '0'), 'hex');
  assert.equal(await faultOf(older), 'is-an-older-workbook-or-locked');
  const locked = aSheet('<row r="1"><c r="A1"><v>1</v></c></row>');
  const mark = locked.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  locked.writeUInt16LE(1, mark + 8);
  assert.equal(await faultOf(locked), 'is-an-older-workbook-or-locked');
});

test('a quotation, a line or cells without an end are no row, and are not held', async () => {
  assert.equal(await faultOf(Buffer.from(`Name,x\n"Moira,1\n${'row,2\n'.repeat(300_000)}`)), 'has-an-open-quote');
  assert.equal(await faultOf(Buffer.from(`Name,x\n${'abc '.repeat(300_000)}`)), 'is-no-table');
  assert.equal(await faultOf(Buffer.from(`Name,x\n${','.repeat(2_000_000)}`)), 'has-too-many-columns');
  assert.equal(await faultOf(Buffer.from('"'.repeat(2_000_000))), 'is-no-table');
});

test('what does not end inside of a sheet is not held until it does', async () => {
  const long = 'x'.repeat(1_000_000);
  for (const endless of [
    `<row r="1" a="${long}"/>`,
    `<!--${long}-->`,
    `<${long}/>`,
    `<row>&${long};</row>`,
    `<?x ${long}?>`,
  ])
    assert.equal(await faultOf(aSheet(endless)), 'is-damaged', endless.slice(0, 12));
  const row = (text: string) => `<row r="1"><c r="A1" t="str"><v>${text}</v></c></row>`;
  for (const text of [long, `<![CDATA[${long}]]>`])
    assert.deepEqual(await cellsOf(aSheet(row(text))), [['x'.repeat(20_000)]]);
  assert.deepEqual(await cellsOf(aSheet(' '.repeat(1_000_000) + row('Moira'))), [['Moira']]);
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
