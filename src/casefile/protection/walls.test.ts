import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sealed, sql, type Query } from '#platform/sql.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { ofHeldCase } from '#vocabulary/key-owners.ts';
import { aHouse } from '../../../test/support/house.ts';
import { anOfferedLetter } from '../../../test/support/letters.ts';

const house = await aHouse();
const { jo, sam } = house.staff;
const made = await house.aCase();
const joanne = made.who['Joanne'] as ParticipantId;
const dylan = made.who['Dylan'] as ParticipantId;
const digest = `m1.${'d'.repeat(43)}`;

/** The wall that refused one of the statements, written on the hand's own login; undone when all were taken. */
async function wallOf(...statements: readonly Query<unknown>[]): Promise<string | undefined> {
  const hand = { login: 'tp_hand', serviceId: house.serviceId, kind: 'hand', id: '', caseId: made.caseId } as const;
  const refusal: unknown = await house.ports.database
    .write(
      hand,
      async (db) => {
        for (const statement of statements) await db.run(statement);
      },
      () => false,
    )
    .catch((error: unknown) => error);
  return refusal === undefined ? 'nothing refused it' : refusedBy(refusal);
}

const alarmId = '7d6d5c1e-0000-4000-8000-000000000001';

function anAlarm({ reason = 'It is the shop', contact = true, second = null as string | null, words = digest } = {}) {
  return sql`
    insert into app.false_alarms (service_id, case_id, id, participant_id, words_digest, found, is_about_contact, reason, said_by,
                                  seconded_by, seconded_at)
    values (${house.serviceId}, ${made.caseId}, ${alarmId}, ${joanne}, ${words}, '[{"kind": "address"}]', ${contact}, ${sealed(ofHeldCase(made), reason)}, ${jo},
            ${second}, ${second === null ? null : house.now()})`;
}

function aCheck({ found = 0, alarm = null as string | null, words = digest, inside = sql`pg_current_xact_id()` } = {}) {
  return sql`
    insert into app.word_checks (service_id, case_id, participant_id, words_digest, found, false_alarm_id, checked_at, checked_in)
    values (${house.serviceId}, ${made.caseId}, ${joanne}, ${words}, ${found}, ${alarm}, now(), ${inside})`;
}

for (const [id, wall, statements] of [
  ['PRO-3', 'pro_3_found_is_answered', [aCheck({ found: 2 })]],
  [
    'PRO-3',
    'pro_3_answer_is_for_these_words',
    [anAlarm({ contact: false }), aCheck({ found: 1, alarm: alarmId, words: `m1.${'e'.repeat(43)}` })],
  ],
  ['PRO-4', 'pro_4_answered_with_a_reason', [anAlarm({ reason: '' })]],
  ['PRO-4', 'pro_4_second_is_somebody_else', [anAlarm({ second: jo })]],
  ['PRO-4', 'pro_4_contact_details_need_two', [anAlarm(), aCheck({ found: 1, alarm: alarmId })]],
  ['PRO-5', 'pro_5_checked_as_it_crosses', [aCheck({ inside: sql`'3'::xid8` })]],
  ['PRO-4', 'nothing refused it', [anAlarm({ second: sam }), aCheck({ found: 1, alarm: alarmId })]],
  ['PRO-3', 'nothing refused it', [anAlarm({ contact: false }), aCheck({ found: 1, alarm: alarmId })]],
] as const)
  test(`${id} the database says: ${wall}`, async () => {
    assert.equal(await wallOf(...statements), wall);
  });

test('PRO-5 a release without a look through its words in the same transaction is refused', async () => {
  const letterId = await anOfferedLetter(house, made);
  const again = sql`update app.releases set released_at = now() where item_id = ${letterId}`;
  assert.equal(
    await wallOf(again),
    'pro_5_checked_as_it_crosses',
    'the check of the first offer is no check of another',
  );
  const [release] = await house.act(made, jo, (hand) =>
    hand.rows(sql<{ digest: string }>`select words_digest as digest from app.releases where item_id = ${letterId}`),
  );
  assert.equal(await wallOf(aCheck({ words: release?.digest ?? '' }), again), 'nothing refused it');
});

test('H4 the answers and checks of a case are read by nobody on either side', async () => {
  for (const who of [joanne, dylan]) {
    for (const table of [sql`app.false_alarms`, sql`app.word_checks`]) {
      const read = house.readAsParticipant(made, who, (db) => db.rows(sql`select 1 from ${table}`));
      await assert.rejects(read, /permission denied/);
    }
  }
});
