import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { aCommissioner, aReleasedQuarter } from '../../../test/support/commissioners.ts';
import { aHouse } from '../../../test/support/house.ts';
import { insertCommissioner } from './store.ts';

const house = await aHouse();
const { adil, mia, jo, dana } = house.staff;
const imogen = await aCommissioner(house, 'Imogen Vale');
await aReleasedQuarter(house, '2025-01-01');
await aReleasedQuarter(house, '2025-04-01', [{ ofTable: 'preparation', part: 'total', number: 3 }]);

async function wallOf(work: (hand: Hand) => Promise<unknown>, made?: { readonly caseId: never }): Promise<string> {
  const tried = made ? house.act(made, adil, work) : house.actInService(adil, work);
  return tried.then(
    () => 'no wall',
    (error: unknown) => refusedBy(error) ?? String(error),
  );
}

test('COM-1 whoever looks for the body that pays holds no other role, and the other way round', async () => {
  const give = (staffId: StaffId, role: string) => (hand: Hand) =>
    hand.run(
      sql`insert into app.staff_roles (service_id, staff_id, role) values (${hand.serviceId}, ${staffId}, ${role})`,
    );
  assert.equal(await wallOf(give(imogen, 'manager')), 'com_1_apart_from_staff');
  assert.equal(await wallOf(give(jo, 'commissioner')), 'com_1_apart_from_staff');
  assert.match(await wallOf(give(imogen, 'referrer')), /apart_from_staff/);
});

test('COM-2 a commissioner is let into no case', async () => {
  const { caseId } = await house.aCase();
  const letIn = (hand: Hand) =>
    hand.run(sql`
      insert into app.case_readers (service_id, staff_id, case_id, because)
      values (${hand.serviceId}, ${imogen}, ${caseId}, 'service-wide')`);
  assert.equal(await wallOf(letIn), 'com_2_opens_no_case');
});

test('COM-3 a commissioner looks for a body with a name', async () => {
  assert.equal(await wallOf((hand) => insertCommissioner(hand, { staffId: dana, bodyName: '' })), 'com_3_of_a_body');
});

test('a manager invites somebody, who sets up how they sign in as everybody does', async () => {
  const manager = await house.asStaff(mia);
  const filled = { name: 'Rhys Adler', email: 'rhys@commissioner.example', body: 'County Council' };
  const missing = await manager.post('/commissioners/new', { ...filled, body: ' ', name: '' });
  assert.equal(missing.status, 422);
  assert.match(missing.body, /Write which body they are from/);
  const lastDay = { 'ends-on-day': '31', 'ends-on-month': '3', 'ends-on-year': '2099' };
  assert.equal((await manager.post('/commissioners/new', { ...filled, ...lastDay })).location, '/commissioners');
  assert.match(await listed(), /May look until 31 March 2099/);
  const [, person = ''] = /name="person" value="([^"]+)"/.exec((await listed()).split('Rhys Adler')[1] ?? '') ?? [];
  const shown = await manager.post('/commissioners/show-link', { person });
  const [, link = ''] = /\/join\/([\w-]+)/.exec(shown.body) ?? [];
  assert.match((await house.asStranger().get(`/join/${link}`)).body, /Welcome, Rhys Adler/);
  // Nobody but a commissioner is reached by these ways.
  assert.equal((await manager.post('/commissioners/suspend', { person: jo })).status, 404);

  async function listed(): Promise<string> {
    return (await manager.get('/commissioners')).body;
  }
});

test('whoever is suspended or ended is out at once', async () => {
  const manager = await house.asStaff(mia);
  const tessa = await aCommissioner(house, 'Tessa Boyd');
  const her = await house.asStaff(tessa);
  assert.equal((await her.get('/commissioner')).status, 200);
  assert.equal((await manager.post('/commissioners/suspend', { person: tessa })).status, 303);
  assert.match((await her.get('/commissioner')).location ?? '', /^\/sign-in/);
  assert.equal((await manager.post('/commissioners/reinstate', { person: tessa })).status, 303);
  const again = await house.asStaff(tessa);
  assert.equal((await again.get('/commissioner')).status, 200);
  assert.equal((await manager.post('/commissioners/end', { person: tessa })).status, 303);
  assert.match((await again.get('/commissioner')).location ?? '', /^\/sign-in/);
  assert.match((await manager.get('/commissioners')).body, /Does not look any more/);
});

test('a commissioner finds the figures and their own account, and nothing else', async () => {
  const she = await house.asStaff(imogen);
  assert.equal((await she.get('/work')).location, '/commissioner');
  const page = await she.get('/commissioner');
  assert.match(page.body, /Office of the Commissioner/);
  assert.match(page.body, /23 or more/, 'one quarter shows it, one does not');
  assert.equal((await she.get('/account')).status, 200);
  for (const path of ['/caseload', '/figures', '/staff', '/commissioners', '/agency', '/search'])
    assert.equal((await she.get(path)).status, 404, path);
  for (const who of [jo, mia, adil])
    assert.equal((await (await house.asStaff(who)).get('/commissioner')).status, 404, 'to staff it is not there');
});

test('what is downloaded says what the page says, and leaves a row in the read trail', async () => {
  const she = await house.asStaff(imogen);
  const file = await she.get('/commissioner/figures.csv?from=2025-01-01&until=2025-01-01');
  assert.equal(file.headers['content-type'], 'text/csv; charset=utf-8');
  assert.match(file.body, /2025-01-01,2025-03-31,Who referred,Police,31/);
  assert.match(file.body, /Who referred,School or somebody else,Not shown/);
  assert.match(file.body, /Agreements made,Agreements made,Fewer than 5/);
  assert.doesNotMatch(file.body, /,[0-4]\r/);
  const reads = await house.readAsStaff(dana, (db) =>
    db.rows(sql`select 1 from trails.reads where what = 'export' and actor_id = ${imogen}`),
  );
  assert.equal(reads.length, 1);
  const none = await house.asStaff(await aCommissioner(house, 'Nia Hart'));
  assert.equal((await none.get('/commissioner?from=%00&until=99')).status, 200);
});
