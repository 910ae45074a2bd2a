import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declareConflict, giveCase, liftConflict, takeCaseBack } from '#casefile/allocation/actions.ts';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import { hashOf } from '#platform/token.ts';
import { makeRecoveryCodes, setPassword } from '#service/credentials/actions.ts';
import { saveCodeApp, savePasskey } from '#service/credentials/store.ts';
import { enter, invite } from '#service/participant-sign-in/actions.ts';
import { finishSettingUp, openLink, signIn, signOut } from '#service/sign-in/actions.ts';
import { makeLink } from '#service/staff/actions.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { secretIsOf, type StaffMember } from '#vocabulary/staff.ts';
import { aHouse } from '../../../test/support/house.ts';
import { trailsOf } from '../../../test/support/trails.ts';
import { gatehouseOf, keeperOf } from '../../doors/staff/sign-in.ts';

const house = await aHouse();
const made = await house.aCase();
const trails = await trailsOf(house);
const joanne = made.who['Joanne'] as ParticipantId;
const { staff } = house;
const keeper = keeperOf(house.ports);

interface SecurityRow {
  readonly event: string;
  readonly because: string;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly about_id: string | null;
  readonly case_id: string | null;
  readonly tried: string | null;
  readonly detail: Record<string, unknown> | null;
}

async function noted(work: () => Promise<unknown>): Promise<readonly SecurityRow[]> {
  const [before] = await trails.rows<{ place: string }>('select coalesce(max(seq), 0) as place from trails.security');
  await work();
  return trails.rows<SecurityRow>('select * from trails.security where seq > $1 order by seq', [before?.place]);
}

const events = (rows: readonly SecurityRow[]): readonly string[] => rows.map(({ event }) => event);

function member(id: StaffMember['staffId'], roles: StaffMember['roles']): StaffMember {
  return { staffId: id, serviceId: house.serviceId, name: 'Somebody', roles };
}

const from = (address: string) => ({ address, browser: 'Firefox on Windows' });
const markOf = (email: string) => house.ports.sealer.mark(`account ${email}`);

test('TRL-7 a password, a failure, a right password, a sign-in and a sign-out each leave a row', async () => {
  const card = { staffId: staff.jo, name: 'Jo Whitfield', email: 'jo@rp.example' };
  const given = await noted(() =>
    house.actInService(staff.priya, (hand) => setPassword(hand, card, 'three blind mice at tea')),
  );
  assert.deepEqual(
    given.map(({ event, actor_id, about_id }) => [event, actor_id, about_id]),
    [['password-set', staff.priya, staff.jo]],
  );
  const wrong = { email: 'jo@rp.example', password: 'not this one' };
  const [failed] = await noted(() => signIn(gatehouseOf(house.ports), wrong, from('192.0.2.1')));
  assert.deepEqual(
    [failed?.event, failed?.because, failed?.actor_kind, failed?.about_id, failed?.tried],
    ['sign-in-failed', 'wrong-password', 'visitor', staff.jo, markOf('jo@rp.example')],
  );
  const half = await noted(() =>
    signIn(gatehouseOf(house.ports), { ...wrong, password: 'three blind mice at tea' }, from('192.0.2.1')),
  );
  assert.deepEqual(
    half.map(({ event, actor_kind, actor_id, because }) => [event, actor_kind, actor_id, because]),
    [['password-accepted', 'staff', staff.jo, 'password']],
  );
  const came = await noted(() => house.asStaff(staff.jo));
  assert.deepEqual(
    came.map(({ event, actor_kind, actor_id }) => [event, actor_kind, actor_id]),
    [['signed-in', 'staff', staff.jo]],
  );
  const jo = await house.asStaff(staff.jo);
  assert.deepEqual(events(await noted(() => jo.post('/sign-out'))), ['signed-out']);
  await signOut(keeper, 'nobody’s');
});

test('TRL-7 whoever tries an address that nobody has is known again, and the address is not', async () => {
  const typed = { email: 'who@nowhere.example', password: 'x' };
  const rows = await noted(async () => {
    await signIn(gatehouseOf(house.ports), typed, from('192.0.2.2'));
    await signIn(gatehouseOf(house.ports), typed, from('192.0.2.3'));
  });
  assert.deepEqual(
    rows.map(({ event, because, about_id, tried }) => [event, because, about_id, tried]),
    [1, 2].map(() => ['sign-in-failed', 'nobody-has-this-address', null, markOf(typed.email)]),
  );
  assert.doesNotMatch(
    JSON.stringify(await trails.rows('select * from trails.security')),
    /nowhere\.example|rp\.example/,
  );
});

test('TRL-7 a session that somebody else ends says by whom', async () => {
  await house.asStaff(staff.leo);
  const rows = await noted(() =>
    house.actInService(staff.adil, (hand) => hand.run(sql`delete from app.sessions where staff_id = ${staff.leo}`)),
  );
  assert.deepEqual(
    rows.map(({ event, actor_id, about_id }) => [event, actor_id, about_id]),
    [['session-ended', staff.adil, staff.leo]],
  );
});

