import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { refuse } from '#platform/decision.ts';
import { about } from '#vocabulary/consent.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import { isOpen } from '#vocabulary/gates.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import { aHeldLetter, aLetter, aReview, aWay, dylan, joanne } from './examples.ts';
import { beforeOffer, deliverLetterGate, offer, takeUpAgain } from './gate-rules.ts';
import * as rules from './rules.ts';
import type { Letter, LetterStatus, Typing } from './rules.ts';

const today = '2026-11-23' as PlainDate;
const tomorrow = plusDays(today, 1);
const priya = 'priya' as StaffId;
const typing: Typing = { words: 'New words', version: 1, by: 'author', isShared: false };
const yes = { choice: 'online', askAfter: null, authorMayKnow: false } as const;
const accepted = aHeldLetter({ status: 'accepted', acceptedHow: 'read-aloud' });
const unopened = aHeldLetter({ status: 'delivered', shownToAuthor: 'delivered', acceptedHow: 'online' });
const statuses: readonly LetterStatus[] = [
  'draft',
  'in-review',
  'returned',
  'held',
  'offered',
  'accepted',
  'kept-for-later',
  'declined',
  'delivered',
  'frozen',
  'never-sent',
];

for (const [id, because, decision] of [
  ['EXC-5', 'letter-is-too-long', rules.changeWords(aLetter(), { ...typing, words: 'x'.repeat(20_001) })],
  ['EXC-5', 'letter-changed-meanwhile', rules.changeWords(aLetter({ version: 2 }), typing)],
  ['EXC-5 H4', 'letter-is-shared', rules.changeWords(aHeldLetter(), { ...typing, by: 'staff', isShared: true })],
  ['EXC-5', 'letter-cannot-be-changed-now', rules.changeWords(aHeldLetter(), typing)],
  ['EXC-5', 'letter-cannot-be-changed-now', rules.changeWords(accepted, { ...typing, by: 'staff' })],
  ['EXC-5', 'nothing-written-yet', rules.sendForReview(aLetter({ words: ' ' }))],
  ['EXC-5', 'change-it-first', rules.sendForReview(aLetter({ status: 'returned' }))],
  ['EXC-5', 'letter-cannot-be-changed-now', rules.sendForReview(accepted)],
  ['H9', 'not-waiting-to-be-read', rules.review(aLetter(), aReview())],
  ['H9', 'letter-changed-since-you-read-it', rules.review(aLetter({ status: 'in-review', version: 2 }), aReview())],
  [
    'H9',
    'you-have-read-this-version',
    rules.review(aLetter({ status: 'in-review', reviews: [aReview()] }), aReview({ advice: 'Again' })),
  ],
  [
    'EXC-6',
    'say-what-to-change',
    rules.review(aLetter({ status: 'in-review' }), aReview({ verdict: 'return', advice: ' ' })),
  ],
  ['H4', 'two-people-have-not-read-it', rules.canAnswerSharing(aLetter(), 'given', { saidOn: today, today })],
  [
    'H4',
    'letter-has-ended',
    rules.canAnswerSharing(aLetter({ shownToAuthor: 'delivered' }), 'given', { saidOn: today, today }),
  ],
  ['H4', 'said-in-the-future', rules.canAnswerSharing(aHeldLetter(), 'given', { saidOn: tomorrow, today })],
  ['EXC-2', 'letter-is-not-on-offer', rules.answerOffer(aHeldLetter(), yes, today)],
  ['EXC-2', 'letter-was-delivered', rules.answerOffer(aHeldLetter({ status: 'delivered' }), yes, today)],
  ['EXC-3', 'pick-a-day-to-ask-again', rules.answerOffer(accepted, { ...yes, choice: 'keep-for-later' }, today)],
  [
    'EXC-3',
    'day-to-ask-again-has-passed',
    rules.answerOffer(accepted, { ...yes, choice: 'keep-for-later', askAfter: today }, today),
  ],
  [
    'EXC-4',
    'letter-was-delivered',
    rules.deliver(aHeldLetter({ status: 'delivered' }), { on: today, acceptedOn: today, today }),
  ],
  ['EXC-4', 'delivered-in-the-future', rules.deliver(accepted, { on: tomorrow, acceptedOn: today, today })],
  ['EXC-4', 'delivered-before-the-yes', rules.deliver(accepted, { on: plusDays(today, -1), acceptedOn: today, today })],
  ['EXC-9', 'letter-is-not-on-offer', rules.letAuthorKnow(accepted)],
  ['EXC-15', 'letter-is-not-delivered', rules.takeBack(accepted)],
  ['EXC-15', 'letter-was-opened', rules.takeBack({ ...unopened, readAt: new Date('2026-11-21T09:00:00Z') })],
  ['EXC-15', 'letter-was-heard', rules.takeBack({ ...unopened, acceptedHow: 'read-aloud' })],
  ['EXC-15', 'letter-was-heard', rules.takeBack({ ...unopened, acceptedHow: 'handed-over' })],
  ['EXC-8', 'letter-cannot-be-kept-now', rules.neverSend(accepted, 'staff')],
  ['EXC-8', 'letter-cannot-be-kept-now', rules.neverSend(aHeldLetter(), 'author')],
  ['H9', 'letter-is-not-held', offer(aWay({ letter: accepted }))],
  ['H2', 'letter-is-not-stopped', takeUpAgain(aWay())],
] as const) {
  test(`${id} refuses: ${because}`, () => {
    assert.deepEqual(decision, refuse(because));
    assert.doesNotMatch(rules.explain(because), /listed with the letter/);
  });
}

