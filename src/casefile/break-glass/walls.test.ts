import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import pg from 'pg';
import { addConflict } from '#casefile/allocation/store.ts';
import { addReader } from '#casefile/readers/store.ts';
import { refusedBy } from '#platform/database.ts';
import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { ofHeldCase } from '#vocabulary/key-owners.ts';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';
import { addOpening, addVainTry } from './store.ts';

const house = await aHouse();
const { amara, jo, leo, priya, dana, adil } = house.staff;
const because = 'Her mother rang and is afraid for her';

function wallOf(made: MadeCase, by: StaffId, work: (hand: Hand) => Promise<unknown>): Promise<string | undefined> {
  return house
    .act(made, by, work)
    .then(() => undefined)
    .catch((error: unknown) => refusedBy(error) ?? (error instanceof Error ? error.message : 'something else'));
}

const opens = (made: MadeCase, by: StaffId) =>
  wallOf(made, by, (hand) => addOpening(hand, { reference: made.reference, because }, randomUUID()));

function sees(made: MadeCase, staffId: StaffId, table = 'participants'): Promise<number> {
  return house.readAsStaff(staffId, async (db) => {
    const rows = await db.rows({
      text: `select 1 from app.${table} where case_id = $1`,
      values: [made.caseId],
      name: undefined,
    });
    return rows.length;
  });
}

async function asOwner(text: string, values: readonly unknown[]): Promise<number> {
  const client = new pg.Client(house.test.optionsFor('tp_migrator'));
  await client.connect();
  await client.query('begin; set local role tp_owner; alter table app.case_readers no force row level security');
  const { rowCount } = await client.query(text, [...values]);
  await client.query('alter table app.case_readers force row level security; commit');
  await client.end();
  return rowCount ?? 0;
}

/** What the clock does in an hour. */
function anHourLater(made: MadeCase, staffId: StaffId): Promise<number> {
  return asOwner(
    `update app.case_readers set until_at = now() - interval '1 second' where case_id = $1 and staff_id = $2 and because = 'break-glass'`,
    [made.caseId, staffId],
  );
}

/** A case in which Amara has a conflict of interest. */
async function closedToAmara(): Promise<MadeCase> {
  const made = await house.aCase();
  await house.act(made, priya, (hand) => addConflict(hand, amara, 'Her cousin'));
  return made;
}

test('BRK-1 a conflicted coordinator sees the case for an hour, and when it is over nothing, by the database alone', async () => {
  const made = await closedToAmara();
  assert.equal(await sees(made, amara), 0);
  assert.equal(await opens(made, amara), undefined);
  for (const table of ['participants', 'harm_links', 'incidents', 'history']) {
    assert.notEqual(await sees(made, amara, table), 0, table);
  }
  const found = () =>
    house.readAsStaff(amara, (db) =>
      db.rows(sql`select * from app.search_cases(${made.reference.toLowerCase()}, '', 5)`),
    );
  assert.equal((await found()).length, 1);
  assert.equal(await anHourLater(made, amara), 1);
  for (const table of ['participants', 'harm_links', 'incidents', 'history']) {
    assert.equal(await sees(made, amara, table), 0, table);
  }
  assert.equal((await found()).length, 0);
});

test('BRK-1 nobody is let in so without an opening that is written down, or for longer', async () => {
  const made = await closedToAmara();
  const letIn = (until: string) =>
    wallOf(made, amara, (hand) =>
      hand.run(sql`
        insert into app.case_readers (service_id, staff_id, case_id, because, until_at)
        values (${hand.serviceId}, ${amara}, ${hand.caseId}, 'break-glass', now() + ${until}::interval)`),
    );
  assert.equal(await letIn('1 hour'), 'brk_1_opening_is_written_down');
  const forADay = await wallOf(made, amara, (hand) =>
    hand.run(sql`
      insert into app.glass_openings (service_id, staff_id, reference, because, case_id, opened_at, until_at)
      values (${hand.serviceId}, ${amara}, ${made.reference}, ${sealed(ofHeldCase(hand), because)}, ${hand.caseId}, now(), now() + interval '1 day')`),
  );
  assert.equal(forADay, 'brk_1_lasts_an_hour');
  assert.equal(await opens(made, amara), undefined);
  assert.equal(await letIn('2 hours'), 'brk_1_opening_is_written_down');
});

