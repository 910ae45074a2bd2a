import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { declareConflict } from '#casefile/allocation/actions.ts';
import { writeNote } from '#casefile/notes/actions.ts';
import { nameReaderOf, restrictCase } from '#casefile/readers/actions.ts';
import { addListed, takeOut } from '#journey/listed/store.ts';
import { addList } from '#journey/offer-list/store.ts';
import { aListedPerson } from '#journey/offer/examples.ts';
import { refusedBy } from '#platform/database.ts';
import { logins } from '#platform/database-logins.ts';
import { readSealed } from '#platform/envelope.ts';
import { sealed, sql, type Db } from '#platform/sql.ts';
import type { CaseId, StaffId } from '#vocabulary/ids.ts';
import type { ListId } from '#vocabulary/offers.ts';
import { ofHeldCase } from '#vocabulary/key-owners.ts';
import { aHouse } from '../../../test/support/house.ts';
import { anAgency } from '../../../test/support/lists.ts';
import { trailsOf } from '../../../test/support/trails.ts';
import { sealTrails } from './actions.ts';

const house = await aHouse();
const made = await house.aCase();
const trails = await trailsOf(house);

interface Change {
  readonly table_name: string;
  readonly operation: string;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly login: string;
  readonly case_id: string | null;
  readonly participant_id: string | null;
  readonly person_id: string | null;
  readonly key: Record<string, unknown>;
  readonly old: Record<string, unknown> | null;
  readonly new: Record<string, unknown> | null;
}

async function changesAfter(place: number): Promise<readonly Change[]> {
  return trails.rows<Change>('select * from trails.changes where seq > $1 order by seq', [place]);
}

async function newest(): Promise<number> {
  const [row] = await trails.rows<{ place: number }>('select coalesce(max(seq), 0) as place from trails.changes');
  return Number(row?.place);
}

async function aNote(words: string): Promise<void> {
  await house.act(made, house.staff.jo, (hand) =>
    writeNote(hand, { participantId: made.who['Joanne'] ?? null, words, happenedOn: house.today() }),
  );
}

test('TRL-1 no login may change, remove or empty a trail, nor write to one by itself', async () => {
  for (const login of logins) {
    const client = new pg.Client(house.test.optionsFor(login));
    await client.connect();
    for (const table of ['changes', 'seals']) {
      for (const attempt of [
        `update trails.${table} set service_id = service_id`,
        `delete from trails.${table}`,
        `truncate trails.${table}`,
        ...(table === 'changes' ? [`insert into trails.changes (service_id) values (gen_random_uuid())`] : []),
      ]) {
        await assert.rejects(client.query(attempt), /permission denied/, `${login}: ${attempt}`);
      }
    }
    await client.end();
  }
});

test('TRL-1 neither may the owner of the tables, nor whoever may do everything', async () => {
  const owner = new pg.Client(house.test.optionsFor('tp_migrator'));
  await owner.connect();
  await owner.query('set role tp_owner');
  for (const table of ['changes', 'seals']) {
    await assert.rejects(owner.query(`truncate trails.${table}`), (error) => refusedBy(error) === 'trl_1_only_grows');
    assert.equal((await owner.query(`delete from trails.${table}`)).rowCount, 0);
  }
  await owner.end();
  for (const attempt of ['update trails.changes set login = login', 'delete from trails.changes']) {
    await assert.rejects(trails.rows(attempt), (error) => refusedBy(error) === 'trl_1_only_grows');
  }
});

test('TRL-2 what is added says all of it, who did it, and whom and which case it is about', async () => {
  const before = await newest();
  await aNote('She likes mornings');
  const note = (await changesAfter(before)).find(({ table_name }) => table_name === 'notes');
  assert.ok(note);
  assert.equal(note.operation, 'insert');
  // What is sealed in the record is sealed in its trail.
  assert.match(String(note.new?.['words']), /^tp1\./);
  assert.equal(note.old, null);
  assert.deepEqual([note.actor_kind, note.actor_id, note.login], ['staff', house.staff.jo, 'tp_hand']);
  assert.deepEqual([note.case_id, note.participant_id], [made.caseId, made.who['Joanne']]);
  assert.notEqual(note.person_id, null);
  assert.deepEqual(Object.keys(note.key), ['id', 'case_id']);
});

