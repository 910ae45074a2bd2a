import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sealed, sql, type Query } from '#platform/sql.ts';
import { about } from '#vocabulary/consent.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { ofParticipant } from '#vocabulary/key-owners.ts';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';
import { says } from '../../../test/support/letters.ts';
import { aQuestion, aReleasedQuestion, opens, saysToPassingOn, theRelease } from '../../../test/support/messages.ts';
import { copyTimes, sayTimes } from '#journey/availability/actions.ts';
import { writeItem } from './actions.ts';
import { keptDigest } from '#casefile/protection/facts.ts';

const house = await aHouse();
const { jo } = house.staff;

/** The wall that refused one of the statements, written on the hand's own login; undone when all were taken. */
async function wallOf(made: MadeCase, ...statements: readonly Query<unknown>[]): Promise<string | undefined> {
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

const made = await house.aCase();
const released = await aReleasedQuestion(house, made);
const joanne = made.who['Joanne'] as ParticipantId;
const dylan = made.who['Dylan'] as ParticipantId;

const said = (words: string) => sealed(ofParticipant(joanne), words);

interface Wish {
  readonly item: string;
  readonly kind?: string;
  readonly from?: ParticipantId;
  readonly to?: ParticipantId;
  readonly seq?: Query<unknown>;
}

const newestYes = sql`(select max(seq) from app.consents where case_id = ${made.caseId} and answer = 'given'
  and participant_id = ${joanne} and purpose in ('share-item', 'share-name'))`;

function checked(words: string, to = dylan): Query<unknown> {
  return sql`
    insert into app.word_checks (service_id, case_id, participant_id, words_digest, found, checked_at)
    values (${house.serviceId}, ${made.caseId}, ${to}, ${keptDigest(made, to, words)}, 0, now())`;
}

function aRelease({ item, kind = 'question', from = joanne, to = dylan, seq = newestYes }: Wish): Query<unknown> {
  return sql`
    insert into app.item_releases (service_id, case_id, kind, item_id, from_id, participant_id, words, words_digest, released_by,
                                   released_at, consent_seq)
    values (${house.serviceId}, ${made.caseId}, ${kind}, ${item}, ${from}, ${to}, ${said('Words')}, ${keptDigest(made, to, 'Words')}, ${jo},
            now(), ${seq})`;
}

const anItem = ({ from = joanne, to = dylan, kind = 'question', answers = null as string | null } = {}) => sql`
  insert into app.items (service_id, case_id, participant_id, to_id, kind, answers_id, words, actor_kind, actor_id, written_at)
  values (${house.serviceId}, ${made.caseId}, ${from}, ${to}, ${kind}, ${answers}, ${said('Words')}, 'staff', ${jo}, now())`;
const onRelease = (changed: Query<unknown>) => sql`update app.item_releases set ${changed} where id = ${released.id}`;

const unshared = await aQuestion(house, made, 'Not shared');
const shared = await aQuestion(house, made, 'Shared');
await saysToPassingOn(house, made, shared, 'given');

for (const [id, wall, statements] of [
  ['REL-1', 'rel_1_not_to_oneself', [anItem({ to: joanne })]],
  ['REL-2', 'h4_owner_shares_it', [checked('Words'), aRelease({ item: unshared })]],
  ['REL-2', 'h4_owner_shares_it', [checked('Words'), aRelease({ item: joanne, kind: 'first-name' })]],
  ['REL-2', 'rel_2_an_item_to_whom_it_is_for', [aRelease({ item: shared, kind: 'statement' })]],
  ['REL-2', 'rel_2_an_item_to_whom_it_is_for', [aRelease({ item: shared, from: dylan, to: joanne })]],
  ['REL-2', 'rel_2_a_name_is_its_owners', [aRelease({ item: dylan, kind: 'first-name' })]],
  ['REL-2', 'rel_2_release_names_its_yes', [checked('Words'), aRelease({ item: shared, seq: sql`1` })]],
  ['REL-5', 'pro_5_checked_as_it_crosses', [aRelease({ item: shared })]],
  ['REL-2', 'nothing refused it', [checked('Words'), aRelease({ item: shared })]],
  ['REL-7', 'rel_7_released_once', [checked('Words'), aRelease({ item: shared }), aRelease({ item: shared })]],
  ['REL-3', 'rel_3_read_or_taken_back', [onRelease(sql`read_at = now(), revoked_at = now()`)]],
  ['REL-3', 'rel_3_taken_back_until_read', [onRelease(sql`read_at = now()`), onRelease(sql`revoked_at = now()`)]],
  ['REL-3', 'rel_3_read_once', [onRelease(sql`revoked_at = now()`), onRelease(sql`read_at = now()`)]],
  ['REL-4', 'rel_4_shared_words_stay', [sql`update app.items set words = ${said('Other')} where id = ${shared}`]],
  ['REL-4', 'nothing refused it', [sql`update app.items set words = ${said('Other')} where id = ${unshared}`]],
  [
    'REL-6',
    'rel_6_a_statement_answers',
    [onRelease(sql`read_at = now()`), anItem({ from: dylan, to: joanne, answers: released.itemId })],
  ],
  [
    'REL-6',
    'rel_6_answers_what_was_read',
    [anItem({ from: dylan, to: joanne, kind: 'statement', answers: released.itemId })],
  ],
] as const)
  test(`${id} the database says: ${wall}`, async () => {
    assert.equal(await wallOf(made, ...statements), wall);
  });

test('REL-4 nobody changes a released copy, not even the hand', async () => {
  for (const changed of [sql`words = ${said('Other')}`, sql`participant_id = ${joanne}`, sql`released_at = now()`]) {
    assert.equal(await wallOf(made, onRelease(changed)), undefined, 'no named wall: the login may not at all');
  }
});

test('H4 each reads what was released to them and their own items, and nothing else', async () => {
  const seen = (who: ParticipantId, what: Query<unknown>) => house.readAsParticipant(made, who, (db) => db.rows(what));
  const items = sql`select words from app.items order by written_at`;
  const releases = sql`select words from app.item_releases`;
  assert.equal((await seen(joanne, items)).length, 3);
  assert.deepEqual(await seen(joanne, releases), []);
  assert.deepEqual(await seen(dylan, items), []);
  assert.deepEqual(await seen(dylan, releases), [{ words: 'Why my house?' }]);
  for (const hidden of [sql`from_id`, sql`consent_seq`, sql`released_by`, sql`words_digest`]) {
    await assert.rejects(seen(dylan, sql`select ${hidden} from app.item_releases`), /permission denied/);
  }
});

test('H2 when she takes her yes back, what nobody has read is gone in the same moment; what was read stays read', async () => {
  for (const subject of ['item', 'shuttle', 'contact'] as const) {
    const mine = await house.aCase();
    const release = await aReleasedQuestion(house, mine);
    if (subject === 'item') await saysToPassingOn(house, mine, release.itemId as typeof shared, 'declined');
    if (subject === 'shuttle') await says(house, mine, 'Dylan', 'declined', about('mode', { mode: 'shuttle' }));
    if (subject === 'contact') {
      await says(house, mine, 'Joanne', 'given', about('be-contacted'));
      await says(house, mine, 'Joanne', 'declined', about('be-contacted'));
    }
    assert.ok((await theRelease(house, mine, release.itemId)).revokedAt, subject);
    const his = await house.readAsParticipant(mine, mine.who['Dylan'] as ParticipantId, (db) =>
      db.rows(sql`select id from app.item_releases`),
    );
    assert.deepEqual(his, []);
  }
  const read = await house.aCase();
  const release = await aReleasedQuestion(house, read);
  await opens(house, read, release);
  await saysToPassingOn(house, read, release.itemId as typeof shared, 'declined');
  assert.equal((await theRelease(house, read, release.itemId)).revokedAt, null);
});

test('REL-9 a copy crosses only of times that stand as they were copied', async () => {
  const mine = { participantId: joanne, voice: { saidBy: 'self', how: 'by-phone', saidOn: house.today() } } as const;
  const monday = { what: 'could', on: ['monday'], parts: ['morning'], words: undefined } as const;
  await house.act(made, jo, (hand) => sayTimes(hand, mine, monday));
  const copied = await house.act(made, jo, (hand) =>
    copyTimes(hand, { fromId: joanne, toId: dylan, withWords: false }, writeItem),
  );
  assert.ok(copied.ok);
  await saysToPassingOn(house, made, copied.value as typeof shared, 'given');
  const crosses = [checked('Words'), aRelease({ item: copied.value, kind: 'availability' })] as const;
  assert.equal(await wallOf(made, ...crosses), 'nothing refused it');
  const since = sql`update app.availabilities set ended_at = now() + interval '1 day'`;
  assert.equal(await wallOf(made, since, ...crosses), 'rel_9_times_as_they_stand');
});