test('a reason of a gate is explained by pointing to the gate', () => {
  assert.match(rules.explain('somebody-has-not-agreed'), /listed with the letter/);
});

test('EXC-1 a letter goes to somebody whom harm links with the writer, never to oneself', () => {
  const third = 'third' as ParticipantId;
  const links = [
    { harmedId: joanne, responsibleId: dylan },
    { harmedId: third, responsibleId: joanne },
    { harmedId: dylan, responsibleId: dylan },
  ];
  assert.deepEqual(rules.mayWriteTo(links, joanne), [dylan, third]);
  assert.deepEqual(rules.mayWriteTo(links, dylan), [joanne]);
  assert.deepEqual(rules.mayWriteTo(links, 'nobody' as ParticipantId), []);
});

test('a letter is called by what the writer has to say, and a reply when one came', () => {
  const links = [{ harmedId: joanne, responsibleId: dylan }];
  const toJoanne = { authorId: dylan, recipientId: joanne };
  const toDylan = { authorId: joanne, recipientId: dylan };
  assert.equal(rules.usualKind(links, [], toJoanne), 'explanation');
  assert.equal(rules.usualKind(links, [], toDylan), 'own-words');
  assert.equal(rules.usualKind(links, [aLetter()], toDylan), 'own-words');
  assert.equal(rules.usualKind(links, [aLetter({ status: 'delivered' })], toDylan), 'reply');
});

test('EXC-5 changed words are a new version, back with the writer; the same words change nothing', () => {
  const letter = aLetter({ status: 'in-review', shownToAuthor: 'in-review' });
  const changed = rules.changeWords(letter, typing);
  assert.deepEqual(changed.ok && changed.value, { ...aLetter(), words: 'New words', version: 2 });
  assert.deepEqual(rules.changeWords(letter, { ...typing, words: letter.words }), { ok: true, value: letter });
});

test('EXC-13 H9 two different people who find this version ready make it held', () => {
  const once = rules.review(aLetter({ status: 'in-review' }), aReview());
  assert.equal(once.ok && once.value.status, 'in-review');
  const twice = once.ok && rules.review(once.value, aReview({ reviewerId: priya }));
  assert.equal(twice && twice.ok && twice.value.status, 'held');
});

test('EXC-13 H9 reviews of an older version, and the same reader twice, do not count', () => {
  const old = [aReview(), aReview({ reviewerId: priya })];
  assert.deepEqual(rules.readyReaders({ version: 2, reviews: old }), []);
  assert.equal(rules.readyReaders({ version: 1, reviews: [aReview(), aReview()] }).length, 1);
});

test('EXC-6 one reader who does not find it ready returns it, with advice', () => {
  const letter = aLetter({ status: 'in-review', reviews: [aReview({ reviewerId: priya })] });
  const returned = rules.review(letter, aReview({ verdict: 'return', advice: 'Say what you did.' }));
  assert.equal(returned.ok && returned.value.shownToAuthor, 'returned');
});

