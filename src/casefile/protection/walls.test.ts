import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sealed, sql, type Query } from '#platform/sql.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { ofHeldCase } from '#vocabulary/key-owners.ts';
import { addProgress } from '#journey/amends/store.ts';
import { markProposed } from '#journey/agreement/store.ts';
import { addReview } from '#journey/letter/store.ts';
import type { NoticeId } from '#service/notices/rules.ts';
import { markReady } from '#service/notices/store.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { aDraftWithDylan, amendsNow, anAgreementInForce } from '../../../test/support/agreement.ts';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';
import { aLetterToRead, anOfferedLetter, openTheWay, theLetter } from '../../../test/support/letters.ts';
import { looked } from '../../../test/support/looked.ts';
import { aMeeting } from '../../../test/support/meeting.ts';
import { aNotice } from '../../../test/support/reaching.ts';
import { addProtectedWord } from './store.ts';
import type { WayToReader } from './ways-rules.ts';

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
  const gone = sql`update app.releases set revoked_at = now() where item_id = ${letterId}`;
  const again = sql`
    insert into app.releases (service_id, case_id, kind, item_id, from_id, participant_id, words_digest, released_by, consent_seq)
    select service_id, case_id, kind, item_id, from_id, participant_id, words_digest, released_by, consent_seq
      from app.releases where item_id = ${letterId}`;
  assert.equal(
    await wallOf(gone, again),
    'pro_5_checked_as_it_crosses',
    'the check of the first offer is no check of another',
  );
  const [release] = await house.act(made, jo, (hand) =>
    hand.rows(sql<{ digest: string }>`select words_digest as digest from app.releases where item_id = ${letterId}`),
  );
  assert.equal(await wallOf(aCheck({ words: release?.digest ?? '' }), gone, again), 'nothing refused it');
});

test('H4 the answers and checks of a case are read by nobody on either side', async () => {
  for (const who of [joanne, dylan]) {
    for (const table of [sql`app.false_alarms`, sql`app.word_checks`]) {
      const read = house.readAsParticipant(made, who, (db) => db.rows(sql`select 1 from ${table}`));
      await assert.rejects(read, /permission denied/);
    }
  }
});

test('PRO-6 each row that lets words cross is refused without a look through them, for this reader, in this transaction', async () => {
  const { made: met, id, comes } = await aMeeting(house, 'asked');
  const agreed = await house.aCase();
  const agreementId = await anAgreementInForce(house, agreed);
  const { id: amendsId } = await amendsNow(house, agreed, agreementId, 'voluntary-work');
  const draft = await house.aCase();
  const draftId = await aDraftWithDylan(house, draft);
  await openTheWay(house, draft);
  const written = await house.aCase();
  const letterId = await aLetterToRead(house, written);
  const letter = await theLetter(house, written, letterId);
  const noticed = await house.aCase();
  const noticeId = await aNotice(house, noticed, noticed.who['Joanne'] as ParticipantId);
  const notice = { id: noticeId as NoticeId, participantId: noticed.who['Joanne'] as ParticipantId, referralId: null };
  const words = { channel: 'post', to: '1 Elm Road', subject: 'A', body: 'B' } as const;
  const progress = { happenedOn: house.today(), pence: null, minutes: 30, note: 'Came on time.', evidence: '' };
  const steps: readonly (readonly [way: WayToReader, MadeCase, about: string, (hand: Hand) => Promise<unknown>])[] = [
    [
      'conference',
      met,
      id,
      async (hand) => {
        const again = (since: Query<unknown>) =>
          hand.run(sql`update app.conference_attendees set shown_since = ${since} where id = ${comes.Dylan}`);
        await again(sql`null`);
        await again(sql`now()`);
      },
    ],
    [
      'ground-rules',
      met,
      id,
      (hand) =>
        hand.run(
          sql`update app.conferences set ground_rules = ${sealed(ofHeldCase(hand), 'Be kind.')} where id = ${id}`,
        ),
    ],
    [
      'arrival',
      met,
      id,
      (hand) => hand.run(sql`update app.conference_attendees set waits_in = 'Upstairs' where id = ${comes.Dylan}`),
    ],
    ['agreement-terms', draft, draftId, (hand) => markProposed(hand, draftId, house.today())],
    ['amends-note', agreed, amendsId, (hand) => addProgress(hand, amendsId, randomUUID(), progress)],
    [
      'letter-advice',
      written,
      letterId,
      (hand) => addReview(hand, letter, { version: 2, reviewerId: jo, verdict: 'return', advice: 'Be plain.' }),
    ],
    ['notice', noticed, noticeId, (hand) => markReady(hand, notice, 'by-hand', words)],
  ];
  for (const [way, of, about, step] of steps) {
    const readers = Object.values(of.who);
    const wall = async (before: (hand: Hand) => Promise<void>) => {
      const tried = house.act(of, jo, async (hand) => {
        await before(hand);
        await step(hand);
        throw new Error('it was taken');
      });
      return tried.catch((error: unknown) => refusedBy(error) ?? String(error));
    };
    assert.equal(await wall(async () => undefined), 'pro_6_every_way_is_checked', way);
    const elsewhere = 'letter' as const;
    assert.equal(await wall((hand) => looked(hand, elsewhere, about, readers)), 'pro_6_every_way_is_checked', way);
    assert.equal(await wall((hand) => looked(hand, way, about, readers)), 'Error: it was taken', way);
  }
});

test('PRO-8 what was added to what is protected is sealed, and ended by somebody', async () => {
  const add = (words: string, ended = sql`null`) => sql`
    insert into app.protected_words (service_id, case_id, participant_id, kind, words, added_by, added_at, ended_at)
    values (${house.serviceId}, ${made.caseId}, ${joanne}, 'school', ${words}, ${jo}, now(), ${ended})`;
  assert.equal(await wallOf(add('Oakway Academy')), 'sea_1_protected_words_words_is_sealed');
  await house.act(made, jo, async (hand) => {
    await addProtectedWord(hand, { participantId: joanne, kind: 'school', words: 'Oakway Academy' });
  });
  const ending = sql`update app.protected_words set ended_at = now() where case_id = ${made.caseId}`;
  assert.equal(await wallOf(ending), 'pro_8_ended_by_somebody');
  const read = house.readAsParticipant(made, dylan, (db) => db.rows(sql`select 1 from app.protected_words`));
  await assert.rejects(read, /permission denied/);
});
