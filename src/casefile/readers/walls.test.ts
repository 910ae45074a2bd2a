import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { markTeam } from '#casefile/cases/store.ts';
import { addConflict } from '#casefile/allocation/store.ts';
import { declareConflict, giveCase, takeCaseBack } from '#casefile/allocation/actions.ts';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import { addStaff } from '#service/staff/store.ts';
import { insertTeam, rewriteTeam } from '#service/teams/store.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId, TeamId } from '#vocabulary/ids.ts';
import type { StaffRole } from '#vocabulary/staff.ts';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';
import { trailsOf } from '../../../test/support/trails.ts';
import * as store from './store.ts';

const house = await aHouse();
const { amara, jo, sam, leo, priya } = house.staff;

function wallOf(made: MadeCase, work: (hand: Hand) => Promise<unknown>): Promise<string | undefined> {
  return house
    .act(made, priya, work)
    .then(() => undefined)
    .catch((error: unknown) => refusedBy(error) ?? (error instanceof Error ? error.message : 'something else'));
}

async function readersOf(made: MadeCase): Promise<readonly string[]> {
  const rows = await house.act(made, priya, (hand) =>
    hand.rows(sql<{ who: StaffId; because: string }>`
      select staff_id as who, because from app.case_readers where case_id = ${made.caseId}`),
  );
  const names = new Map<string, string>(Object.entries(house.staff).map(([name, id]) => [id, name]));
  return rows.map(({ who, because }) => `${names.get(who) ?? who} ${because}`).toSorted();
}

async function somebody(...roles: readonly StaffRole[]): Promise<StaffId> {
  const id = randomUUID() as StaffId;
  const made = await house.aCase();
  await house.act(made, amara, (hand) =>
    addStaff(hand, { id, name: roles.join(' '), email: `${id}@rp.example`, practiceLevel: 'advanced', roles }),
  );
  return id;
}

async function restricted(): Promise<MadeCase> {
  const made = await house.aCase();
  await house.act(made, priya, async (hand) => {
    await store.addNamed(hand, priya);
    await store.addRestriction(hand, 'A colleague’s brother');
  });
  return made;
}

test('RDR-1 the database lets no administrator in', async () => {
  const made = await house.aCase();
  const grace = await somebody('administrator');
  assert.equal(await wallOf(made, (hand) => store.addReader(hand, grace)), 'Refused: reads-no-cases');
  assert.equal(await wallOf(made, (hand) => store.addNamed(hand, grace)), 'Refused: reads-no-cases');
});

test('RDR-2 a role opens the cases that are there, and those to come, until it ends', async () => {
  const before = await house.aCase();
  const ruth = await somebody('manager');
  const daniel = await somebody('data-officer');
  const after = await house.aCase();
  for (const made of [before, after]) {
    const readers = await readersOf(made);
    assert.ok(readers.includes(`${ruth} service-wide`));
    assert.ok(!readers.some((each) => each.startsWith(daniel)));
  }
});

test('RDR-3 a restriction takes the case off everybody’s list who neither works on it nor is named', async () => {
  const made = await house.aCase();
  await house.act(made, priya, (hand) =>
    giveCase(
      hand,
      { staffId: sam, as: 'lead', overrideReason: '' },
      { staffId: amara, serviceId: house.serviceId, name: 'Amara', roles: ['coordinator'] },
    ),
  );
  await house.act(made, priya, async (hand) => {
    await store.addNamed(hand, priya);
    await store.addRestriction(hand, 'A colleague’s brother');
  });
  assert.deepEqual(await readersOf(made), ['priya named', 'sam allocated']);
  for (const table of [
    'cases',
    'participants',
    'incidents',
    'harm_links',
    'history',
    'restrictions',
    'named_readers',
  ]) {
    const rows = await house.readAsStaff(amara, (db) =>
      db.rows({
        text: `select 1 from app.${table} where ${table === 'cases' ? 'id' : 'case_id'} = $1`,
        values: [made.caseId],
        name: undefined,
      }),
    );
    assert.equal(rows.length, 0, table);
  }
});

test('RDR-3 while a case is restricted no role and nobody without work on it is let in', async () => {
  const made = await restricted();
  assert.equal(await wallOf(made, (hand) => store.addReader(hand, jo)), 'rdr_3_restricted_opens_for_named_people');
  await somebody('coordinator');
  assert.deepEqual(await readersOf(made), ['priya named']);
});

test('RDR-3 a restriction is lifted with a reason, stays written down, and is one at a time', async () => {
  const made = await restricted();
  assert.equal(await wallOf(made, (hand) => store.addRestriction(hand, 'Again')), 'Refused: restricted-already');
  assert.equal(await wallOf(made, (hand) => store.liftRestriction(hand, '')), 'rdr_3_lifted_says_why');
  assert.match((await wallOf(made, (hand) => hand.run(sql`delete from app.restrictions`))) ?? '', /permission denied/);
  assert.match(
    (await wallOf(made, (hand) => hand.run(sql`update app.restrictions set because = 'x'`))) ?? '',
    /permission denied/,
  );
  assert.equal(await wallOf(made, (hand) => store.liftRestriction(hand, 'He has left')), undefined);
  assert.deepEqual(
    (await readersOf(made)).filter((each) => each.includes('amara')),
    ['amara service-wide'],
  );
});

