import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { giveCase, takeCaseBack } from '#casefile/allocation/actions.ts';
import { openMail } from '#platform/mail.ts';
import { sql } from '#platform/sql.ts';
import { aHouse, type Answered } from '../../../test/support/house.ts';
import { anAgency, aReferrer } from '../../../test/support/agencies.ts';
import { aMailServer } from '../../../test/support/mail-server.ts';
import { openWorker } from '../../wiring/worker.ts';

let stopWorker = async (): Promise<void> => undefined;
after(() => stopWorker());
const house = await aHouse();
const post = await aMailServer();
const worker = await openWorker(house.ports, openMail({ url: post.url, from: 'hello@rp.example' }));
stopWorker = () => worker.stop();
const { staff } = house;
const adil = await house.asStaff(staff.adil);
const filled = { name: 'Nia Bright', email: 'Nia@rp.example', level: 'foundation', roles: 'facilitator' };

async function added(form: Record<string, string>): Promise<string> {
  const done = await adil.post('/staff/new', form);
  assert.equal(done.status, 303, done.body);
  return done.location ?? '';
}

const linkIn = (text: string) => /\/join\/([\w-]{43})/.exec(text)?.[0] ?? '';

async function letterTo(address: string): Promise<string> {
  for (;;) {
    const got = post.accepted.filter(({ to }) => to === address).at(-1);
    // Quoted-printable breaks long lines.
    if (got) return got.text.replaceAll(/=\r?\n/g, '');
    await pause(50);
  }
}

test('somebody is added, gets a link by e-mail and comes in by it', async () => {
  const wrong = await adil.post('/staff/new', { ...filled, email: 'jo@rp.example', name: '' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /Write their name/);
  assert.match(wrong.body, /is in the register already/);
  const path = await added(filled);
  assert.match((await adil.get(path)).body, /None was made yet/);
  assert.equal((await adil.post(`${path}/send-link`)).location, path);
  const link = linkIn(await letterTo('nia@rp.example'));
  const nia = house.asStranger();
  assert.match((await nia.get(link)).body, /Welcome, Nia Bright/);
  assert.equal((await nia.post(link)).location, '/sign-in/set-up');
  assert.match((await adil.get(path)).body, /not used yet/);
});

test('a link is shown once where no e-mail can go, and takes away what was there', async () => {
  const path = `/staff/${staff.sam}`;
  const first = linkIn((await adil.post(`${path}/show-link`)).body);
  const second = linkIn((await adil.post(`${path}/show-link`)).body);
  assert.match((await house.asStranger().get(first)).body, /does not work any more/);
  assert.match((await house.asStranger().get(second)).body, /Welcome, Sam Reyes/);
  const own = await adil.post(`/staff/${staff.adil}/show-link`);
  assert.equal(own.status, 422);
  assert.match(own.body, /Somebody else who keeps the register/);
});

test('roles, level and last day change, and nobody takes the last supervisor away', async () => {
  const path = `/staff/${staff.leo}`;
  const form = {
    level: 'intermediate',
    roles: ['facilitator', 'data-officer'],
    'ends-on-day': '31',
    'ends-on-month': '3',
    'ends-on-year': '2099',
  };
  assert.equal((await adil.post(path, form)).location, path);
  assert.match((await adil.get(path)).body, /Works here until 31 March 2099/);
  assert.match((await adil.get('/staff')).body, /data officer, facilitator/);
  const never = await adil.post(path, { ...form, 'ends-on-month': '2' });
  assert.match(never.body, /There is no such day/);
  const last = await adil.post(`/staff/${staff.priya}`, { level: 'advanced', roles: 'facilitator' });
  assert.equal(last.status, 422);
  assert.match(last.body, /somebody must supervise/);
});

test('STF-9 the last day of somebody of an agency is set, and they refer as before', async () => {
  const lewis = await aReferrer(house, await anAgency(house, 'Corby neighbourhood team', 'police'), 'PC Lewis Grant');
  const path = `/staff/${lewis}`;
  const page = await adil.get(path);
  assert.match(page.body, /They refer people for an agency/);
  assert.doesNotMatch(page.body, /Opens every case/);
  const day = { 'ends-on-day': '31', 'ends-on-month': '3', 'ends-on-year': '2099' };
  assert.equal((await adil.post(path, { roles: 'referrer', level: 'foundation', ...day })).location, path);
  assert.match((await adil.get(path)).body, /Works here until 31 March 2099/);
  assert.equal((await (await house.asStaff(lewis)).get('/agency')).status, 200);
  const other = await adil.post(path, { roles: 'facilitator', level: 'foundation' });
  assert.match(other.body, /does nothing else here/);
  assert.equal((await adil.post('/staff/new', { ...filled, email: 'x@rp.example', roles: 'referrer' })).status, 422);
});

test('whoever is suspended is out at once everywhere, and back when reinstated', async () => {
  const mia = await house.asStaff(staff.mia);
  assert.equal((await mia.get('/work')).status, 200);
  const path = `/staff/${staff.mia}`;
  assert.equal((await adil.post(`${path}/suspend`)).location, path);
  assert.equal((await mia.get('/work')).status, 303);
  await assert.rejects(house.asStaff(staff.mia), /Nobody to sign in/);
  assert.equal((await adil.post(`${path}/reinstate`)).location, path);
  assert.equal((await (await house.asStaff(staff.mia)).get('/work')).status, 200);
  const own = await adil.post(`/staff/${staff.adil}/suspend`);
  assert.equal(own.status, 422);
});

test('whoever leaves hands over first, and is out for good', async () => {
  const made = await house.aCase();
  const amara = { staffId: staff.amara, serviceId: house.serviceId, name: 'Amara', roles: ['coordinator'] } as const;
  await house.act(made, staff.amara, (hand) =>
    giveCase(hand, { staffId: staff.jo, as: 'lead', overrideReason: '' }, amara),
  );
  const path = `/staff/${staff.jo}`;
  const page = await adil.get(path);
  assert.match(page.body, new RegExp(made.reference));
  assert.doesNotMatch(page.body, /They have left/);
  const kept = await adil.post(`${path}/leave`);
  assert.equal(kept.status, 422);
  assert.match(kept.body, /Hand these over first/);
  await house.act(made, staff.amara, (hand) => takeCaseBack(hand, staff.jo));
  const jo = await house.asStaff(staff.jo);
  assert.equal((await adil.post(`${path}/leave`)).location, path);
  assert.equal((await jo.get('/work')).status, 303);
  const gone: Answered = await adil.get(path);
  assert.match(gone.body, /Left on/);
  assert.doesNotMatch(gone.body, /Reinstate|Suspend</);
  assert.match((await adil.post(`${path}/reinstate`)).body, /They have left already/);
});

test('whose last day is over opens nothing from then on, and is suspended by the clock', async () => {
  const dana = await house.asStaff(staff.dana);
  await house.actInService(staff.adil, (hand) =>
    hand.run(sql`update app.staff set ends_on = current_date - 2 where id = ${staff.dana}`),
  );
  assert.equal((await dana.get('/work')).status, 303);
  await house.ports.database.ask('tp_doorkeeper', sql`select jobs.enqueue('take-up-unfinished', '{}')`);
  const isActive = async () =>
    (
      await house.readAsStaff(staff.adil, (db) =>
        db.row(sql<{ is: boolean }>`select is_active as is from app.staff where id = ${staff.dana}`),
      )
    )?.is;
  while (await isActive()) await pause(50);
  assert.match((await adil.get(`/staff/${staff.dana}`)).body, /Suspended: cannot sign in/);
});
