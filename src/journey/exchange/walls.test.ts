import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordStatement } from '#journey/consent/actions.ts';
import { reviewLetter } from '#journey/letter/actions.ts';
import { refusedBy } from '#platform/database.ts';
import type { Decision } from '#platform/decision.ts';
import { type Query, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { about } from '#vocabulary/consent.ts';
import { plusDays } from '#vocabulary/dates.ts';
import type { LetterId, ParticipantId, StaffId } from '#vocabulary/ids.ts';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';
import {
  aDeliveredLetter,
  aHeldLetter,
  aLetterToRead,
  anOfferedLetter,
  byLetter,
  openTheWay,
  says,
  saysToSharing,
  theLetter,
} from '../../../test/support/letters.ts';
import { answerOffer, deliverLetter, offerLetter, openLetter, takeLetterBack, takeUpLetter } from './actions.ts';

const house = await aHouse();
const { jo, sam } = house.staff;

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

const toAccepted = sql`status = 'accepted', accepted_at = now(), accepted_how = 'online'`;
const toDelivered = sql`status = 'delivered', delivered_at = now()`;

const onRelease = (letterId: LetterId, changed: Query<unknown>, kind = 'letter-offer') =>
  sql`update app.releases set ${changed} where item_id = ${letterId} and kind = ${kind} and revoked_at is null`;

const yes = { choice: 'online', askAfter: null, authorMayKnow: false } as const;
const made = await house.aCase();
const offered = await anOfferedLetter(house, made);
const dylan = made.who['Dylan'] as ParticipantId;
const joanne = made.who['Joanne'] as ParticipantId;
const digest = `m1.${'d'.repeat(43)}`;

const checkedOffer = sql`
  insert into app.word_checks (service_id, case_id, participant_id, words_digest, found, checked_at)
  values (${house.serviceId}, ${made.caseId}, ${joanne}, ${digest}, 0, now())`;

const newestYes = sql`(select max(seq) from app.consents where case_id = ${made.caseId} and answer = 'given'
  and participant_id = ${dylan} and purpose = 'share-item')`;

/** Joanne told of the letter once more. */
function anOffer(
  wish: { readonly from?: ParticipantId; readonly by?: StaffId | null; readonly seq?: Query<unknown> } = {},
): Query<unknown> {
  const { from = dylan, by = jo, seq = newestYes } = wish;
  return sql`
    insert into app.releases (service_id, case_id, kind, item_id, from_id, participant_id, words_digest, released_by, consent_seq)
    values (${house.serviceId}, ${made.caseId}, 'letter-offer', ${offered}, ${from}, ${joanne}, ${digest}, ${by}, ${seq})`;
}

for (const [id, wall, statement] of [
  ['EXC-2', 'exc_2_accepted_says_how', set(offered, sql`status = 'accepted'`)],
  ['EXC-3', 'exc_3_kept_for_later_has_a_day', set(offered, sql`status = 'kept-for-later'`)],
  ['EXC-4', 'exc_4_delivered_has_time', set(offered, sql`delivered_at = now()`)],
  ['EXC-9', 'letters_shown_to_author_check', set(offered, sql`shown_to_author = 'declined'`)],
  ['H9', 'h9_recipient_accepted', set(offered, toDelivered)],
  [
    'H4',
    'h4_only_a_delivered_letter_crosses',
    sql`insert into app.releases (service_id, case_id, kind, item_id, from_id, participant_id, words)
        values (${house.serviceId}, ${made.caseId}, 'letter', ${offered}, ${dylan}, ${joanne}, 'Dear Joanne')`,
  ],
  [
    'H4',
    'h4_an_offer_has_no_words',
    sql`insert into app.releases (service_id, case_id, kind, item_id, from_id, participant_id, words)
        values (${house.serviceId}, ${made.caseId}, 'letter-offer', ${offered}, ${dylan}, ${joanne}, 'Dear')`,
  ],
  [
    'H4',
    'h4_only_an_offered_letter_is_told_of',
    sql`insert into app.releases (service_id, case_id, kind, item_id, from_id, participant_id)
        values (${house.serviceId}, ${made.caseId}, 'letter-offer', ${offered}, ${joanne}, ${dylan})`,
  ],
] as const satisfies readonly (readonly [string, string, Query<unknown>])[]) {
  test(`${id} the database refuses by ${wall}`, async () => {
    assert.equal(await wallOf(made, statement), wall);
  });
}

test('EXC-13 H9 the database does not hold or deliver a letter that one person read', async () => {
  const mine = await house.aCase();
  await openTheWay(house, mine);
  const letterId = await aLetterToRead(house, mine);
  const read = { version: 2, reviewerId: jo, verdict: 'ready', advice: '' } as const;
  await acting(mine, jo, (hand) => reviewLetter(hand, letterId, read));
  assert.equal(await wallOf(mine, set(letterId, sql`status = 'held'`)), 'h9_two_reviews');
  assert.equal(await wallOf(mine, set(letterId, toAccepted), set(letterId, toDelivered)), 'h9_two_reviews');
});

test('EXC-12 H4 the database does not deliver, offer or change what the writer shares or does not', async () => {
  const mine = await house.aCase();
  await openTheWay(house, mine);
  const letterId = await aHeldLetter(house, mine);
  const reaching = [set(letterId, toAccepted), set(letterId, toDelivered)];
  assert.equal(await wallOf(mine, ...reaching), 'h4_author_shares_the_letter');
  assert.equal(
    await wallOf(mine, set(letterId, sql`status = 'offered', offered_at = now()`)),
    'h4_author_shares_the_letter',
  );
  await saysToSharing(house, mine, letterId, 'given');
  assert.equal(await wallOf(mine, ...reaching), 'nothing refused it');
  assert.equal(
    await wallOf(mine, set(letterId, sql`body = 'x', version = 3, status = 'draft'`)),
    'h4_shared_words_stay',
  );
});

test('EXC-10 H1 the database delivers nothing without the yes of both to letters', async () => {
  const mine = await house.aCase();
  const letterId = await aHeldLetter(house, mine);
  await saysToSharing(house, mine, letterId, 'given');
  assert.equal(
    await wallOf(mine, set(letterId, toAccepted), set(letterId, toDelivered)),
    'h1_everyone_agrees_to_the_mode',
  );
});

test('EXC-11 H2 a yes taken back stops the letter in the same transaction, and it can be taken up when it is back', async () => {
  for (const [who, subject] of [
    ['Joanne', byLetter],
    ['Dylan', byLetter],
    ['Joanne', about('be-contacted')],
  ] as const) {
    const mine = await house.aCase();
    await says(house, mine, who, 'given', subject);
    const letterId = await anOfferedLetter(house, mine);
    await says(house, mine, who, 'declined', subject);
    const stopped = await theLetter(house, mine, letterId);
    assert.equal(stopped.status, 'frozen');
    const seen = await house.readAsParticipant(mine, mine.who['Joanne'] as ParticipantId, (db) =>
      db.rows(sql<{ id: string }>`select id from app.releases`),
    );
    assert.deepEqual(seen, []);
    assert.equal((await acting(mine, jo, (hand) => takeUpLetter(hand, letterId))).ok, false);
    await says(house, mine, who, 'given', subject);
    const again = await acting(mine, jo, (hand) => takeUpLetter(hand, letterId));
    assert.equal(again.ok && again.value.status, 'held');
  }
});

test('EXC-7 the database lets a letter be told of once', async () => {
  assert.equal(await wallOf(made, checkedOffer, anOffer()), 'exc_7_released_once');
});

test('EXC-14 H4 a release says by whom, is from who wrote it, and names the yes it rests on', async () => {
  const gone = onRelease(offered, sql`revoked_at = now()`);
  for (const [wall, offer] of [
    ['exc_14_release_says_by_whom', anOffer({ by: null })],
    ['exc_14_from_who_wrote_it', anOffer({ from: joanne })],
    ['exc_14_release_names_its_yes', anOffer({ seq: sql`1` })],
    ['exc_14_release_names_its_yes', anOffer({ seq: sql`null` })],
    ['nothing refused it', anOffer()],
  ] as const) {
    assert.equal(await wallOf(made, checkedOffer, gone, offer), wall);
  }
});

const delivered = await house.aCase();
const unopened = await aDeliveredLetter(house, delivered);

test('EXC-14 nobody changes a delivered release, not even the hand', async () => {
  for (const changed of [
    ...[sql`words = 'Other'`, sql`words_digest = ''`, sql`from_id = participant_id`, sql`participant_id = from_id`],
    ...[sql`item_id = id`, sql`kind = 'letter-offer'`, sql`released_at = now()`, sql`released_by = ${sam}`],
    ...[sql`consent_seq = 1`, sql`consent_seq = null`],
  ]) {
    assert.equal(await wallOf(delivered, onRelease(unopened, changed)), undefined, 'the login may not at all');
  }
  const rests = await house.act(delivered, jo, (hand) =>
    hand.rows(sql<{ kind: string; is: boolean }>`
      select r.kind, c.answer = 'given' and c.item_id = r.item_id and r.released_by is not null as is
        from app.releases r join app.consents c on c.service_id = r.service_id and c.case_id = r.case_id and c.seq = r.consent_seq
       where r.item_id = ${unopened} order by r.kind`),
  );
  assert.deepEqual(rests, [
    { kind: 'letter', is: true },
    { kind: 'letter-offer', is: true },
  ]);
});

const words = (changed: Query<unknown>) => onRelease(unopened, changed, 'letter');
const back = words(sql`revoked_at = now()`);
const read = words(sql`read_at = now()`);

const gone = (changed: Query<unknown>) =>
  sql`update app.releases set ${changed} where item_id = ${unopened} and revoked_at is not null`;

for (const [wall, statements] of [
  ['exc_15_read_or_taken_back', [words(sql`read_at = now(), revoked_at = now()`)]],
  ['exc_15_taken_back_until_read', [read, back]],
  ['exc_15_read_once', [read, words(sql`read_at = now() + interval '1 hour'`)]],
  ['exc_15_read_once', [read, words(sql`read_at = null`)]],
  ['exc_15_read_once', [onRelease(unopened, sql`read_at = now()`, 'letter-offer')]],
  ['exc_15_taken_back_stays_so', [back, gone(sql`revoked_at = null`)]],
  ['exc_15_taken_back_stays_so', [back, gone(sql`read_at = now()`)]],
  ['exc_15_words_are_taken_back_first', [onRelease(unopened, sql`revoked_at = now()`, 'letter-offer')]],
  ['exc_15_delivered_stays_delivered', [set(unopened, sql`status = 'frozen', delivered_at = null`)]],
  ['exc_15_delivered_stays_delivered', [back, set(unopened, sql`status = 'held', delivered_at = null`)]],
  ['nothing refused it', [back, set(unopened, sql`status = 'frozen', delivered_at = null`)]],
] as const) {
  test(`EXC-15 the database says: ${wall}`, async () => {
    assert.equal(await wallOf(delivered, ...statements), wall);
  });
}

test('EXC-15 what was read aloud stays, whoever would take it back', async () => {
  const mine = await house.aCase();
  const letterId = await anOfferedLetter(house, mine);
  await acting(mine, jo, (hand) => answerOffer(hand, { as: 'staff' }, letterId, { ...yes, choice: 'read-aloud' }));
  await acting(mine, jo, (hand) => deliverLetter(hand, letterId, house.today()));
  const heard = onRelease(letterId, sql`revoked_at = now()`, 'letter');
  assert.equal(await wallOf(mine, heard), 'exc_15_what_was_heard_stays');
  const asked = await acting(mine, jo, (hand) => takeLetterBack(hand, letterId));
  assert.deepEqual(asked, { ok: false, because: ['letter-was-heard'] });
  await says(house, mine, 'Dylan', 'declined', byLetter);
  assert.equal((await theLetter(house, mine, letterId)).status, 'delivered');
});

test('EXC-15 H2 a yes taken back takes an unopened letter from her page; nothing is written to her, and it can go again', async () => {
  const mine = await house.aCase();
  const joanneId = mine.who['Joanne'] as ParticipantId;
  const letterId = await aDeliveredLetter(house, mine);
  await saysToSharing(house, mine, letterId, 'declined');
  assert.equal((await theLetter(house, mine, letterId)).status, 'frozen');
  const hers = () =>
    house.readAsParticipant(mine, joanneId, (db) => db.rows(sql<{ id: string }>`select id from app.releases`));
  assert.deepEqual(await hers(), []);
  assert.deepEqual(await acting(mine, jo, (hand) => openLetter(hand, letterId, joanneId)), {
    ok: false,
    because: ['no-such-letter'],
  });
  const told = await house.act(mine, jo, (hand) =>
    hand.rows(sql`select id from app.notices where about_id = ${letterId} and status <> 'stopped'`),
  );
  assert.deepEqual(told, []);
  await saysToSharing(house, mine, letterId, 'given');
  for (const step of [takeUpLetter, offerLetter]) {
    assert.ok((await acting(mine, jo, (hand) => step(hand, letterId))).ok);
  }
  assert.ok((await acting(mine, jo, (hand) => answerOffer(hand, { as: 'staff' }, letterId, yes))).ok);
  assert.equal((await hers()).length, 2);
  assert.equal((await theLetter(house, mine, letterId)).readAt, null);
});

test('EXC-15 taking back and opening at once: it was opened, or it was taken back, and never both', async () => {
  for (let turn = 0; turn < 5; turn += 1) {
    const mine = await house.aCase();
    const letterId = await aDeliveredLetter(house, mine);
    const takes = () => acting(mine, jo, (hand) => takeLetterBack(hand, letterId));
    const opens = () => acting(mine, sam, (hand) => openLetter(hand, letterId, mine.who['Joanne'] as ParticipantId));
    const both = await Promise.all(turn % 2 === 0 ? [takes(), opens()] : [opens(), takes()]);
    assert.equal(both.filter(({ ok }) => ok).length, 1);
    const { status, readAt } = await theLetter(house, mine, letterId);
    assert.deepEqual([status, readAt === null], readAt === null ? ['frozen', true] : ['delivered', false]);
  }
});

test('EXC-11 H2 what she declined goes out of her sight too when she takes her yes to letters back', async () => {
  const mine = await house.aCase();
  const letterId = await anOfferedLetter(house, mine);
  const recipient = { as: 'recipient', participantId: mine.who['Joanne'] as ParticipantId } as const;
  const answers = (choice: 'no-thank-you' | 'online') =>
    acting(mine, jo, (hand) =>
      answerOffer(hand, recipient, letterId, { choice, askAfter: null, authorMayKnow: false }),
    );
  assert.equal((await answers('no-thank-you')).ok, true);
  await says(house, mine, 'Joanne', 'declined', byLetter);
  assert.equal((await theLetter(house, mine, letterId)).status, 'frozen');
  assert.deepEqual(await answers('online'), { ok: false, because: ['letter-is-not-on-offer'] });
});

test('EXC-11 H2 who knew of it is told, and never the other side of who took it back', async () => {
  const told = async (who: string) => {
    const mine = await house.aCase();
    await anOfferedLetter(house, mine);
    await says(house, mine, who, 'declined', byLetter);
    const line = await house.act(mine, jo, (hand) =>
      hand.row(sql<{ tell: readonly string[] }>`
        select detail -> 'tell' as tell from app.history where case_id = ${mine.caseId} and name = 'letter.frozen'`),
    );
    return line?.tell.map((id) => Object.entries(mine.who).find(([, each]) => each === id)?.[0]);
  };
  assert.deepEqual(await told('Dylan'), ['Joanne']);
  assert.deepEqual(await told('Joanne'), []);
});

test('EXC-4 delivering twice at once delivers once', async () => {
  for (let turn = 0; turn < 5; turn += 1) {
    const mine = await house.aCase();
    const letterId = await anOfferedLetter(house, mine);
    const aloud = { ...yes, choice: 'read-aloud' } as const;
    await acting(mine, jo, (hand) => answerOffer(hand, { as: 'staff' }, letterId, aloud));
    const both = await Promise.all(
      [jo, sam].map((staffId) => acting(mine, staffId, (hand) => deliverLetter(hand, letterId, house.today()))),
    );
    assert.deepEqual(
      both.flatMap((each) => (each.ok ? [] : each.because)),
      ['letter-was-delivered'],
    );
    const due = await house.act(mine, jo, (hand) =>
      hand.row(
        sql<{ n: number }>`select count(*) as n from app.releases where kind = 'letter' and item_id = ${letterId}`,
      ),
    );
    assert.equal(due?.n, 1);
  }
});

test('EXC-10 EXC-11 H1 H2 accepting and withdrawing at once: it was delivered before, or it is stopped, and nothing between', async () => {
  for (let turn = 0; turn < 8; turn += 1) {
    const mine = await house.aCase();
    const letterId = await anOfferedLetter(house, mine);
    const participantId = mine.who['Dylan'] as ParticipantId;
    const saying = { ...byLetter, participantId, guardianId: null, answer: 'declined', askAfter: null } as const;
    const accept = () => acting(mine, jo, (hand) => answerOffer(hand, { as: 'staff' }, letterId, yes));
    const withdraw = () =>
      acting(mine, sam, (hand) =>
        recordStatement(hand, { ...saying, saidOn: house.today() }, { wording: 'Words', how: 'in-person' }),
      );
    await Promise.all(turn % 2 === 0 ? [accept(), withdraw()] : [withdraw(), accept()]);
    const { status } = await theLetter(house, mine, letterId);
    const seen = await house.readAsParticipant(mine, mine.who['Joanne'] as ParticipantId, (db) =>
      db.rows(sql<{ kind: string }>`select kind from app.releases order by kind`),
    );
    const kinds = seen.map(({ kind }) => kind);
    assert.deepEqual(kinds, status === 'delivered' ? ['letter', 'letter-offer'] : []);
    assert.ok(status === 'delivered' || status === 'frozen', status);
  }
});

test('a day before the yes, or ahead, is refused, and the gate is weighed for the day of delivery', async () => {
  const mine = await house.aCase();
  const letterId = await anOfferedLetter(house, mine);
  await acting(mine, jo, (hand) => answerOffer(hand, { as: 'staff' }, letterId, { ...yes, choice: 'handed-over' }));
  for (const on of [plusDays(house.today(), 1), plusDays(house.today(), -1)]) {
    assert.equal((await acting(mine, jo, (hand) => deliverLetter(hand, letterId, on))).ok, false);
  }
  const done = await acting(mine, jo, (hand) => deliverLetter(hand, letterId, house.today()));
  assert.ok(done.ok);
});
