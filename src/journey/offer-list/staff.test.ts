import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql, type Query } from '#platform/sql.ts';
import { aHouse } from '../../../test/support/house.ts';
import { aSheet, anAgency, errorsIn, readingOf, sendList, takenIn, workerReads } from '../../../test/support/lists.ts';
import { letListsGo, readList } from './actions.ts';
import { enqueueUnfinishedLists } from './store.ts';

const house = await aHouse();
const agency = await anAgency(house);
const amara = await house.asStaff(house.staff.amara);
const named = { 'column-full-name': '0', 'column-date-of-birth': '1', 'column-phone': '2', 'column-reference': '3' };

const csv = (...rows: readonly string[]) => ({
  name: 'week 46.csv',
  bytes: Buffer.from(['Name,DOB,Mobile,Crime number', ...rows].join('\r\n')),
});

async function peopleOf(list: string): Promise<number> {
  const row = await house.readAsStaff(house.staff.amara, (db) =>
    db.row(sql<{ count: number }>`select count(*)::int as count from app.listed_people where list_id = ${list}`),
  );
  return row?.count ?? 0;
}

test('a list is looked at, checked and taken in; columns are remembered for its agency', async () => {
  const list = await sendList(
    amara,
    agency,
    csv(
      'Moira Kettering,09/03/1971,01604 496 0123,A1',
      'Ted Weedon,31/02/1980,,A2',
      'KETTERING Moira,9 March 1971,,A1',
    ),
    { ways: 'call' },
  );
  const choosing = await amara.get(`/lists/${list}`);
  assert.match(choosing.body, /<option value="0" selected>Name \(Moira Kettering\)/);
  assert.match(choosing.body, /<option value="1" selected>DOB/);
  const without = await amara.post(`/lists/${list}/columns`, { 'column-phone': '2' });
  assert.equal(without.status, 422);
  assert.match(errorsIn(without.body), /Choose the column with the name/);

  assert.equal((await amara.post(`/lists/${list}/columns`, named)).status, 303);
  assert.match((await amara.get(`/lists/${list}`)).body, /We are checking the list/);
  await workerReads(house, list);
  const checked = (await amara.get(`/lists/${list}`)).body;
  assert.match(checked, /Take in 1 person/);
  assert.match(checked, /Row 3 \(Ted Weedon\): The date of birth is not a day we can read/);
  assert.match(checked, /Row 4 \(KETTERING Moira\): The same person is in a row before this one \(row 2\)/);
  assert.equal(await peopleOf(list), 0, 'nobody is taken in by a check');

  await amara.post(`/lists/${list}/take-in`);
  await workerReads(house, list);
  assert.match((await amara.get(`/lists/${list}`)).body, /It was taken in on/);
  assert.equal(await peopleOf(list), 1);
  const file = await amara.get(`/lists/${list}/rows-left-out`);
  assert.match(String(file.headers['content-disposition']), /rows-left-out-.*\.csv/);
  assert.match(file.body, /\r\n3,"?The date of birth is not a day[^\r\n]*,Ted Weedon,31\/02\/1980,,A2\r\n/);

  const later = await sendList(amara, agency, {
    name: 'b.csv',
    bytes: Buffer.from(
      'Mobile;Crime number;Name;DOB\n07700900111;A9;Ann Rushden;1990-01-02\n;A1;Moira Kettering;09/03/1971',
    ),
  });
  const body = (await amara.get(`/lists/${later}`)).body;
  assert.match(body, /As it was chosen for this agency the last time/);
  assert.match(body, /<option value="2" selected>Name/);
  await amara.post(`/lists/${later}/columns`, {
    'column-full-name': '2',
    'column-date-of-birth': '3',
    'column-phone': '0',
    'column-reference': '1',
  });
  await workerReads(house, later);
  assert.match(
    (await amara.get(`/lists/${later}`)).body,
    /Row 3 \(Moira Kettering\): The same person came with an earlier list/,
  );
});

test('an odd column that was chosen once is chosen the next time, for that agency and no other', async () => {
  const odd = () => ({ name: 'odd.csv', bytes: Buffer.from('Ref,Subject,Name\nQ1,Odd Irthlingborough,Desk 4') });
  const [theirs, others] = [await anAgency(house, 'Youth team'), await anAgency(house, 'Housing team')];
  const first = await sendList(amara, theirs, odd());
  assert.match((await amara.get(`/lists/${first}`)).body, /<option value="2" selected>Name/);
  assert.equal((await amara.post(`/lists/${first}/columns`, { 'column-full-name': '1' })).status, 303);
  await workerReads(house, first);
  const chosen = async (agencyId: typeof theirs) =>
    (await amara.get(`/lists/${await sendList(amara, agencyId, odd())}`)).body;
  const again = await chosen(theirs);
  assert.match(again, /As it was chosen for this agency the last time/);
  assert.match(again, /<option value="1" selected>Subject/);
  assert.doesNotMatch(again, /<option value="2" selected>Name/);
  const elsewhere = await chosen(others);
  assert.match(elsewhere, /<option value="2" selected>Name/);
  assert.doesNotMatch(elsewhere, /last time|<option value="1" selected>Subject/);
});

test('a list is undone within a day and not after, and what it said is gone', async () => {
  const list = await sendList(amara, agency, csv('Una Oundle,01/01/1980,,U1'));
  await takenIn(house, amara, list, named);
  assert.equal(await peopleOf(list), 1);
  const undone = await amara.post(`/lists/${list}/undo`);
  assert.equal(undone.status, 303);
  assert.equal(await peopleOf(list), 0);
  assert.match((await amara.get(`/lists/${list}`)).body, /taken out again/);
  assert.doesNotMatch((await amara.get(`/lists/${list}`)).body, /week 46/);

  const late = await sendList(amara, agency, csv('Ada Raunds,01/01/1980,,R1'));
  await takenIn(house, amara, late, named);
  house.setNow(new Date(house.now().getTime() + 25 * 3_600_000));
  const refused = await amara.post(`/lists/${late}/undo`);
  assert.equal(refused.status, 422);
  assert.match(errorsIn(refused.body), /the day has passed/);
  assert.equal(await peopleOf(late), 1);
});

test('a list that nobody takes in is let go of after a day, and the rows that one left out after a month', async () => {
  const taken = await sendList(amara, agency, csv('Kit Irthlingborough,01/01/1980,,I1', ',01/01/1980,,I2'));
  await takenIn(house, amara, taken, named);
  const waits = await sendList(amara, agency, csv('Kit Irthlingborough,01/01/1980,,I3'));
  const keeper = { ask: <Row>(query: Query<Row>) => house.ports.database.ask('tp_doorkeeper', query) };
  const letGo = () => letListsGo({ keeper, act: house.ports.act, files: house.ports.files });
  const later = (days: number) => house.setNow(new Date(house.now().getTime() + days * 24 * 3_600_000 + 60_000));
  later(1);
  await letGo();
  assert.match((await amara.get(`/lists/${waits}`)).body, /This list was let go/);
  assert.match((await amara.get(`/lists/${taken}`)).body, /Row 3: The name is missing[\s\S]*week 46/);
  later(29);
  await letGo();
  const page = (await amara.get(`/lists/${taken}`)).body;
  assert.match(page, /They are let go of now/);
  assert.doesNotMatch(page, /Row 3|week 46/);
  assert.equal((await amara.get(`/lists/${taken}/rows-left-out`)).status, 404);
  assert.equal(await peopleOf(taken), 1, 'whoever was taken in stays');
  assert.equal(await letGo(), 0);
});

test('what cannot be read is refused in words, and nothing of it is kept', async () => {
  const send = async (name: string, bytes: Buffer) =>
    errorsIn((await amara.send('/lists/new', { agency, part: 'harmed' }, [{ name, bytes }])).body);
  assert.match(await send('a.csv', Buffer.from('')), /empty/);
  assert.match(await send('a.csv', Buffer.from('Name')), /no rows under the headings/);
  assert.match(await send('a.xls', Buffer.from('d0cf11e0a1b11ae1'.padEnd(2000, '0'), 'hex')), /password/);
  assert.match(await send('a.xlsx', Buffer.from('PK\u0003\u0004 and no more')), /cannot be opened/);
  assert.match(await send('a.csv', Buffer.from(`Name,x\n"Moira,1\n${'row,2\n'.repeat(300_000)}`)), /quotation mark/);
});

test('a list whose reading breaks off is begun again, can be let go after a while, and says in the end that it failed', async () => {
  const bad = Array.from({ length: 450 }, (_, at) => `,01/01/1980,,N${at}`);
  const list = await sendList(amara, agency, csv('Rose Corby,01/01/1980,,C1', ...bad));
  await amara.post(`/lists/${list}/columns`, named);
  const early = await amara.post(`/lists/${list}/let-go`);
  assert.match(errorsIn(early.body), /being read/);
  const [again] = await house.ports.database.ask(
    'tp_doorkeeper',
    sql<{ id: string }>`select id from doorkeeper.unfinished_lists()`,
  );
  assert.equal(again?.id, list, 'what a worker that ended left behind is taken up');
  await enqueueUnfinishedLists({ ask: (query) => house.ports.database.ask('tp_doorkeeper', query) });
  await workerReads(house, list);

  const left = (await amara.get(`/lists/${list}/rows-left-out`)).body.trimEnd().split('\r\n');
  assert.equal(left.length, 451, 'in pieces, each row once');
  assert.match(left[450] ?? '', /^452,The name is missing,,01\/01\/1980,,N449$/);

  await amara.post(`/lists/${list}/take-in`);
  const broken = { ...readingOf(house), takePeopleIn: () => Promise.reject(new Error('The disk is full')) };
  for (let time = 1; time <= 5; time += 1)
    await assert.rejects(readList(broken, { serviceId: house.serviceId, listId: list }), /disk is full/);
  assert.match((await amara.get(`/lists/${list}`)).body, /We are taking the list in/);
  await readList(broken, { serviceId: house.serviceId, listId: list });
  assert.match(
    (await amara.get(`/lists/${list}`)).body,
    /broke off, five times over[^<]*Nobody of this list was taken in/,
  );
  assert.equal(await peopleOf(list), 0);

  const slow = await sendList(amara, agency, csv('Rose Corby,01/01/1980,,C1'));
  await amara.post(`/lists/${slow}/columns`, named);
  house.setNow(new Date(house.now().getTime() + 16 * 60_000));
  assert.match((await amara.get(`/lists/${slow}`)).body, /takes longer than it should/);
  // A worker that reads it after all has it locked.
  await house.actInService(house.staff.amara, async (hand) => {
    await hand.row(sql`select id from app.lists where id = ${slow} for update`);
    const held = await amara.post(`/lists/${slow}/let-go`);
    assert.match(errorsIn(held.body), /being read/);
  });
  assert.equal((await amara.post(`/lists/${slow}/let-go`)).status, 303);
  await workerReads(house, slow);
  assert.match((await amara.get(`/lists/${slow}`)).body, /This list was let go/);
});

test('LST-2 a title above the headings is no person, and what is not read of a workbook is told', async () => {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const title = `<row>${cell('Northamptonshire Police, week 47')}</row>`;
  const people = ['Name,DOB', 'Vera Finedon,01/01/1980', 'Vic Finedon,02/01/1980'].map(
    (line) => `<row>${line.split(',').map(cell).join('')}</row>`,
  );
  const bytes = aSheet(title + people.join(''), {
    after: '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
  });
  const list = await sendList(amara, agency, { name: 'week 47.xlsx', bytes });
  const named47 = { 'column-full-name': '0', 'column-date-of-birth': '1' };
  assert.match((await amara.get(`/lists/${list}`)).body, /<option value="1"[^>]*>DOB \(01\/01\/1980\)/);
  await amara.post(`/lists/${list}/columns`, named47);
  await workerReads(house, list);
  const checked = (await amara.get(`/lists/${list}`)).body;
  assert.match(checked, /Take in 2 people/);
  assert.match(checked, /Some cells of this sheet are merged/);
});

test('a list is not there for whoever does not decide about referrals', async () => {
  const list = await sendList(amara, agency, csv('Iris Desborough,01/01/1980,,D1'));
  const jo = await house.asStaff(house.staff.jo);
  for (const path of ['/lists', '/lists/new', `/lists/${list}`, `/lists/${list}/rows-left-out`])
    assert.equal((await jo.get(path)).status, 404, path);
  assert.equal((await jo.post(`/lists/${list}/take-in`)).status, 404);
  const rows = await house.readAsStaff(house.staff.jo, (db) => db.rows(sql`select id from app.lists`));
  assert.deepEqual(rows, []);
});
