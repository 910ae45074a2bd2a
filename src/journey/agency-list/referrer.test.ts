import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql, type Query } from '#platform/sql.ts';
import { clamdAt } from '#platform/virus-scan.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { ListId } from '#vocabulary/offers.ts';
import { workingDaysAfter } from '#vocabulary/working-days.ts';
import { letListsGo } from '#journey/offer-list/actions.ts';
import { anAgency, aReferrer } from '../../../test/support/agencies.ts';
import { aClamd, eicar } from '../../../test/support/clamd.ts';
import { aHouse, type Caller } from '../../../test/support/house.ts';
import { errorsIn, sendList, takenIn, workerReads } from '../../../test/support/lists.ts';

const clamd = await aClamd();
const house = await aHouse({ lookForViruses: clamdAt(clamd.address, 2000) });
const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const wardens = await anAgency(house, 'Kettering wardens', 'council');
const lewisId = await aReferrer(house, corby, 'PC Lewis Grant');
const lewis = await house.asStaff(lewisId);
const colleague = await house.asStaff(await aReferrer(house, corby, 'PC Ann Best'));
const sergeant = await house.asStaff(await aReferrer(house, corby, 'Sergeant Hall', true));
const warden = await house.asStaff(await aReferrer(house, wardens, 'Kim Weekley', true));
const amara = await house.asStaff(house.staff.amara);
const named = { 'column-full-name': '0', 'column-date-of-birth': '1', 'column-phone': '2', 'column-reference': '3' };

const csv = (...rows: readonly string[]) => ({
  name: 'week 46.csv',
  bytes: Buffer.from(['Name,DOB,Mobile,Crime number', ...rows].join('\r\n')),
});

async function sent(by: Caller, ...rows: readonly string[]): Promise<ListId> {
  const answer = await by.send('/agency/lists/new', { part: 'harmed', ways: 'call' }, [csv(...rows)]);
  const id = /^\/agency\/lists\/([0-9a-f-]{36})$/.exec(answer.location ?? '')?.[1];
  assert.ok(id !== undefined, errorsIn(answer.body));
  return id as ListId;
}

async function sentAndRead(by: Caller, ...rows: readonly string[]): Promise<ListId> {
  const list = await sent(by, ...rows);
  assert.equal((await by.post(`/agency/lists/${list}/columns`, named)).status, 303);
  await workerReads(house, list);
  return list;
}

const tasks = (list: ListId) =>
  house.readAsStaff(house.staff.amara, (db) =>
    db.rows(sql<{ dueOn: string; doneHow: string }>`
      select due_on::text as "dueOn", done_how as "doneHow" from app.tasks where kind = 'take-list-in' and cause = ${`list.sent ${list}`}`),
  );

const rowsSeenBy = (staffId: StaffId, list: ListId) =>
  house.ports.database.read(
    { login: 'tp_referrer', serviceId: house.serviceId, kind: 'staff', id: staffId, caseId: '' },
    (db) => db.rows(sql<{ reasons: string[] }>`select reasons from app.list_faults where list_id = ${list}`),
  );