test('TRL-7 a session that its owner ends from another leaves a row that is no sign-out', async () => {
  await house.asStaff(staff.sam);
  const rows = await noted(() =>
    house.actInService(staff.sam, (hand) => hand.run(sql`delete from app.sessions where staff_id = ${staff.sam}`)),
  );
  assert.deepEqual(
    rows.map(({ event, actor_id }) => [event, actor_id]),
    [['session-ended', staff.sam]],
  );
});

test('TRL-7 a link, a passkey, an app and recovery codes leave a row each, and none of their secrets', async () => {
  const { adil, sam } = staff;
  const { sealer } = house.ports;
  let link = '';
  const rows = await noted(async () => {
    await house.actInService(adil, (hand) => makeLink(hand, sam));
    await house.actInService(adil, async (hand) => {
      const made = await makeLink(hand, sam);
      if (made.ok) link = made.value;
    });
    const half = await openLink(gatehouseOf(house.ports), link, from('192.0.2.4'));
    assert.ok(half.ok);
    await house.actInService(sam, async (hand) => {
      const passkey = { credentialId: 'the-passkey-of-sam', publicKey: new Uint8Array(77), counter: 0, transports: [] };
      await savePasskey(hand, sam, passkey, 'Phone');
      await saveCodeApp(hand, sam, sealer.seal('secret', secretIsOf(sam)), 0);
      await makeRecoveryCodes(hand, sealer, sam);
    });
    await finishSettingUp(gatehouseOf(house.ports), half.value.token, false);
    await house.actInService(sam, (hand) => hand.run(sql`delete from app.staff_passkeys where staff_id = ${sam}`));
    await house.actInService(sam, (hand) => hand.run(sql`delete from app.code_apps where staff_id = ${sam}`));
  });
  assert.deepEqual(
    rows.map(({ event, actor_id, about_id }) => [event, actor_id, about_id]),
    [
      ['link-made', adil, sam],
      ['link-stopped', adil, sam],
      ['link-made', adil, sam],
      ['link-opened', sam, null],
      ['passkey-added', sam, sam],
      ['code-app-set-up', sam, sam],
      ['recovery-codes-made', sam, sam],
      ['link-used', sam, sam],
      ['signed-in', sam, null],
      ['passkey-removed', sam, sam],
      ['code-app-removed', sam, sam],
    ],
  );
  assert.doesNotMatch(JSON.stringify(await trails.rows('select * from trails.security')), /the-passkey-of-sam/);
});

test('TRL-7 an invitation made, tried wrongly, used and stopped leaves a row each', async () => {
  let given = { link: '', code: '' };
  const first = await noted(async () => {
    const decision = await house.act(made, staff.jo, (hand) => invite(hand, joanne));
    if (decision.ok) given = decision.value;
  });
  assert.deepEqual(
    first.map(({ event, actor_id, about_id, case_id }) => [event, actor_id, about_id, case_id]),
    [['invitation-made', staff.jo, joanne, made.caseId]],
  );
  const wrong = await noted(() => enter(keeper, { link: given.link, code: '0000000' }, house.now()));
  assert.deepEqual(events(wrong), ['invitation-code-wrong', 'sign-in-failed']);
  const right = await noted(() => enter(keeper, given, house.now()));
  assert.deepEqual(
    right.map(({ event, actor_kind, actor_id }) => [event, actor_kind, actor_id]),
    [
      ['invitation-used', 'participant', joanne],
      ['signed-in', 'participant', joanne],
    ],
  );
  const again = await noted(() => enter(keeper, given, house.now()));
  assert.deepEqual(
    again.map(({ event, because, tried }) => [event, because, tried]),
    [['sign-in-failed', 'link-or-code-does-not-work', hashOf(given.link)]],
  );
  const stopped = await noted(async () => {
    await house.act(made, staff.jo, (hand) => invite(hand, joanne));
    await house.act(made, staff.jo, (hand) => invite(hand, joanne));
  });
  assert.deepEqual(events(stopped), ['invitation-made', 'invitation-stopped', 'invitation-made']);
});

test('TRL-7 a role given or taken says which, by whom and to whom', async () => {
  const rows = await noted(() =>
    house.act(made, staff.amara, async (hand) => {
      await hand.run(
        sql`insert into app.staff_roles (service_id, staff_id, role) values (${hand.serviceId}, ${staff.leo}, 'facilitator')`,
      );
    }),
  );
  assert.deepEqual(
    rows.map(({ event, actor_id, about_id, detail }) => [event, actor_id, about_id, detail]),
    [['role-given', staff.amara, staff.leo, { role: 'facilitator' }]],
  );
  const taken = await noted(() =>
    trails.rows(`delete from app.staff_roles where staff_id = $1 and role = 'facilitator'`, [staff.leo]),
  );
  assert.deepEqual(
    taken.map(({ event, actor_kind }) => [event, actor_kind]),
    [['role-taken', 'database']],
  );
});

