import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { about } from '#vocabulary/consent.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import { sql } from '#platform/sql.ts';
import { aHouse } from '../../../test/support/house.ts';
import { aSaying } from './examples.ts';
import type { Saying } from './rules.ts';
import { addStatement } from './store.ts';

const house = await aHouse();
const made = await house.aCase();
const joanne = made.who['Joanne'] as ParticipantId;
const dylan = made.who['Dylan'] as ParticipantId;

async function wallOf(changed: Partial<Saying>): Promise<string | undefined> {
  const today = house.today();
  const saying = aSaying({ participantId: joanne, saidOn: today, ...changed });
  const refusal = await house
    .act(made, house.staff.jo, (hand: Hand) => addStatement(hand, saying, { wording: 'Words', how: 'in-person' }))
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  return refusedBy(refusal) ?? (refusal instanceof Error ? refusal.message : undefined);
}

for (const [id, wall, changed] of [
  ['CON-1', 'con_1_subject_is_whole', { mode: null }],
  ['CON-1', 'con_1_subject_is_whole', about('share-item')],
  ['CON-2', 'con_2_not_now_has_a_day', { answer: 'not-now' }],
  ['CON-3', 'Refused: nothing-to-withdraw', { answer: 'withdrawn' }],
  ['CON-4', 'con_4_said_before_recorded', { saidOn: '2999-01-01' as PlainDate }],
  ['CON-5', 'con_5_nobody_towards_themselves', { towardId: joanne }],
] as const satisfies readonly (readonly [string, string, Partial<Saying>])[]) {
  test(`${id} the database refuses by ${wall}`, async () => {
    assert.equal(await wallOf(changed), wall);
  });
}

test('CON-7 for a child the database asks a guardian’s word too', async () => {
  const young = await house.aCase({ person: { Dylan: { isUnder18: true } } });
  const child = young.who['Dylan'] as ParticipantId;
  const agrees = await house.act(young, house.staff.jo, async (hand) => {
    await addStatement(hand, aSaying({ participantId: child, saidOn: house.today() }), {
      wording: 'Words',
      how: 'in-person',
    });
    return hand.row(sql<{ agrees: boolean }>`
      select app.agrees(${hand.serviceId}, ${hand.caseId}, ${child}, 'mode', 'meeting', null, null) as agrees`);
  });
  assert.equal(agrees?.agrees, false);
});

test('the ledger only grows: no login may change or remove a line', async () => {
  await assert.rejects(
    house.act(made, house.staff.jo, (hand) => hand.run(sql`update app.consents set answer = 'given'`)),
    /permission denied/,
  );
  await assert.rejects(
    house.act(made, house.staff.jo, (hand) => hand.run(sql`delete from app.consents`)),
    /permission denied/,
  );
});

test('a participant reads their own lines only', async () => {
  await house.act(made, house.staff.jo, (hand) =>
    addStatement(hand, aSaying({ participantId: dylan, saidOn: house.today() }), {
      wording: 'Words',
      how: 'in-person',
    }),
  );
  const seen = await house.readAsParticipant(made, joanne, (db) =>
    db.rows(sql<{ n: number }>`select participant_id from app.consents`),
  );
  assert.deepEqual(seen, []);
});
