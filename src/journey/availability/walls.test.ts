import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sealed, sql, type Query } from '#platform/sql.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { ofParticipant } from '#vocabulary/key-owners.ts';
import { aHouse } from '../../../test/support/house.ts';
import { sayTimes } from './actions.ts';

const house = await aHouse();
const { jo } = house.staff;
const made = await house.aCase();
const joanne = made.who['Joanne'] as ParticipantId;
const dylan = made.who['Dylan'] as ParticipantId;
const today = house.today();

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

interface Row {
  readonly times?: readonly string[];
  readonly words?: string;
  readonly how?: string;
  readonly saidOn?: Query<unknown>;
  readonly ended?: Query<unknown>;
}

function given({
  times = [],
  words = '',
  how = 'by-phone',
  saidOn = sql`${today}`,
  ended = sql`null`,
}: Row): Query<unknown> {
  return sql`
    insert into app.availabilities (service_id, case_id, participant_id, times, words, said_by, how, said_on, actor_kind, actor_id, given_at, ended_at)
    values (${house.serviceId}, ${made.caseId}, ${joanne}, ${times}::text[], ${sealed(ofParticipant(joanne), words)}, 'self', ${how}, ${saidOn},
            'staff', ${jo}, ${house.ports.clock()}, ${ended})`;
}

const ahead = (days: number) =>
  new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const aCopy = sql`
  insert into app.items (service_id, case_id, participant_id, to_id, kind, words, actor_kind, actor_id, written_at)
  values (${house.serviceId}, ${made.caseId}, ${joanne}, ${dylan}, 'availability', ${sealed(ofParticipant(joanne), 'Words')}, 'staff', ${jo},
          ${house.ports.clock()})`;

const avoided = (
  onDay: string,
  { every = false, words = 'His birthday', ended = sql`null` } = {},
): Query<unknown> => sql`
  insert into app.days_to_avoid (service_id, case_id, participant_id, on_day, is_every_year, words, written_by, written_at, ended_at)
  values (${house.serviceId}, ${made.caseId}, ${joanne}, ${onDay}, ${every}, ${sealed(ofParticipant(joanne), words)}, ${jo},
          ${house.ports.clock()}, ${ended})`;

for (const [id, wall, statements] of [
  ['AVA-8', 'ava_8_a_day_to_come', [avoided(ahead(-1))]],
  ['AVA-8', 'nothing refused it', [avoided(ahead(-1), { every: true }), avoided(ahead(0))]],
  ['AVA-8', 'ava_8_one_stands', [avoided(ahead(3)), avoided(ahead(3), { every: true })]],
  ['AVA-8', 'ava_8_ends_after_it_was_written', [avoided(ahead(3), { ended: sql`'2020-01-01'::timestamptz` })]],
  ['AVA-8', 'sea_1_days_to_avoid_words_is_sealed', [avoided(ahead(3), { words: 'x'.repeat(5000) })]],
  [
    'AVA-8',
    'ava_4_what_ended_stays',
    [avoided(ahead(3), { ended: sql`now() + interval '1 day'` }), sql`update app.days_to_avoid set ended_at = null`],
  ],
  ['AVA-1', 'nothing refused it', [given({ times: ['monday morning could', `${today} evening could-not`] })]],
  ['AVA-1', 'ava_1_a_day_and_a_part_of_it', [given({ times: ['someday morning could'] })]],
  ['AVA-1', 'ava_1_a_day_and_a_part_of_it', [given({ times: ['monday night could'] })]],
  ['AVA-1', 'ava_1_a_day_and_a_part_of_it', [given({ times: ['2027-02-30 morning could'] })]],
  ['AVA-1', 'ava_1_a_day_to_come', [given({ times: [`${ahead(-1)} morning could`] })]],
  ['AVA-1', 'ava_1_a_day_to_come', [given({ times: [`${ahead(367)} morning could`] })]],
  ['AVA-2', 'ava_2_one_answer_to_one_time', [given({ times: ['monday morning could', 'monday morning could-not'] })]],
  [
    'AVA-3',
    'ava_3_at_most_sixty_days',
    [given({ times: Array.from({ length: 61 }, (_, at) => `${ahead(at)} morning could`) })],
  ],
  ['AVA-3', 'sea_1_availabilities_words_is_sealed', [given({ words: 'x'.repeat(5000) })]],
  ['AVA-4', 'ava_4_one_stands', [given({}), given({})]],
  ['AVA-4', 'ava_4_ends_after_it_was_given', [given({ ended: sql`'2020-01-01'::timestamptz` })]],
  [
    'AVA-4',
    'ava_4_what_ended_stays',
    [given({ ended: sql`now() + interval '1 day'` }), sql`update app.availabilities set ended_at = null`],
  ],
  ['AVA-5', 'ava_5_online_is_for_oneself', [given({ how: 'online' })]],
  ['AVA-5', 'ava_5_on_a_day_that_has_come', [given({ saidOn: sql`${ahead(1)}` })]],
  ['REL-9', 'rel_9_of_times_that_stand', [aCopy]],
  ['REL-9', 'nothing refused it', [given({}), aCopy]],
  [
    'REL-9',
    'rel_9_copied_times_stay',
    [given({}), aCopy, sql`update app.items set words = ${sealed(ofParticipant(joanne), 'Other')}`],
  ],
] as const)
  test(`${id} the database says: ${wall}`, async () => {
    assert.equal(await wallOf(...statements), wall);
  });

test('AVA-4 nobody changes what was said, not even the hand', async () => {
  for (const changed of [sql`times = '{}'`, sql`participant_id = ${dylan}`, sql`said_by = 'guardian'`]) {
    assert.equal(await wallOf(given({}), sql`update app.availabilities set ${changed}`), undefined);
  }
});

test('H4 each reads their own times, and neither those of the other nor who wrote them down', async () => {
  const voice = { saidBy: 'self', how: 'by-phone', saidOn: today } as const;
  const said = { what: 'could', on: ['monday'], parts: ['morning'], words: 'Any bus.' } as const;
  await house.act(made, jo, (hand) => sayTimes(hand, { participantId: joanne, voice }, said));
  const seen = (who: ParticipantId, what: Query<unknown>) => house.readAsParticipant(made, who, (db) => db.rows(what));
  const own = sql`select times, words from app.availabilities`;
  assert.deepEqual(await seen(joanne, own), [{ times: ['monday morning could'], words: 'Any bus.' }]);
  assert.deepEqual(await seen(dylan, own), []);
  await assert.rejects(seen(joanne, sql`select actor_id from app.availabilities`), /permission denied/);
});

test('AVA-9 H4 a day to avoid is read by staff of the case alone, not by whose it is, and nothing of it changes but its end', async () => {
  await house.act(made, jo, (hand) => hand.run(avoided(ahead(5))));
  const days = sql`select words from app.days_to_avoid`;
  assert.deepEqual(await house.readAsStaff(jo, (db) => db.rows(days)), [{ words: 'His birthday' }]);
  assert.deepEqual(await house.readAsStaff(house.staff.leo, (db) => db.rows(days)), []);
  for (const who of [joanne, dylan])
    await assert.rejects(
      house.readAsParticipant(made, who, (db) => db.rows(days)),
      /permission denied/,
    );
  assert.equal(await wallOf(sql`update app.days_to_avoid set on_day = on_day + 1`), undefined, 'permission denied');
});