test('TRL-2 what changes says the columns that changed, as they were and as they are', async () => {
  const before = await newest();
  await house.act(made, house.staff.priya, (hand) =>
    hand.run(
      sql`update app.cases set order_reason = ${sealed(ofHeldCase(hand), 'She asked')}, touched_at = now() where id = ${made.caseId}`,
    ),
  );
  const changes = await changesAfter(before);
  assert.deepEqual(
    changes.map(({ old }) => old),
    [{ order_reason: '' }],
  );
  // Sealed in the record, sealed in its trail.
  assert.ok(readSealed(String(changes[0]?.new?.['order_reason'])));
  assert.deepEqual([changes[0]?.actor_id, changes[0]?.case_id], [house.staff.priya, made.caseId]);
});

test('TRL-2 what is no news leaves no row: the same values again, or a case on top of a list', async () => {
  const before = await newest();
  await house.act(made, house.staff.jo, (hand) =>
    hand.run(sql`update app.cases set touched_at = now(), kind = kind where id = ${made.caseId}`),
  );
  assert.deepEqual(await changesAfter(before), []);
});

test('TRL-2 what a participant does is theirs, and what is removed says what it was', async () => {
  const joanne = made.who['Joanne'];
  assert.ok(joanne);
  const before = await newest();
  await (await house.asParticipant(joanne)).post('/my/choices/mode-meeting', { answer: 'given' });
  const consent = (await changesAfter(before)).find(({ table_name }) => table_name === 'consents');
  assert.deepEqual([consent?.actor_kind, consent?.actor_id], ['participant', joanne]);
  const between = await newest();
  await house.act(made, house.staff.amara, (hand) =>
    hand.run(sql`delete from app.case_readers where staff_id = ${house.staff.sam} and case_id = ${made.caseId}`),
  );
  const [gone] = await changesAfter(between);
  assert.deepEqual([gone?.operation, gone?.old?.['because'], gone?.new], ['delete', 'allocated', null]);
});

test('TRL-2 what a transaction that is rolled back did leaves no row', async () => {
  const before = await newest();
  await assert.rejects(
    house.act(made, house.staff.jo, async (hand) => {
      await writeNote(hand, { participantId: null, words: 'Never', happenedOn: house.today() });
      throw new Error('no');
    }),
  );
  assert.deepEqual(await changesAfter(before), []);
});

test('TRL-2 nobody can say that it was somebody else: a forged identity writes nothing', async () => {
  const client = new pg.Client(house.test.optionsFor('tp_hand'));
  await client.connect();
  const forged = `tp_hand|${house.serviceId}|hand|staff_${house.staff.priya}|${made.caseId}|${Math.floor(Date.now() / 1000)}|${'0'.repeat(64)}`;
  await client.query('begin');
  await client.query(`select set_config('app.identity', $1, true)`, [forged]);
  const changed = await client.query(`update app.cases set order_reason = 'Forged'`);
  assert.equal(changed.rowCount, 0);
  await client.end();
});

test('TRL-2 what is done at the database itself says which login it was', async () => {
  const before = await newest();
  await trails.rows(`update app.venues set name = name || ' ' where false`);
  await trails.rows(`update app.services set phone = '01604 111111'`);
  const [change] = await changesAfter(before);
  assert.deepEqual([change?.actor_kind, change?.actor_id, change?.login], ['database', null, 'tp_superuser']);
});

test('TRL-2 rows that come or go many at once leave one each, as those that come one by one do', async () => {
  const agencyId = await anAgency(house);
  const list = { id: randomUUID() as ListId, agencyId, part: 'harmed' } as const;
  const { details, safeWays } = aListedPerson({});
  if (!details) throw new Error('The example has no details');
  const before = await newest();
  await house.actInService(house.staff.amara, async (hand) => {
    const kept = { kind: 'csv', size: 1, fileName: 'a.csv', fileKey: 'k', head: '{}', safeWays: [] } as const;
    await addList(hand, { ...list, ...kept });
    await addListed(
      hand,
      list,
      [2, 3].map((rowNumber) => ({ details, safeWays, rowNumber })),
    );
    await takeOut(hand, list.id);
  });
  const people = (await changesAfter(before)).filter(({ table_name }) => table_name === 'listed_people');
  assert.deepEqual(
    people.map(({ operation, actor_kind, actor_id }) => [operation, actor_kind, actor_id]),
    ['insert', 'insert', 'delete', 'delete'].map((operation) => [operation, 'staff', house.staff.amara]),
  );
  const [first, second, gone] = people;
  assert.deepEqual([first?.old, gone?.new], [null, null]);
  assert.deepEqual(first?.new, gone?.old, 'all of it, but what is drawn from it');
  assert.deepEqual([first?.new?.['row_number'], second?.new?.['row_number']], [2, 3]);
  assert.match(String(first?.new?.['details']), /^tp1\./);
  assert.deepEqual(
    [first?.new?.['service_id'], first?.new?.['like_born'], first?.new?.['ask_after']],
    [undefined, undefined, undefined],
  );
  assert.deepEqual(first?.key, { id: first?.new?.['id'] });
  const [proof] = await trails.rows<{ isProven: boolean }>(
    'select bool_and(digest = trails.digest_of(salt, old::text, new::text)) as "isProven" from trails.changes where seq > $1',
    [before],
  );
  assert.ok(proof?.isProven);
});