test('TRL-7 who is let into a case or shut out of it, and conflicts, leave a row; a new case does not', async () => {
  const byCoordinator = member(staff.amara, ['coordinator']);
  const one = await house.aCase();
  const opened = await noted(() => house.aCase());
  assert.deepEqual(events(opened), ['let-into-case', 'let-into-case'], 'Jo and Sam by name, nobody by role');
  const given = await noted(() =>
    house.act(one, staff.amara, (hand) =>
      giveCase(hand, { staffId: staff.leo, as: 'co', overrideReason: '' }, byCoordinator),
    ),
  );
  assert.deepEqual(
    given.map(({ event, about_id, case_id }) => [event, about_id, case_id]),
    [['let-into-case', staff.leo, one.caseId]],
  );
  const back = await noted(() => house.act(one, staff.amara, (hand) => takeCaseBack(hand, staff.leo)));
  assert.deepEqual(events(back), ['shut-out-of-case']);
  const conflict = await noted(() =>
    house.act(one, staff.sam, (hand) => declareConflict(hand, staff.sam, 'A neighbour')),
  );
  assert.deepEqual(events(conflict).toSorted(), ['conflict-declared', 'shut-out-of-case']);
  const lifted = await noted(() =>
    house.act(one, staff.priya, (hand) =>
      liftConflict(hand, staff.sam, 'Another street', member(staff.priya, ['supervisor'])),
    ),
  );
  assert.deepEqual(events(lifted), ['conflict-lifted']);
});

test('TRL-7 a session that is swept away when it is over is no sign-out', async () => {
  await trails.rows(`update app.sessions set ends_at = now() - interval '1 hour'`);
  assert.deepEqual(events(await noted(() => keeper.ask(sql`select doorkeeper.sweep()`))), []);
});

test('TRL-7 the hand says it only of the service it holds', async () => {
  const elsewhere = house.act(made, staff.jo, (hand) =>
    hand.run(sql`select trails.note_security(gen_random_uuid(), 'break-glass')`),
  );
  await assert.rejects(elsewhere, (error) => refusedBy(error) === 'trl_7_of_ones_own_service');
  const rows = await noted(() =>
    house.act(made, staff.jo, (hand) =>
      hand.run(sql`select trails.note_security(${hand.serviceId}, 'break-glass', 'somebody-is-in-danger')`),
    ),
  );
  assert.deepEqual(
    rows.map(({ event, because, actor_id, case_id }) => [event, because, actor_id, case_id]),
    [['break-glass', 'somebody-is-in-danger', staff.jo, made.caseId]],
  );
});

test('TRL-3 a data officer erases values with a reason, nobody else does, and everything else stays proven', async () => {
  await trails.seal();
  const [note] = await trails.rows<{ seq: number }>(
    `select seq from trails.changes where table_name = 'people' order by seq limit 1`,
  );
  const erase = (by: StaffMember['staffId'], because: string) =>
    house.act(made, by, (hand) =>
      hand.row(sql<{ erased: number }>`select trails.erase('changes', ${[note?.seq]}::bigint[], ${because}) as erased`),
    );
  await assert.rejects(
    erase(staff.priya, 'They asked'),
    (error) => refusedBy(error) === 'trl_3_erased_by_a_data_officer',
  );
  await assert.rejects(erase(staff.dana, ' '), (error) => refusedBy(error) === 'trl_3_erased_with_a_reason');
  const rows = await noted(async () => assert.deepEqual(await erase(staff.dana, 'They asked'), { erased: 1 }));
  assert.deepEqual(events(rows), ['values-erased']);
  const [left] = await trails.rows<{ old: null; new: null; salt: null; table_name: string }>(
    'select old, new, salt, table_name from trails.changes where seq = $1',
    [note?.seq],
  );
  assert.deepEqual(left, { old: null, new: null, salt: null, table_name: 'people' });
  const verified = await trails.verify();
  assert.deepEqual([verified.findings, verified.erased], [[], 1]);
  await trails.seal();
  assert.deepEqual((await trails.verify()).findings, []);
  assert.deepEqual(await erase(staff.dana, 'Again'), { erased: 0 });
});

test('TRL-3 an erasure that the security trail does not tell of is named', async () => {
  const [row] = await trails.rows<{ seq: number }>(
    `select seq from trails.changes where table_name = 'cases' order by seq limit 1`,
  );
  await trails.tamper('update trails.changes set salt = null, old = null, new = null, erased_in = 1 where seq = $1', [
    row?.seq,
  ]);
  assert.deepEqual(await trails.found(), [`changes: ${row?.seq} erased-without-record`]);
});
