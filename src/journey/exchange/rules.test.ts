import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { aHeldLetter, aLetter, dylan, joanne } from '#journey/letter/examples.ts';
import { canAnswerSharing } from '#journey/letter/rules.ts';
import { refuse } from '#platform/decision.ts';
import { about } from '#vocabulary/consent.ts';
import { type PlainDate, plusDays } from '#vocabulary/dates.ts';
import { isOpen } from '#vocabulary/gates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { Letter, LetterStatus } from '#vocabulary/letters.ts';
import { aWay } from './examples.ts';
import { beforeOffer, deliverLetterGate, offer, takeUpAgain } from './gate-rules.ts';
import * as rules from './rules.ts';

const today = '2026-11-23' as PlainDate;
const tomorrow = plusDays(today, 1);
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
      assert.ok(canAnswerSharing(mine, 'declined', { saidOn: today, today }).ok);
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
