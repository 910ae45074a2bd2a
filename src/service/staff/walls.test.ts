import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { giveCase } from '#casefile/allocation/actions.ts';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import { hashOf, newToken } from '#platform/token.ts';
import { savePasskey } from '#service/credentials/store.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { trailsOf } from '../../../test/support/trails.ts';
import { makeFirstAdministrator, makeLink, renewWaysIn } from './actions.ts';
import { openWorkOf } from './facts.ts';
import { addStaff, setActive, setLeft, setRoles } from './store.ts';

const house = await aHouse();
const made = await house.aCase();
const real = await aHouse({ isReal: true });

test('STF-1 an e-mail address is one member of staff’s', async () => {
  const again = house.act(made, house.staff.amara, (hand) =>
    addStaff(hand, {
      id: randomUUID() as StaffId,
      name: 'Another Jo',
      email: 'jo@rp.example',
      practiceLevel: 'foundation',
      roles: [],
    }),
  );
  await assert.rejects(again, /email-is-somebodys/);
});

test('STF-2 no login removes a member of staff', async () => {
  await assert.rejects(
    house.act(made, house.staff.amara, (hand) => hand.run(sql`delete from app.staff where id = ${house.staff.leo}`)),
    /permission denied/,
  );
});

const within = (work: (hand: Hand) => Promise<unknown>) =>
  real.actInService(real.staff.amara, work).then(
    () => undefined,
    (error: unknown) => refusedBy(error) ?? String(error),
  );

test('STF-5 the last who keeps the register stays, whatever asks the database for it', async () => {
  const { adil, priya } = real.staff;
  assert.equal(await within((hand) => setActive(hand, adil, false)), 'Error: Refused: nobody-would-remain');
  assert.equal(await within((hand) => setRoles(hand, priya, ['facilitator'])), 'Error: Refused: nobody-would-remain');
  assert.equal(await within((hand) => setLeft(hand, adil)), 'Error: Refused: nobody-would-remain');
  assert.equal(await within((hand) => setRoles(hand, priya, ['supervisor', 'administrator'])), undefined);
});

test('STF-5 of two who take out the last two at one moment one is refused', async () => {
  const { adil, priya } = real.staff;
  const both = await Promise.all([
    within((hand) => setActive(hand, adil, false)),
    within((hand) => setRoles(hand, priya, ['supervisor'])),
  ]);
  assert.equal(both.filter((refused) => refused === 'Error: Refused: nobody-would-remain').length, 1);
  await within((hand) => setActive(hand, adil, true));
});

test('STF-4 whoever leaves keeps no session, no role and no way in', async () => {
  const { leo } = real.staff;
  await within(async (hand) => {
    await makeLink(hand, leo);
    await savePasskey(
      hand,
      leo,
      { credentialId: 'the-passkey-of-leo', publicKey: new Uint8Array(77), counter: 0, transports: [] },
      'Phone',
    );
  });
  const session = await real.ports.database.ask(
    'tp_doorkeeper',
    sql`select doorkeeper.open_with_passkey('the-passkey-of-leo', 1, ${'a'.repeat(64)}, ${new Date(Date.now() + 60_000)}, '')`,
  );
  assert.equal(session.length, 1);
  assert.equal(await within((hand) => setLeft(hand, leo)), undefined);
  const left = await real.actInService(real.staff.amara, (hand) =>
    hand.row(sql<{ count: number }>`
      select (select count(*) from app.sessions where staff_id = ${leo}) + (select count(*) from app.staff_roles where staff_id = ${leo})
           + (select count(*) from app.staff_passkeys where staff_id = ${leo})
           + (select count(*) from app.staff_invitations where staff_id = ${leo} and stopped_at is null) as count`),
  );
  assert.equal(left?.count, 0);
  const back = await within((hand) => hand.run(sql`update app.staff set is_active = true where id = ${leo}`));
  assert.equal(back, 'stf_4_who_left_is_inactive');
});

