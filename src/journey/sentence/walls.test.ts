import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { plusDays } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { sentencingOf } from './facts.ts';
import type { Sentencing } from './rules.ts';
import { keepSentencing } from './store.ts';

const house = await aHouse();
const { jo, leo } = house.staff;
const made = await house.aCase();
const [joanne, dylan] = [made.who['Joanne'], made.who['Dylan']] as unknown as readonly [ParticipantId, ParticipantId];
const hearingOn = plusDays(house.today(), 40);
const said = (changed: Partial<Sentencing> = {}): Sentencing => ({
  ...{ plea: 'guilty', hearingOn, reportDueOn: plusDays(hearingOn, -7), offered: 'before' },
  ...changed,
});
const wallOf = (work: (hand: Hand) => Promise<unknown>) =>
  house.act(made, jo, work).then(
    () => undefined,
    (error: unknown) => refusedBy(error) ?? String(error),
  );

for (const [id, wall, changed] of [
  ['SEN-2', 'sen_2_report_is_due_by_the_hearing', { reportDueOn: plusDays(hearingOn, 1) }],
  ['SEN-3', 'sen_3_before_sentence_rests_on_a_plea', { plea: 'not-yet' }],
  ['SEN-3', 'sen_3_before_sentence_rests_on_a_plea', { reportDueOn: null }],
  ['SEN-4', 'sen_4_afterwards_has_its_day', { offered: 'after', hearingOn: null, reportDueOn: null }],
] as const satisfies readonly (readonly [string, string, Partial<Sentencing>])[])
  test(`${id} the database refuses by ${wall} ${Object.keys(changed).join(' ')}`, async () => {
    assert.equal(await wallOf((hand) => keepSentencing(hand, dylan, said(changed))), wall);
  });

test('SEN-1 one line of each who is responsible, read by staff who may open the case alone', async () => {
  assert.equal(await wallOf((hand) => keepSentencing(hand, joanne, said())), 'sen_1_of_somebody_responsible');
  assert.equal(await wallOf((hand) => keepSentencing(hand, dylan, said())), undefined);
  const later = said({ hearingOn: plusDays(hearingOn, 30) });
  assert.equal(await wallOf((hand) => keepSentencing(hand, dylan, later)), undefined);
  assert.deepEqual(await house.readAsStaff(jo, (db) => sentencingOf(db, made.caseId, dylan)), later);
  const again = (hand: Hand) =>
    hand.run(sql`
      insert into app.sentencings (service_id, case_id, participant_id, plea, offered, written_by, written_at)
      values (${hand.serviceId}, ${hand.caseId}, ${dylan}, 'guilty', 'not-asked', ${jo}, now())`);
  assert.equal(await wallOf(again), 'sen_1_one_of_each_person');
  assert.equal(await house.readAsStaff(leo, (db) => sentencingOf(db, made.caseId, dylan)), undefined);
  await assert.rejects(
    house.readAsParticipant(made, dylan, (db) => sentencingOf(db, made.caseId, dylan)),
    /permission denied/,
  );
});