test('RDR-4 the database keeps the last supervisor or manager of a restricted case, however they would go', async () => {
  const made = await restricted();
  const refused = 'Refused: nobody-would-remain';
  assert.equal(await wallOf(made, (hand) => store.endNamed(hand, priya)), refused);
  assert.equal(await wallOf(made, (hand) => addConflict(hand, priya, 'His aunt')), refused);
  assert.equal(await wallOf(made, (hand) => declareConflict(hand, priya, 'His aunt')), refused);
  assert.equal(
    await wallOf(made, (hand) => hand.run(sql`delete from app.case_readers where case_id = ${made.caseId}`)),
    refused,
  );
  const given = { staffId: jo, as: 'lead', overrideReason: '' } as const;
  const by = { staffId: priya, serviceId: house.serviceId, name: 'Priya', roles: ['supervisor'] } as const;
  assert.equal(await wallOf(made, (hand) => giveCase(hand, given, by)), undefined);
  assert.equal(await wallOf(made, (hand) => store.endNamed(hand, priya)), refused, 'a facilitator cannot name others');
  assert.equal(await wallOf(made, (hand) => takeCaseBack(hand, jo)), undefined);
  const ruth = await somebody('manager');
  assert.equal(await wallOf(made, (hand) => store.addNamed(hand, ruth)), undefined);
  assert.equal(await wallOf(made, (hand) => store.endNamed(hand, priya)), undefined);
  assert.deepEqual(await readersOf(made), [`${ruth} named`]);
});

test('RDR-4 a case is not restricted to nobody', async () => {
  const made = await house.aCase();
  assert.equal(await wallOf(made, (hand) => store.addRestriction(hand, 'Why')), 'Refused: nobody-would-remain');
  assert.equal(
    await wallOf(made, async (hand) => {
      await store.addNamed(hand, leo);
      await store.addRestriction(hand, 'Why');
    }),
    'Refused: nobody-would-remain',
  );
});

test('RDR-5 H6 somebody is named once at a time, and a conflict of interest ends it', async () => {
  const made = await house.aCase();
  await house.act(made, priya, (hand) => store.addNamed(hand, leo));
  assert.equal(await wallOf(made, (hand) => store.addNamed(hand, leo)), 'Refused: named-already');
  await house.act(made, priya, (hand) => addConflict(hand, leo, 'Lives in the same street'));
  assert.ok(!(await readersOf(made)).some((each) => each.startsWith('leo')));
  assert.equal(await wallOf(made, (hand) => store.addNamed(hand, leo)), 'Refused: has-a-conflict-of-interest');
  const unwritten = namedByHand(made, leo);
  assert.equal(await unwritten, 'Refused: has-a-conflict-of-interest');
  assert.equal(await namedByHand(made, sam), 'rdr_5_named_is_written_down');
});

function namedByHand(made: MadeCase, staffId: StaffId): Promise<string | undefined> {
  return wallOf(made, (hand) =>
    hand.run(sql`
      insert into app.case_readers (service_id, staff_id, case_id, because)
      values (${hand.serviceId}, ${staffId}, ${hand.caseId}, 'named')`),
  );
}

test('RDR-7 a role opens the cases of its teams and those of no team; the rows follow the team, and who joins and leaves', async () => {
  const { mia } = house.staff;
  const made = await house.aCase();
  const [north, south] = [randomUUID() as TeamId, randomUUID() as TeamId];
  const northern = { name: 'North', districts: [], members: [amara] };
  const southern = { name: 'South', districts: [], members: [priya] };
  const byRole = async () => (await readersOf(made)).filter((each) => /^[a-z]+ service-wide$/.test(each));
  await house.act(made, mia, async (hand) => {
    await insertTeam(hand, north, northern);
    await insertTeam(hand, south, southern);
  });
  const all = ['amara service-wide', 'mia service-wide', 'priya service-wide'];
  const [amaras, mias, priyas] = all;
  assert.deepEqual(await byRole(), all);
  await house.act(made, mia, (hand) => markTeam(hand, south));
  assert.deepEqual(await byRole(), [mias, priyas]);
  assert.equal(await wallOf(made, (hand) => comeByRole(hand, amara)), 'rdr_7_role_opens_own_teams');
  await house.act(made, mia, (hand) => markTeam(hand, north));
  assert.deepEqual(await byRole(), [amaras, mias]);
  await house.act(made, mia, (hand) => rewriteTeam(hand, north, { ...northern, members: [priya] }));
  assert.deepEqual(await byRole(), all, 'Amara is in no team now, and Priya in both');
  await house.act(made, mia, (hand) => rewriteTeam(hand, south, { ...southern, members: [amara] }));
  assert.deepEqual(await byRole(), [mias, priyas]);
  const trails = await trailsOf(house);
  const events = await trails.rows<{ event: string }>(
    `select event from trails.security where event like '%team' order by seq desc limit 4`,
  );
  assert.deepEqual(
    events.map(({ event }) => event),
    ['joined-team', 'left-team', 'joined-team', 'left-team'],
  );
});

async function comeByRole(hand: Hand, staffId: StaffId): Promise<void> {
  await hand.run(sql`
    insert into app.case_readers (service_id, staff_id, case_id, because)
    values (${hand.serviceId}, ${staffId}, ${hand.caseId}, 'service-wide')`);
}
