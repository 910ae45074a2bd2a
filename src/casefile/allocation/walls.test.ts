import assert from 'node:assert/strict';
import { test } from 'node:test';
import { letIn } from '#casefile/readers/actions.ts';
import { markComplexity } from '#casefile/cases/store.ts';
import { refusedBy } from '#platform/database.ts';
import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { addCheck } from '#service/facilitators/store.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { ofHeldCase } from '#vocabulary/key-owners.ts';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';
import { addAllocation, addConflict, type NewAllocation } from './store.ts';

const house = await aHouse();
const { jo, sam, leo, priya } = house.staff;

function wallOf(made: MadeCase, work: (hand: Hand) => Promise<unknown>): Promise<string | undefined> {
  return house
    .act(made, house.staff.amara, work)
    .then(() => undefined)
    .catch((error: unknown) => refusedBy(error) ?? (error instanceof Error ? error.message : 'something else'));
}

const given = (staffId: StaffId, as: 'lead' | 'co', override: Partial<NewAllocation> = {}): NewAllocation => ({
  staffId,
  as,
  overrideBy: null,
  overrideReason: '',
  ...override,
});
const give = (made: MadeCase, one: NewAllocation) => wallOf(made, (hand) => addAllocation(hand, one));

test('ALC-1 the database refuses a second lead', async () => {
  const made = await house.aCase();
  assert.equal(await give(made, given(jo, 'lead')), undefined);
  assert.equal(await give(made, given(sam, 'lead')), 'Refused: somebody-leads-already');
});

test('ALC-1 of two who give the lead at once, one is told that somebody leads already', async () => {
  const made = await house.aCase();
  const both = await Promise.all([give(made, given(jo, 'lead')), give(made, given(sam, 'lead'))]);
  assert.deepEqual(
    both.filter((wall) => wall !== undefined),
    ['Refused: somebody-leads-already'],
  );
});

test('ALC-2 the database refuses somebody twice', async () => {
  const made = await house.aCase();
  assert.equal(await give(made, given(jo, 'lead')), undefined);
  assert.equal(await give(made, given(jo, 'co')), 'Refused: works-on-it-already');
});

test('ALC-3 H6 the database refuses a level below the case, as lead and as co', async () => {
  const standard = await house.aCase();
  const complex = await house.aCase({ complexity: 'complex' });
  assert.equal(await give(standard, given(leo, 'lead')), 'Refused: level-is-below-the-case');
  assert.equal(await give(standard, given(leo, 'co')), undefined);
  assert.equal(await give(complex, given(sam, 'lead')), 'Refused: level-is-below-the-case');
  assert.equal(await give(complex, given(sam, 'co')), 'Refused: level-is-below-the-case', 'nobody leads yet');
  assert.equal(await give(complex, given(jo, 'lead')), undefined);
  assert.equal(await give(complex, given(sam, 'co')), undefined);
  assert.equal(await give(complex, given(leo, 'co')), 'Refused: level-is-below-the-case');
});

test('ALC-3 H6 only a supervisor goes above a level, for somebody else, with a reason', async () => {
  const made = await house.aCase({ complexity: 'complex' });
  const above = (overrideBy: StaffId, overrideReason: string, staffId = sam) =>
    give(made, given(staffId, 'lead', { overrideBy, overrideReason }));
  assert.equal(await above(jo, 'I say so'), 'Refused: only-a-supervisor-overrides');
  assert.equal(await above(priya, ''), 'override_has_reason');
  assert.equal(await above(priya, 'Me', priya), 'override_by_another');
  assert.equal(await above(priya, 'I am beside him'), undefined);
});

test('ALC-3 a case that becomes complex takes nobody off it', async () => {
  const made = await house.aCase();
  assert.equal(await give(made, given(sam, 'lead')), undefined);
  assert.equal(await wallOf(made, (hand) => markComplexity(hand, 'complex', ['child'])), undefined);
});

test('ALC-4 H6 who has a conflict of interest is neither given the case nor let in', async () => {
  const made = await house.aCase();
  await house.act(made, house.staff.amara, (hand) => addConflict(hand, leo, 'Lives in the same street'));
  assert.equal(await give(made, given(leo, 'co')), 'Refused: has-a-conflict-of-interest');
  assert.equal(await wallOf(made, (hand) => letIn(hand, leo)), 'Refused: has-a-conflict-of-interest');
});

test('ALC-6 whose safeguarding training is over is not given the case, not even by a supervisor', async () => {
  const made = await house.aCase();
  await house.act(made, house.staff.amara, (hand) =>
    addCheck(hand, leo, {
      kind: 'safeguarding-training',
      doneOn: '2020-01-01' as PlainDate,
      holdsUntil: '2021-01-01' as PlainDate,
    }),
  );
  assert.equal(await give(made, given(leo, 'co')), 'Refused: check-is-over');
  const override = { overrideBy: priya, overrideReason: 'I am beside him' };
  assert.equal(await give(made, given(leo, 'lead', override)), 'Refused: check-is-over');
});

test('ALC-9 the database gives a case about sexual harm to lead to nobody who is not trained for it, but by a supervisor', async () => {
  const made = await house.aCase();
  assert.equal(await wallOf(made, (hand) => markComplexity(hand, 'complex', ['sexual'])), undefined);
  assert.equal(await give(made, given(jo, 'lead')), 'Refused: lead-is-not-trained-for-it');
  const over = { kind: 'sexual-harm-training', doneOn: '2020-01-01', holdsUntil: '2021-01-01' } as const;
  await house.act(made, priya, (hand) => addCheck(hand, jo, over as Parameters<typeof addCheck>[2]));
  assert.equal(await give(made, given(jo, 'lead')), 'Refused: lead-is-not-trained-for-it');
  const override = { overrideBy: priya, overrideReason: 'I am beside her' };
  assert.equal(await give(made, given(jo, 'lead', override)), undefined);
});

test('ALC-8 the database gives no case to somebody whose roles work on none', async () => {
  const made = await house.aCase();
  assert.equal(await give(made, given(house.staff.dana, 'co')), 'Refused: works-on-no-cases');
});

test('ALC-5 the database refuses to lift one’s own conflict of interest, or any without a reason', async () => {
  const made = await house.aCase();
  await house.act(made, house.staff.amara, (hand) => addConflict(hand, sam, 'Knows her'));
  const lifted = (by: StaffId, because: string) =>
    wallOf(made, (hand) =>
      hand.run(
        sql`update app.conflicts set lifted_at = now(), lifted_by = ${by}, lifted_because = ${sealed(ofHeldCase(hand), because)}`,
      ),
    );
  assert.equal(await lifted(sam, 'It is fine'), 'alc_5_lifted_by_another');
  assert.equal(await lifted(priya, ''), 'alc_5_lifted_says_why');
  assert.equal(await lifted(priya, 'Another person was meant'), undefined);
});

test('who may not open the case does not see who works on it', async () => {
  const made = await house.aCase();
  await give(made, given(jo, 'lead'));
  assert.deepEqual(await house.readAsStaff(leo, (db) => db.rows(sql`select id from app.allocations`)), []);
  assert.deepEqual(await house.readAsStaff(leo, (db) => db.rows(sql`select id from app.conflicts`)), []);
});
