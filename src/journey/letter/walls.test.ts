import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import type { Decision } from '#platform/decision.ts';
import { type Query, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { LetterId, ParticipantId, StaffId } from '#vocabulary/ids.ts';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';
import { aLetterToRead, anOfferedLetter, theLetter } from '../../../test/support/letters.ts';
import { reviewLetter, writeLetter } from './actions.ts';

const house = await aHouse();
const { jo, sam, priya } = house.staff;

/** The wall that refused one of the statements, written on the hand's own login; undone when all were taken. */
async function wallOf(made: MadeCase, ...statements: readonly Query<unknown>[]): Promise<string | undefined> {
  const { caseId } = made;
  const hand = { login: 'tp_hand', serviceId: house.serviceId, kind: 'hand', id: '', caseId } as const;
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

/** One action in a transaction of its own, as the doors run it: a wall it meets is a refusal. */
function acting<Value, Refusal extends string>(
  made: MadeCase,
  staffId: StaffId,
  work: (hand: Hand) => Promise<Decision<Value, Refusal>>,
): Promise<Decision<Value, Refusal>> {
  return house.ports.act(
    { serviceId: house.serviceId, caseId: made.caseId, actor: { kind: 'staff', id: staffId } },
    work,
  );
}

const set = (letterId: LetterId, changed: Query<unknown>) =>
  sql`update app.letters set ${changed} where id = ${letterId}`;

const toDelivered = sql`status = 'delivered', delivered_at = now()`;
const made = await house.aCase();
const offered = await anOfferedLetter(house, made);
const dylan = made.who['Dylan'] as ParticipantId;
const joanne = made.who['Joanne'] as ParticipantId;

for (const [id, wall, statement] of [
  [
    'EXC-1',
    'exc_1_not_to_oneself',
    sql`insert into app.letters (service_id, case_id, participant_id, recipient_id)
        values (${house.serviceId}, ${made.caseId}, ${dylan}, ${dylan})`,
  ],
  ['EXC-5', 'exc_5_changed_words_are_a_new_version', set(offered, sql`body = 'Other words'`)],
  ['EXC-5', 'exc_5_words_on_their_way_stay', set(offered, sql`body = 'x', version = 3, status = 'draft'`)],
  [
    'EXC-6',
    'exc_6_return_has_advice',
    sql`insert into app.letter_reviews (service_id, case_id, letter_id, version, reviewer_id, verdict)
        values (${house.serviceId}, ${made.caseId}, ${offered}, 2, ${sam}, 'return')`,
  ],
  [
    'H9',
    'h9_letter_starts_as_a_draft',
    sql`insert into app.letters (service_id, case_id, participant_id, recipient_id, status)
        values (${house.serviceId}, ${made.caseId}, ${dylan}, ${joanne}, 'held')`,
  ],
  [
    'H9',
    'letter_reviews_pkey',
    sql`insert into app.letter_reviews (service_id, case_id, letter_id, version, reviewer_id, verdict)
        values (${house.serviceId}, ${made.caseId}, ${offered}, 2, ${jo}, 'ready')`,
  ],
] as const satisfies readonly (readonly [string, string, Query<unknown>])[]) {
  test(`${id} the database refuses by ${wall}`, async () => {
    assert.equal(await wallOf(made, statement), wall);
  });
}

test('EXC-8 a kept letter is delivered to nobody', async () => {
  assert.equal(
    await wallOf(made, set(offered, sql`status = 'never-sent'`), set(offered, toDelivered)),
    'h9_recipient_accepted',
  );
});

test('H9 two readers at once hold a letter once; one reader twice at once is one', async () => {
  for (let turn = 0; turn < 5; turn += 1) {
    const mine = await house.aCase();
    const letterId = await aLetterToRead(house, mine);
    const read = (reviewerId: StaffId) =>
      acting(mine, reviewerId, (hand) =>
        reviewLetter(hand, letterId, { version: 2, reviewerId, verdict: 'ready', advice: '' }),
      );
    const [one, other] = await Promise.all([read(jo), read(jo)]);
    assert.deepEqual(
      [one, other].filter(({ ok }) => !ok).map((refused) => !refused.ok && refused.because),
      [['you-have-read-this-version']],
    );
    const two = await Promise.all([read(sam), read(priya)]);
    assert.equal(two.filter(({ ok }) => ok).length, 1);
    assert.equal((await theLetter(house, mine, letterId)).status, 'held');
  }
});

test('EXC-5 a reader and a writer at once: the reading counts for the words that were read, or is refused', async () => {
  for (let turn = 0; turn < 5; turn += 1) {
    const mine = await house.aCase();
    const letterId = await aLetterToRead(house, mine);
    await Promise.all([
      acting(mine, jo, (hand) =>
        reviewLetter(hand, letterId, { version: 2, reviewerId: jo, verdict: 'ready', advice: '' }),
      ),
      acting(mine, sam, (hand) =>
        writeLetter(hand, { as: 'staff' }, { letterId, words: 'Changed', version: 2, thenSend: true }),
      ),
    ]);
    const letter = await theLetter(house, mine, letterId);
    assert.equal(letter.version, 3);
    assert.equal(
      letter.reviews.some(({ version }) => version === 3),
      false,
    );
  }
});