test('TRL-3 values are there whole or erased whole, with the place of what says so', async () => {
  for (const half of ['salt = null', 'erased_in = 1', 'salt = null, erased_in = 1']) {
    await assert.rejects(
      trails.tamper(`update trails.changes set ${half}`),
      (error) => refusedBy(error) === 'trl_3_whole_or_erased',
    );
  }
});

test('TRL-4 a row that takes its place early and commits late is sealed late, and nobody waits', async () => {
  await trails.seal();
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const before = await newest();
  const slow = house.act(made, house.staff.jo, async (hand) => {
    await writeNote(hand, { participantId: null, words: 'Slow', happenedOn: house.today() });
    await held;
  });
  while (
    (
      await trails.rows(
        `select 1 from pg_stat_activity where state = 'idle in transaction' and datname = current_database()`,
      )
    ).length === 0
  )
    await pause(20);
  // Another case, since the slow one holds its own.
  await house.aCase();
  const quick = { sealer: trails.sealer, key: trails.key, jobs: [], clock: () => new Date() };
  assert.equal(await sealTrails({ ...quick, patience: 300 }), 0, 'the quick rows wait with it');
  const unsealed = await trails.verify();
  assert.ok(unsealed.waiting > 0);
  letGo();
  await slow;
  assert.ok((await trails.seal()) > unsealed.waiting, 'the slow rows are sealed too');
  const after = await trails.verify();
  assert.deepEqual([after.findings, after.waiting], [[], 0]);
  const slowOnes = await trails.rows<{ seq: string }>(
    `select seq from trails.changes where table_name = 'notes' and seq > $1`,
    [before],
  );
  assert.equal(slowOnes.length, 1);
});

test('TRL-4 two who seal at once cannot make the same seal twice', async () => {
  await aNote('Twice');
  const sealing = { sealer: trails.sealer, key: trails.key, jobs: [], clock: () => new Date() };
  const both = await Promise.allSettled([sealTrails(sealing), sealTrails(sealing)]);
  assert.ok(both.some(({ status }) => status === 'fulfilled'));
  for (const each of both) if (each.status === 'rejected') assert.equal(refusedBy(each.reason), 'seals_pkey');
  assert.deepEqual((await trails.verify()).findings, []);
});

test('TRL-5 nobody of the staff but a data officer reads a trail, and participants have no way to it', async () => {
  const { dana, ...others } = house.staff;
  for (const [name, staffId] of Object.entries<StaffId>(others)) {
    const rows = await house.readAsStaff(staffId, (db) => db.rows(sql`select seq from trails.changes`));
    assert.equal(rows.length, 0, name);
  }
  const joanne = made.who['Joanne'];
  assert.ok(joanne);
  await assert.rejects(
    house.readAsParticipant(made, joanne, (db) => db.rows(sql`select seq from trails.changes`)),
    /permission denied/,
  );
  assert.notEqual((await house.readAsStaff(dana, (db) => changesOf(db, made.caseId))).length, 0);
});

test('TRL-5 a data officer reads nothing of a restricted case or of one they have a conflict of interest in', async () => {
  const { priya, dana } = house.staff;
  const restricted = await house.aCase();
  await house.act(restricted, priya, (hand) => restrictCase(hand, { because: 'A well-known singer', named: [priya] }));
  const conflicted = await house.aCase();
  await house.act(conflicted, priya, (hand) => declareConflict(hand, dana, 'Her brother'));
  for (const { caseId } of [restricted, conflicted])
    assert.deepEqual(await house.readAsStaff(dana, (db) => changesOf(db, caseId)), []);
  await house.act(restricted, priya, (hand) => nameReaderOf(hand, dana));
  assert.notEqual((await house.readAsStaff(dana, (db) => changesOf(db, restricted.caseId))).length, 0);
});

function changesOf(db: Db, caseId: CaseId): Promise<readonly unknown[]> {
  return db.rows(sql`select seq from trails.changes where case_id = ${caseId}`);
}