test('STF-7 a new way in ends what the old one opened, and whoever comes in at that very moment is out or never was in', async () => {
  const { sam, adil } = real.staff;
  for (let round = 0; round < 5; round += 1) {
    const credentialId = `the-passkey-of-sam-${round}`;
    const passkey = { credentialId, publicKey: new Uint8Array(77), counter: 0, transports: [] };
    await within((hand) => savePasskey(hand, sam, passkey, 'Phone'));
    const comesIn = async (at: number) =>
      real.ports.database.ask(
        'tp_doorkeeper',
        sql`select doorkeeper.open_with_passkey(${credentialId}, ${at}, ${hashOf(newToken())}, ${new Date(Date.now() + 60_000)}, '')`,
      );
    await comesIn(1);
    const [refused] = await Promise.all([within((hand) => renewWaysIn(hand, sam, adil)), comesIn(2), comesIn(3)]);
    assert.equal(refused, undefined);
    const left = await real.actInService(adil, (hand) =>
      hand.row(sql<{ count: number }>`select count(*) as count from app.sessions where staff_id = ${sam}`),
    );
    assert.equal(left?.count, 0);
  }
});

test('STF-8 no other service has somebody of the same id', async () => {
  const serviceId = randomUUID();
  const other = { login: 'tp_hand', serviceId, kind: 'hand', id: 'system', caseId: '' } as const;
  await assert.rejects(
    real.ports.database.write(other, async (db) => {
      await db.run(sql`insert into app.services (service_id, name, area_name, phone, email, is_demonstration)
        values (${serviceId}, 'Another', 'Elsewhere', '', 'x@example.org', false)`);
      await db.run(sql`insert into app.staff (service_id, id, name, email, practice_level)
        values (${serviceId}, ${real.staff.jo}, 'Somebody', 'somebody@example.org', 'advanced')`);
    }),
    (error) => refusedBy(error) === 'stf_8_of_one_service',
  );
});

test('STF-6 nobody leaves with an open case', async () => {
  const { amara, sam } = real.staff;
  const open = await real.aCase();
  const by = { staffId: amara, serviceId: real.serviceId, name: 'Amara', roles: ['coordinator'] } as const;
  await real.act(open, amara, (hand) => giveCase(hand, { staffId: sam, as: 'lead', overrideReason: '' }, by));
  assert.equal(await within((hand) => setLeft(hand, sam)), 'Error: Refused: has-open-cases');
  const seen = await real.readAsStaff(sam, (db) => openWorkOf(db, sam));
  assert.deepEqual(seen, [], 'only whoever keeps the register is told');
});

test('STF-5 whoever runs the machine makes the first administrator of a service that has none, and no second', async () => {
  const asMachine = (email: string) =>
    house.ports.act({ serviceId: house.serviceId, actor: { kind: 'system', id: '' } }, (hand) =>
      makeFirstAdministrator(hand, email),
    );
  assert.deepEqual(await asMachine('mia@rp.example'), { ok: false, because: ['has-an-administrator'] });
  // As in a service from before there were any; only a demonstration lets the last one go.
  await house.actInService(house.staff.adil, (hand) => setRoles(hand, house.staff.adil, ['data-officer']));
  assert.deepEqual(await asMachine('nobody@rp.example'), { ok: false, because: ['nobody-with-this-address'] });
  assert.deepEqual(await asMachine(' Mia@rp.example'), { ok: true, value: 'Mia Ellery' });
  assert.deepEqual(await asMachine('mia@rp.example'), { ok: false, because: ['has-an-administrator'] });
  const [last] = await (
    await trailsOf(house)
  ).rows('select event, actor_kind, about_id, detail from trails.security order by seq desc limit 1');
  assert.deepEqual(last, {
    event: 'role-given',
    actor_kind: 'system',
    about_id: house.staff.mia,
    detail: { role: 'administrator' },
  });
});