test('an agency sends its list, mends what cannot be read, and whoever coordinates takes it in', async () => {
  assert.match((await lewis.get('/agency')).body, /href="\/agency\/lists">Your lists/);
  const empty = await lewis.send('/agency/lists/new', { part: 'harmed' }, [{ name: 'a.csv', bytes: Buffer.from('') }]);
  assert.match(errorsIn(empty.body), /The file is empty/);

  const list = await sent(lewis, 'Moira Kettering,09/03/1971,01604 496 0123,A1', 'Ted Weedon,31/02/1980,,A2');
  const choosing = (await lewis.get(`/agency/lists/${list}`)).body;
  assert.match(choosing, /<option value="0" selected>Name \(Moira Kettering\)/);
  const without = await lewis.post(`/agency/lists/${list}/columns`, { 'column-phone': '2' });
  assert.match(errorsIn(without.body), /Choose the column with the name/);
  await lewis.post(`/agency/lists/${list}/columns`, named);
  await workerReads(house, list);
  const page = (await lewis.get(`/agency/lists/${list}`)).body;
  assert.match(page, /Sent, waits for us[\s\S]*Rows to mend[\s\S]*Row 3: The date of birth is not a day/);
  assert.doesNotMatch(page, /Take in/);
  assert.doesNotMatch((await amara.get('/work')).body, /An agency sent a list/, 'not on the same day');
  const nextDay = workingDaysAfter(house.today(), 1);
  assert.deepEqual(await tasks(list), [{ dueOn: nextDay, doneHow: '' }]);
  await lewis.post(`/agency/lists/${list}/columns`, named);
  await workerReads(house, list);
  assert.deepEqual(await tasks(list), [{ dueOn: nextDay, doneHow: '' }], 'asked for once');
  const file = await lewis.get(`/agency/lists/${list}/rows-to-mend`);
  assert.match(file.body, /\r\n3,"?The date of birth is not a day[^\r\n]*,Ted Weedon,31\/02\/1980,,A2\r\n/);

  assert.equal((await amara.post(`/lists/${list}/take-in`)).status, 303);
  assert.match((await lewis.get(`/agency/lists/${list}`)).body, /Sent, waits for us/);
  await workerReads(house, list);
  assert.match((await lewis.get(`/agency/lists/${list}`)).body, /It was taken in on/);
  assert.deepEqual(await tasks(list), [{ dueOn: nextDay, doneHow: 'The list is taken in' }]);
  const next = await sent(lewis, 'Una Oundle,01/01/1980,,U1');
  assert.match((await lewis.get(`/agency/lists/${next}`)).body, /As it was chosen for your agency the last time/);
  assert.equal((await lewis.post(`/agency/lists/${next}/let-go`)).location, '/agency/lists');
  assert.match((await lewis.get('/agency/lists')).body, /Not taken in[\s\S]*Taken in/);
  const late = await lewis.post(`/agency/lists/${list}/let-go`);
  assert.equal(late.status, 422, 'what was taken in is not taken back');
});

test('LST-12 a list that an agency sent is on the work of whoever coordinates, until it is taken back or goes by itself', async () => {
  const list = await sentAndRead(lewis, 'Ada Raunds,01/01/1980,,R1');
  const other = await sentAndRead(lewis, 'Una Raunds,01/01/1980,,R2');
  const ours = await sendList(amara, corby, csv('Ida Raunds,01/01/1980,,R3'));
  await takenIn(house, amara, ours, named);
  assert.deepEqual(await tasks(ours), [], 'what staff added themselves they know of');
  const today = house.now();
  house.setNow(new Date(`${workingDaysAfter(house.today(), 1)}T10:00:00Z`));
  const work = (await (await house.asStaff(house.staff.amara)).get('/work')).body;
  assert.equal(work.match(/<p class="govuk-body">An agency sent a list[^<]*it is let go of by itself\./g)?.length, 2);
  assert.doesNotMatch((await (await house.asStaff(house.staff.jo)).get('/work')).body, /An agency sent a list/);
  await (await house.asStaff(lewisId)).post(`/agency/lists/${list}/let-go`);
  house.setNow(new Date(house.now().getTime() + 7 * 24 * 3_600_000));
  const keeper = { ask: <Row>(query: Query<Row>) => house.ports.database.ask('tp_doorkeeper', query) };
  await letListsGo({ keeper, act: house.ports.act, files: house.ports.files });
  for (const each of [list, other])
    assert.deepEqual(
      (await tasks(each)).map(({ doneHow }) => doneHow),
      ['The list was let go of'],
    );
  house.setNow(today);
});

test('AGY-1 a list is there for whoever sent it and who follows their colleagues, and for nobody else of an agency', async () => {
  const list = await sentAndRead(lewis, 'Iris Desborough,01/01/1980,,D1', ',01/01/1980,,D2');
  assert.equal((await sergeant.get(`/agency/lists/${list}`)).status, 200);
  for (const other of [colleague, warden])
    for (const path of [`/agency/lists/${list}`, `/agency/lists/${list}/rows-to-mend`])
      assert.equal((await other.get(path)).status, 404, path);
  assert.equal((await warden.post(`/agency/lists/${list}/let-go`)).status, 404);
  assert.equal((await colleague.post(`/agency/lists/${list}/columns`, named)).status, 404);
  assert.doesNotMatch((await colleague.get('/agency/lists')).body, /week 46/);
  assert.equal((await lewis.post(`/lists/${list}/take-in`)).status, 404);
  // What staff of the service added for the agency stays theirs.
  const ours = await sendList(amara, corby, csv('Rose Corby,01/01/1980,,C1'));
  assert.equal((await sergeant.get(`/agency/lists/${ours}`)).status, 404);
});

test('LST-11 an agency is told of people on its own lists, and never of those whom another sent', async () => {
  const theirs = await sentAndRead(warden, 'Zoe Thrapston,01/01/1980,,Z1', 'Zed Thrapston,01/01/1981,,Z2');
  await amara.post(`/lists/${theirs}/take-in`);
  await workerReads(house, theirs);
  const own = await sendList(amara, corby, csv('Zara Ecton,01/01/1980,,Z3'));
  await takenIn(house, amara, own, named);

  const list = await sentAndRead(
    lewis,
    ...['Zoe Thrapston,01/01/1980,,Z1', 'Zed Thrapston,01/01/1981,,', 'Zara Ecton,01/01/1980,,Z3', 'Zia New,,,Z4'],
  );
  const page = (await lewis.get(`/agency/lists/${list}`)).body;
  assert.match(page, /Rows read[\s\S]{0,120}4[\s\S]*Rows to mend[\s\S]{0,120}1/);
  assert.match(page, /Row 4: The same person came with an earlier list/);
  assert.doesNotMatch(page, /Row 2|Row 3|another agency/);
  assert.doesNotMatch((await lewis.get(`/agency/lists/${list}/rows-to-mend`)).body, /Thrapston/);
  assert.deepEqual(await rowsSeenBy(lewisId, list), [{ reasons: ['on-an-earlier-list'] }]);
  const staff = (await amara.get(`/lists/${list}`)).body;
  assert.match(staff, /Row 2 \(Zoe Thrapston\): The same person came with a list of another agency/);
  assert.match(staff, /Take in 1 person/);
});

test('what the virus scanner finds in a list, or cannot look through, is kept at neither door', async () => {
  const lists = async () =>
    (
      await house.readAsStaff(house.staff.amara, (db) =>
        db.row(sql<{ n: number }>`select count(*)::int as n from app.lists`),
      )
    )?.n;
  const before = await lists();
  const waits = csv('Moira Kettering,09/03/1971,,A1');
  const bad = { name: 'bad.csv', bytes: Buffer.from(eicar) };
  for (const [by, at, whose] of [
    [lewis, '/agency/lists/new', {}],
    [amara, '/lists/new', { agency: corby }],
  ] as const) {
    const found = await by.send(at, { part: 'harmed', ways: 'call', ...whose }, [bad]);
    assert.equal(found.status, 422);
    assert.match(errorsIn(found.body), /The virus scanner found something in this file, so it was not kept/);
    clamd.fallsSilent(true);
    const silent = await by.send(at, { part: 'harmed', ways: 'call', ...whose }, [waits]);
    clamd.fallsSilent(false);
    assert.equal(silent.status, 422);
    assert.match(errorsIn(silent.body), /virus scanner does not answer/);
  }
  assert.equal(await lists(), before);
});
