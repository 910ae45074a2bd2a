import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { giveCase, declareConflict } from '#casefile/allocation/actions.ts';
import { addNamed, addRestriction } from '#casefile/readers/store.ts';
import { mayOpenCase } from '#casefile/readers/facts.ts';
import { askFor } from '#casefile/tasks/actions.ts';
import { tasksFor } from '#casefile/tasks/facts.ts';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import { takeAbsenceBack } from '#service/facilitators/actions.ts';
import { addCheck } from '#service/facilitators/store.ts';
import { addStaff } from '#service/staff/store.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { StaffMember } from '#vocabulary/staff.ts';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';
import { trailsOf } from '../../../test/support/trails.ts';
import { coversOf } from './facts.ts';
import { addCover, endCover, followCovers } from './store.ts';

const house = await aHouse();
const { leo, priya, amara } = house.staff;
const today = house.today();
const supervisor: StaffMember = { staffId: priya, serviceId: house.serviceId, name: 'Priya', roles: ['supervisor'] };
const trails = await trailsOf(house);
const keeper: Keeper = { ask: (query) => house.ports.database.ask('tp_doorkeeper', query) };

/** Somebody new who works on cases, so that what one test says meets no other. */
async function aColleague(
  level: 'foundation' | 'advanced',
  roles: readonly string[] = ['facilitator'],
): Promise<StaffId> {
  const id = randomUUID() as StaffId;
  await house.actInService(amara, (hand) =>
    addStaff(hand, {
      ...{ id, name: `Colleague ${id.slice(0, 4)}`, email: `${id}@rp.example`, practiceLevel: level },
      roles: roles as StaffMember['roles'],
    }),
  );
  return id;
}

/** A case that somebody leads and nobody else works on. */
async function ledBy(staffId: StaffId): Promise<MadeCase> {
  const made = await house.aCase();
  const given = { staffId, as: 'lead', overrideReason: '' } as const;
  const decision = await house.act(made, amara, (hand) => giveCase(hand, given, { ...supervisor, staffId: amara }));
  assert.ok(decision.ok);
  return made;
}

async function away(staffId: StaffId, fromOn: PlainDate, untilOn: PlainDate): Promise<string> {
  const id = randomUUID();
  await house.actInService(amara, (hand) =>
    hand.run(sql`
      insert into app.absences (service_id, id, staff_id, from_on, until_on, said_by)
      values (${hand.serviceId}, ${id}, ${staffId}, ${fromOn}, ${untilOn}, ${staffId})`),
  );
  return id;
}

const wallOf = (work: (hand: Hand) => Promise<unknown>) =>
  house
    .actInService(amara, work)
    .then(() => undefined)
    .catch((error: unknown) => refusedBy(error) ?? String(error));
const cover = (absenceId: string, coverId: StaffId) => wallOf((hand) => addCover(hand, absenceId, coverId));
const opens = async (staffId: StaffId, made: MadeCase) =>
  (await (await house.asStaff(staffId)).get(`/cases/${made.reference}`)).status === 200;

test('COV-1 the database refuses who is no cover: oneself, without a role, unchecked, or away too', async () => {
  const who = await aColleague('advanced');
  const absence = await away(who, plusDays(today, 40), plusDays(today, 50));
  assert.equal(await cover(absence, who), 'cov_1_somebody_else');
  assert.equal(await cover(absence, await aColleague('advanced', ['data-officer'])), 'cov_1_works_on_cases');
  const unchecked = await aColleague('advanced');
  const over = { doneOn: '2020-01-01' as PlainDate, holdsUntil: '2021-01-01' as PlainDate };
  await house.actInService(amara, (hand) => addCheck(hand, unchecked, { kind: 'vetting', ...over }));
  assert.equal(await cover(absence, unchecked), 'cov_1_checks_hold');
  const gone = await aColleague('advanced');
  await away(gone, plusDays(today, 50), plusDays(today, 51));
  assert.equal(await cover(absence, gone), 'cov_1_is_there');
});

test('COV-2 COV-3 the same days have one cover, and what ended stays ended', async () => {
  const [who, first, second] = [
    await aColleague('advanced'),
    await aColleague('advanced'),
    await aColleague('advanced'),
  ];
  const absence = await away(who, plusDays(today, 5), plusDays(today, 6));
  assert.equal(await cover(absence, first), undefined);
  assert.equal(await cover(absence, second), 'Error: Refused: covered-already');
  const [held] = await house.readAsStaff(amara, (db) => coversOf(db, [absence]));
  assert.ok(held);
  assert.equal(await wallOf((hand) => endCover(hand, held.id)), undefined);
  const again = wallOf((hand) =>
    hand.run(sql`update app.covers set ended_at = null, ended_by = null where id = ${held.id}`),
  );
  assert.equal(await again, 'cov_3_ends_once');
  assert.equal(await cover(absence, second), undefined);
});

