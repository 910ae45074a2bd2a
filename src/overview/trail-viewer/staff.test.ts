import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeNote } from '#casefile/notes/actions.ts';
import { sql } from '#platform/sql.ts';
import { aHouse } from '../../../test/support/house.ts';
import { trailsOf } from '../../../test/support/trails.ts';
import { valueInWords, wayInWords } from './rules.ts';

const asked: string[] = [];
const house = await aHouse({ watch: (_, text) => asked.push(text) });
const made = await house.aCase({ person: { Joanne: { fullName: 'Joanne Hartley' } } });
const other = await house.aCase({ people: { Mina: 'harmed', Kit: 'responsible' } });
const { staff } = house;
const dana = await house.asStaff(staff.dana);
const jo = await house.asStaff(staff.jo);
await jo.get(`/cases/${made.reference}/people/${made.who['Joanne']}`);
await jo.get('/search?words=Hartley');
await (await house.asParticipant(made.who['Joanne'] ?? ('' as never))).get('/my/letters');
await house.act(made, staff.jo, (hand) =>
  writeNote(hand, { participantId: null, words: '=HYPERLINK("x")', happenedOn: house.today() }),
);
await house.act(made, staff.priya, (hand) =>
  hand.run(sql`update app.people set pronouns = 'they' where full_name = 'Joanne Hartley'`),
);

async function see(query: string): Promise<string> {
  const page = await dana.get(`/trails?${query}`);
  assert.equal(page.status, 200);
  return page.body;
}

test('a data officer reads in plain words who changed what, from what to what', async () => {
  const body = await see('');
  assert.match(body, /Priya Nair<\/strong> changed a person’s details \(Joanne Hartley\)/);
  assert.match(body, /Pronouns: she → they/);
  assert.match(body, /Jo Whitfield<\/strong> added notes/);
  assert.doesNotMatch(body, /history/i);
});

test('narrowed by case, by person and by member of staff it shows only those', async () => {
  assert.match(await see(`case=${other.reference}`), /Mina/);
  assert.doesNotMatch(await see(`case=${other.reference}`), /Joanne/);
  const joanne = await see('person=hartley');
  assert.match(joanne, /Joanne Hartley/);
  assert.doesNotMatch(joanne, /Mina|added notes/);
  const priya = await see(`staff=${staff.priya}`);
  assert.match(priya, /changed a person’s details/);
  assert.doesNotMatch(priya, /added notes/);
  assert.match(await see('from-day=1&from-month=1&from-year=2999'), /Nothing was written down that fits/);
  assert.match(await see('until-day=1&until-month=1&until-year=2001'), /Nothing was written down that fits/);
});

test('who looked at what, and who searched for somebody, without the words being kept', async () => {
  const reads = await see('show=reads&person=hartley');
  assert.match(reads, /Jo Whitfield<\/strong> a page about a person \(Joanne Hartley\): People/);
  assert.match(reads, /Does not work on it/);
  assert.match(reads, /Joanne \(participant\)<\/strong> their own page .*: Letters/);
  assert.match(await see('show=reads&searched=hartley'), /Jo Whitfield<\/strong> a search: 1 case found/);
  assert.doesNotMatch(await see('show=reads&searched=somebodyelse'), /a search/);
});

test('who came in', async () => {
  assert.match(await see('show=security'), /Jo Whitfield<\/strong> signed in/);
  assert.match(await see('show=security'), /role given \(Dana Whyte, data officer\)/);
});

test('what is mistyped is said at its field', async () => {
  assert.match(await see('case=AAAA-AAAA'), /href="#case">No case has this reference/);
  assert.match(await see('person=jo'), /href="#person">Type at least three letters/);
  assert.match(await see('person=nobodyhere'), /href="#person">Nobody in a case has this name/);
  assert.match(await see('from-day=31&from-month=2&from-year=2026'), /href="#from">Type a day that there is/);
  for (const odd of ['older=nonsense', 'older=2026-13-45T99:99:99.000000Z_1', 'staff=x', 'show=x', 'person=%00'])
    assert.equal((await dana.get(`/trails?${odd}`)).status, 200, odd);
});

test('a long trail comes a page at a time, each line once, with the same number of queries', async () => {
  for (let at = 0; at < 60; at += 1) {
    await house.act(other, staff.sam, (hand) =>
      writeNote(hand, { participantId: null, words: `Note ${at}.`, happenedOn: house.today() }),
    );
  }
  asked.length = 0;
  const first = await see(`case=${other.reference}`);
  const queries = asked.filter((text) => /\b(app|trails)\./.test(text)).length;
  assert.ok(queries <= 6, `${queries} queries`);
  const older = /href="\/trails\?([^"]*older=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const second = await see(older);
  const notes = [...`${first}${second}`.matchAll(/Note (\d+)\./g)].map(([, number]) => Number(number));
  assert.deepEqual(
    notes,
    Array.from({ length: 60 }, (_, at) => 59 - at),
  );
});

test('what is kept as a table is safe in a spreadsheet, and is written down', async () => {
  const file = await dana.get(`/trails/export?case=${made.reference}`);
  assert.match(String(file.headers['content-type']), /text\/csv/);
  assert.match(String(file.headers['content-disposition']), /attachment; filename="changes-\d{4}-\d\d-\d\d\.csv"/);
  assert.match(file.body, /Place,When,Who,Case,What,Values\r\n/);
  assert.match(file.body, /Jo Whitfield/);
  assert.match(file.body, /=HYPERLINK/, 'inside a longer cell, which no spreadsheet takes for a formula');
  assert.doesNotMatch(file.body, /(^|,)"?=/m);
  const trails = await trailsOf(house);
  const [row] = await trails.rows<{ what: string; case_id: string; detail: { wanted: Record<string, string> } }>(
    'select * from trails.reads order by seq desc limit 1',
  );
  assert.deepEqual([row?.what, row?.case_id, row?.detail.wanted['trail']], ['export', made.caseId, 'changes']);
});

test('nobody else finds it, and nobody else is shown the way', async () => {
  for (const id of [staff.amara, staff.priya, staff.jo, staff.leo, staff.mia, staff.adil]) {
    const caller = await house.asStaff(id);
    assert.equal((await caller.get('/trails')).status, 404);
    assert.equal((await caller.get('/trails/export')).status, 404);
    assert.doesNotMatch((await caller.get('/work')).body, /href="\/trails"/);
  }
  assert.match((await dana.get('/work')).body, /href="\/trails"/);
});

test('words for values and ways in', () => {
  const nameOf = (id: string) => (id === 'known' ? 'Jo' : undefined);
  const words = ['tp1.abc', true, false, null, '', 'known', 'as it is', 3, ['a', 'b']].map((each) =>
    valueInWords(each, nameOf),
  );
  assert.deepEqual(words, ['sealed text', 'yes', 'no', 'nothing', 'nothing', 'Jo', 'as it is', '3', '["a","b"]']);
  assert.deepEqual(
    ['/cases/:ref', '/my', '/cases/:ref/people/:participant/safe-contact', '/referrals/:reference'].map(wayInWords),
    ['Overview', 'Overview', 'People, safe contact', 'Referrals'],
  );
});