test('BRK-2 a sixth try in an hour is refused, also where nothing opened, also at once', async () => {
  const made = await house.aCase();
  const tries = await Promise.all(
    Array.from({ length: 8 }, () =>
      wallOf(made, dana, (hand) => addVainTry(hand, { reference: 'AAAA-AAAA', because })),
    ),
  );
  assert.equal(tries.filter((wall) => wall === undefined).length, 5);
  assert.deepEqual([...new Set(tries.filter((wall) => wall !== undefined))], ['Refused: tried-often']);
  assert.equal(await opens(made, dana), 'Refused: tried-often');
});

test('BRK-3 the hand writes nothing in the case for whoever looks, now and when the hour is over', async () => {
  const made = await closedToAmara();
  assert.equal(await opens(made, amara), undefined);
  const writes: readonly ((hand: Hand) => Promise<unknown>)[] = [
    (hand) => hand.run(sql`update app.cases set touched_at = now() where id = ${hand.caseId}`),
    (hand) =>
      hand.run(
        sql`insert into app.notes (service_id, case_id, words, happened_on, written_by) values (${hand.serviceId}, ${hand.caseId}, 'x', current_date, ${amara})`,
      ),
    (hand) => hand.run(sql`update app.people set called = 'X'`),
    (hand) => hand.run(sql`update app.tasks set done_how = 'x' where case_id = ${hand.caseId}`),
    (hand) => hand.run(sql`update app.conflicts set lifted_at = now() where case_id = ${hand.caseId}`),
    (hand) => hand.run(sql`delete from app.case_readers where case_id = ${hand.caseId} and because = 'allocated'`),
    (hand) => hand.announce({ name: 'note.written', participantId: null }),
    (hand) => addReader(hand, leo),
  ];
  for (const write of writes) assert.equal(await wallOf(made, amara, write), 'brk_3_looks_only', String(write));
  await anHourLater(made, amara);
  for (const write of writes) assert.equal(await wallOf(made, amara, write), 'brk_3_looks_only', String(write));
  assert.equal(
    await wallOf(made, jo, (hand) => hand.announce({ name: 'note.written', participantId: null })),
    undefined,
  );
});

// What somebody is typing is their own, and no part of the case until they send it.
test('BRK-3 every table of a case has the wall', async () => {
  const client = new pg.Client(house.test.optionsFor('tp_migrator'));
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c
      where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and c.relname not in ('glass_openings', 'sessions', 'kept_texts')
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'case_id')
        and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname like 'brk\\_3\\_%')`,
  );
  await client.end();
  assert.deepEqual(rows, []);
});

test('BRK-4 the database lets no volunteer and no administrator in so', async () => {
  const made = await house.aCase();
  for (const staffId of [leo, adil]) assert.equal(await opens(made, staffId), 'Refused: may-not');
});

test('BRK-5 a try stays as it was typed; a data officer sees all of them, a supervisor those of cases that open for them', async () => {
  const made = await closedToAmara();
  await opens(made, amara);
  await wallOf(made, priya, (hand) => addVainTry(hand, { reference: 'CCCC-CCCC', because }));
  for (const change of [sql`update app.glass_openings set because = ''`, sql`delete from app.glass_openings`]) {
    assert.match((await wallOf(made, amara, (hand) => hand.run(change))) ?? '', /permission denied/);
  }
  const seen = async (staffId: StaffId) =>
    (
      await house.readAsStaff(staffId, (db) =>
        db.rows(sql<{ reference: string }>`select reference from app.glass_openings`),
      )
    ).map(({ reference }) => reference);
  assert.ok((await seen(dana)).includes('CCCC-CCCC'));
  assert.ok((await seen(dana)).includes(made.reference));
  assert.ok((await seen(priya)).includes(made.reference));
  assert.ok(!(await seen(priya)).includes('CCCC-CCCC'));
  for (const staffId of [amara, jo, leo, adil]) assert.deepEqual(await seen(staffId), []);
});