test('EXC-7 an answer sent twice is one, and she may change it until the letter is delivered', () => {
  const once = rules.answerOffer(aHeldLetter({ status: 'offered' }), yes, today);
  assert.ok(once.ok);
  const twice = rules.answerOffer(once.value, yes, today);
  assert.ok(twice.ok && rules.isSame(once.value, twice.value));
  const later = rules.answerOffer(once.value, { ...yes, choice: 'keep-for-later', askAfter: tomorrow }, today);
  assert.equal(later.ok && later.value.askAfter, tomorrow);
  const no = later.ok && rules.answerOffer(later.value, { ...yes, choice: 'no-thank-you' }, today);
  assert.equal(no && no.ok && no.value.askAfter, null);
});

test('EXC-8 a letter that is never sent is a good end, also twice', () => {
  const kept = rules.neverSend(aLetter(), 'author');
  assert.equal(kept.ok && kept.value.shownToAuthor, 'never-sent');
  assert.ok(kept.ok && rules.neverSend(kept.value, 'author').ok);
  assert.ok(rules.neverSend(aHeldLetter({ status: 'frozen' }), 'staff').ok);
});

test('EXC-9 the writer hears of delivery only when the recipient allowed it', () => {
  const days = { on: today, acceptedOn: today, today };
  const quiet = rules.deliver(accepted, days);
  assert.equal(quiet.ok && quiet.value.shownToAuthor, 'held');
  const told = rules.deliver({ ...accepted, authorMayKnow: true }, days);
  assert.equal(told.ok && told.value.shownToAuthor, 'delivered');
  const later = quiet.ok && rules.letAuthorKnow(quiet.value);
  assert.equal(later && later.ok && later.value.shownToAuthor, 'delivered');
});

test('EXC-9 whatever the recipient does, the writer is shown the same', () => {
  const choices = fc.constantFrom('online', 'read-aloud', 'handed-over', 'keep-for-later', 'no-thank-you');
  fc.assert(
    fc.property(fc.array(fc.tuple(choices, fc.boolean()), { maxLength: 8 }), fc.boolean(), (said, withdraws) => {
      let letter: Letter = aHeldLetter({ status: 'offered' });
      for (const [choice, authorMayKnow] of said) {
        const next = rules.answerOffer(letter, { choice, askAfter: tomorrow, authorMayKnow }, today);
        if (next.ok) letter = next.value;
      }
      if (withdraws) letter = rules.freeze(letter, joanne);
      assert.equal(letter.shownToAuthor, 'held');
    }),
  );
});

test('EXC-11 EXC-9 H2 a writer who takes the yes back sees the same stop, wherever the letter was', () => {
  for (const status of ['held', 'offered', 'accepted', 'kept-for-later', 'declined', 'frozen', 'delivered'] as const) {
    const stopped = rules.freeze(aHeldLetter({ status }), dylan);
    assert.equal(stopped.shownToAuthor, 'frozen');
    assert.equal(stopped.status, status === 'delivered' ? 'delivered' : 'frozen');
  }
});

test('EXC-15 a letter that nobody opened is taken back, and its writer is shown that it is kept safe', () => {
  const back = rules.takeBack(unopened);
  assert.deepEqual(back.ok && [back.value.status, back.value.shownToAuthor], ['frozen', 'held']);
});

test('EXC-15 H2 a yes taken back stops what was delivered and nobody opened, and nothing that was opened', () => {
  const opened = { ...unopened, readAt: new Date('2026-11-21T09:00:00Z') };
  for (const by of [dylan, joanne]) {
    assert.equal(rules.freeze(unopened, by).status, 'frozen');
    assert.equal(rules.freeze(opened, by).status, 'delivered');
  }
});

test('EXC-15 EXC-9 what the writer is shown when taking it back does not say whether it was opened', () => {
  const opened = { ...unopened, readAt: new Date('2026-11-21T09:00:00Z') };
  const heard = { ...unopened, acceptedHow: 'read-aloud' } as const;
  for (const shownToAuthor of ['held', 'delivered'] as const) {
    for (const letter of [unopened, opened, heard]) {
      const mine = { ...letter, shownToAuthor };
      assert.ok(rules.canAnswerSharing(mine, 'declined', { saidOn: today, today }).ok);
      assert.equal(rules.freeze(mine, dylan).shownToAuthor, 'frozen');
    }
  }
});

