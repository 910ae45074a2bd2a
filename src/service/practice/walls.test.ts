import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { plusDays } from '#vocabulary/dates.ts';
import { aHouse } from '../../../test/support/house.ts';
import { learningOf } from './facts.ts';
import type { Learning } from './rules.ts';
import { addLearning, takeLearningBack } from './store.ts';

const house = await aHouse();
const { leo, jo, priya } = house.staff;
const today = house.today();
const course: Learning = { kind: 'course', doneOn: today, minutes: 90, isApproved: true };
const wallOf = (work: (hand: Hand) => Promise<unknown>, by = priya) =>
  house.actInService(by, work).then(
    () => undefined,
    (error: unknown) => refusedBy(error) ?? String(error),
  );

test('PRC-1 PRC-2 the database refuses hours that cannot be, a day to come, and what somebody writes of themselves', async () => {
  for (const [wall, made] of [
    ['prc_1_hours_that_can_be', { ...course, minutes: 0 }],
    ['prc_1_kind_is_one_of', { ...course, kind: 'sleep' as 'course' }],
    ['prc_1_by_the_day_it_is_written', { ...course, doneOn: plusDays(today, 1) }],
  ] as const)
    assert.equal(await wallOf((hand) => addLearning(hand, leo, made)), wall);
  assert.equal(await wallOf((hand) => addLearning(hand, leo, course), leo), 'prc_2_by_somebody_else');
});

test('PRC-2 a line stays as it is, is taken back once, and is read by whose it is and whoever keeps the register', async () => {
  assert.equal(await wallOf((hand) => addLearning(hand, leo, course)), undefined);
  const seen = (who: typeof leo) => house.readAsStaff(who, (db) => learningOf(db, leo, today));
  const [line] = await seen(leo);
  assert.equal((await seen(priya)).length, 1);
  assert.equal((await seen(jo)).length, 0, 'a colleague reads nothing of it');
  const longer = (hand: Hand) => hand.run(sql`update app.learning_hours set minutes = 600`);
  assert.match((await wallOf(longer)) ?? '', /permission denied/);
  assert.equal(await wallOf((hand) => takeLearningBack(hand, leo, line?.id ?? '')), undefined);
  assert.equal((await seen(leo)).length, 0);
  const again = (hand: Hand) => hand.run(sql`update app.learning_hours set taken_back_at = null`);
  assert.equal(await wallOf(again), 'prc_2_taken_back_once');
});