test('COV-4 a case opens on the first day and shuts when covering ends, and the trail says why', async () => {
  const [who, colleague] = [await aColleague('advanced'), await aColleague('advanced')];
  const made = await ledBy(who);
  const later = await away(who, plusDays(today, 3), plusDays(today, 4));
  assert.equal(await cover(later, colleague), undefined);
  await followCovers(keeper);
  assert.equal(await opens(colleague, made), false, 'not before the first day');
  const now = await away(who, today, plusDays(today, 1));
  assert.equal(await cover(now, colleague), undefined);
  assert.equal(await opens(colleague, made), true);
  assert.match((await (await house.asStaff(colleague)).get(`/cases/${made.reference}`)).body, /You cover here/);
  const next = await ledBy(who);
  assert.equal(await opens(colleague, next), true, 'a case that they are given meanwhile');
  const [held] = await house.readAsStaff(amara, (db) => coversOf(db, [now]));
  assert.equal(await wallOf((hand) => endCover(hand, held?.id ?? '')), undefined);
  assert.equal(await opens(colleague, made), false);
  const trail = await trails.rows<{ event: string; because: string }>(
    'select event, because from trails.security where about_id = $1 and case_id = $2 order by seq',
    [colleague, made.caseId],
  );
  assert.deepEqual(
    trail.map(({ event, because }) => [event, because]),
    [
      ['let-into-case', 'covering'],
      ['shut-out-of-case', 'covering'],
    ],
  );
});

test('COV-4 days away that are taken back end it, and past the last moment nothing opens, worker or not', async () => {
  const [who, colleague] = [await aColleague('advanced'), await aColleague('advanced')];
  const made = await ledBy(who);
  const absence = await away(who, today, today);
  await cover(absence, colleague);
  assert.equal(await opens(colleague, made), true);
  await house.act(made, amara, (hand) => takeAbsenceBack(hand, who, absence));
  assert.equal(await opens(colleague, made), false);
  await cover(await away(who, today, today), colleague);
  assert.equal(await opens(colleague, made), true);
  await trails.rows(
    `update app.case_readers set until_at = now() - interval '1 second' where case_id = $1 and because = 'covering'`,
    [made.caseId],
  );
  assert.equal(await opens(colleague, made), false);
  assert.equal(await house.act(made, amara, (hand) => mayOpenCase(hand, colleague, made.caseId)), false);
});

test('COV-4 what the cover could not be given stays shut: level, a conflict of interest, a restriction', async () => {
  const [who, colleague] = [await aColleague('advanced'), await aColleague('advanced')];
  const [plain, known, closed] = [await ledBy(who), await ledBy(who), await ledBy(who)];
  await house.act(known, amara, (hand) => declareConflict(hand, colleague, 'Her sister lives there'));
  await house.act(closed, priya, async (hand) => {
    await addNamed(hand, priya);
    await addRestriction(hand, 'A well-known singer');
  });
  await cover(await away(who, today, today), colleague);
  assert.deepEqual(
    [await opens(colleague, plain), await opens(colleague, known), await opens(colleague, closed)],
    [true, false, false],
  );
  await house.act(plain, amara, (hand) => declareConflict(hand, colleague, 'Knows him from school'));
  assert.equal(await opens(colleague, plain), false);
  const [other, learner] = [await aColleague('advanced'), await aColleague('foundation')];
  const complex = await ledBy(other);
  await cover(await away(other, today, today), learner);
  assert.equal(await opens(learner, complex), false, 'nobody at foundation leads, not for a while either');
});

test('COV-4 who loses the role, the level or the check that covering asks for is out in that moment', async () => {
  const changes: readonly ((who: StaffId) => (hand: Hand) => Promise<unknown>)[] = [
    (who: StaffId) => (hand: Hand) => hand.run(sql`delete from app.staff_roles where staff_id = ${who}`),
    (who: StaffId) => (hand: Hand) =>
      hand.run(sql`update app.staff set practice_level = 'foundation' where id = ${who}`),
    (who: StaffId) => (hand: Hand) =>
      addCheck(hand, who, { kind: 'vetting', doneOn: plusDays(today, -800), holdsUntil: plusDays(today, -1) }),
  ];
  for (const change of changes) {
    const [who, colleague] = [await aColleague('advanced'), await aColleague('advanced')];
    const made = await ledBy(who);
    await cover(await away(who, today, today), colleague);
    assert.equal(await opens(colleague, made), true);
    await house.actInService(amara, change(colleague));
    assert.equal(await house.act(made, amara, (hand) => mayOpenCase(hand, colleague, made.caseId)), false);
  }
});

test('COV-4 nobody writes themselves in as covering', async () => {
  const made = await house.aCase();
  const written = house
    .act(made, amara, (hand) =>
      hand.run(sql`
        insert into app.case_readers (service_id, staff_id, case_id, because, until_at)
        values (${hand.serviceId}, ${leo}, ${hand.caseId}, 'covering', now() + interval '1 day')`),
    )
    .then(() => undefined)
    .catch((error: unknown) => refusedBy(error));
  assert.equal(await written, 'cov_4_covering_follows');
});

test('tasks of the cases come to whoever covers, and none of the other’s own', async () => {
  const [who, colleague] = [await aColleague('advanced'), await aColleague('advanced')];
  const made = await ledBy(who);
  const task = { dueOn: today, kind: 'ring' } as const;
  await house.act(made, amara, async (hand) => {
    await askFor(hand, { ...task, words: 'Ring Joanne back.', cause: `a ${made.reference}` });
    await askFor(hand, { ...task, words: 'Read the draft.', cause: `b ${made.reference}`, staffId: who });
  });
  await house.actInService(amara, (hand) =>
    askFor(hand, { ...task, words: 'Renew your own training.', cause: `c ${who}`, staffId: who }),
  );
  const tasks = async (): Promise<readonly string[]> =>
    (
      await house.readAsStaff(colleague, (db) =>
        tasksFor(db, { ...supervisor, staffId: colleague, roles: ['facilitator'] }, today),
      )
    ).map(({ words }) => words);
  assert.deepEqual(await tasks(), []);
  await cover(await away(who, today, today), colleague);
  assert.deepEqual((await tasks()).toSorted(), ['Read the draft.', 'Ring Joanne back.']);
});