test('EXC-11 H2 nothing on its way to the recipient goes on after a yes was taken back by either', () => {
  for (const by of [dylan, joanne]) {
    for (const status of statuses) {
      const after = rules.freeze(aHeldLetter({ status, askAfter: tomorrow }), by).status;
      // Also what she declined: else she could say yes to it again without her yes to letters.
      assert.equal(['held', 'offered', 'accepted', 'kept-for-later', 'declined'].includes(after), false, status);
    }
  }
});

test('EXC-11 H2 a letter rests on sharing it, on letters and on being contacted, each between these two', () => {
  const letter = aHeldLetter();
  const third = 'third' as ParticipantId;
  const rests = (who: ParticipantId, subject: Parameters<typeof rules.restsOn>[2]) =>
    rules.restsOn(letter, who, subject);
  assert.equal(rests(dylan, about('share-item', { itemId: letter.id, towardId: joanne })), true);
  assert.equal(rests(joanne, about('share-item', { itemId: letter.id, towardId: dylan })), false);
  assert.equal(rests(dylan, about('share-item', { itemId: 'another', towardId: joanne })), false);
  assert.equal(rests(joanne, about('mode', { mode: 'letter' })), true);
  assert.equal(rests(joanne, about('mode', { mode: 'letter', towardId: dylan })), true);
  assert.equal(rests(joanne, about('mode', { mode: 'letter', towardId: third })), false);
  assert.equal(rests(joanne, about('mode', { mode: 'meeting' })), false);
  assert.equal(rests(joanne, about('be-contacted')), true);
  assert.equal(rests(third, about('be-contacted')), false);
  assert.equal(rests(dylan, about('follow-up')), false);
});

test('EXC-13 EXC-12 EXC-10 H9 H4 H1 the gate gives every reason at once, in words, with what opens it', () => {
  const shutWay = aWay({
    letter: aLetter(),
    standing: { stands: [], children: [] },
    communicate: {
      name: 'communicate',
      about: 'A letter between Dylan and Joanne',
      shut: [{ reason: 'somebody-has-not-agreed', words: 'No.', opens: 'a yes.', rule: 'H1' }],
    },
  });
  const { shut } = deliverLetterGate(shutWay);
  assert.deepEqual(
    shut.map(({ reason, rule }) => [reason, rule]),
    [
      ['somebody-has-not-agreed', 'H1'],
      ['two-people-have-not-read-it', 'H9'],
      ['writer-has-not-shared-it', 'H4'],
      ['recipient-has-not-said-yes', 'H9'],
    ],
  );
  assert.ok(shut.every(({ words, opens }) => words !== '' && opens !== ''));
  assert.equal(offer({ ...shutWay, letter: { ...aLetter(), status: 'held' } }).ok, false);
});

test('EXC-13 H9 the gate is open for an accepted letter that two read and the writer shares', () => {
  assert.equal(isOpen(deliverLetterGate(aWay({ letter: accepted }))), true);
  const offered = offer(aWay());
  assert.equal(offered.ok && offered.value.status, 'offered');
});

test('EXC-12 H4 for a child the yes of a guardian is missing by itself', () => {
  const shut = beforeOffer(aWay({ standing: { ...aWay().standing, children: [dylan] } }));
  assert.match(shut[0]?.words ?? '', /guardian/);
});

test('EXC-11 H2 nobody is offered a letter who does not want contact', () => {
  const { stands } = aWay().standing;
  const given = stands[0];
  assert.ok(given);
  const no = { ...given, ...about('be-contacted'), participantId: joanne, answer: 'withdrawn' } as const;
  const shut = beforeOffer(aWay({ standing: { stands: [...stands, no], children: [] } }));
  assert.deepEqual(
    shut.map(({ reason }) => reason),
    ['recipient-does-not-want-contact'],
  );
});

test('EXC-11 H2 a stopped letter is taken up when the yes is back, and its reviews still count', () => {
  const again = takeUpAgain(aWay({ letter: aHeldLetter({ status: 'frozen', shownToAuthor: 'frozen' }) }));
  assert.deepEqual(again.ok && again.value, aHeldLetter());
});
