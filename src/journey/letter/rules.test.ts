import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuse } from '#platform/decision.ts';
import { type PlainDate, plusDays } from '#vocabulary/dates.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import { readyReaders } from '#vocabulary/letters.ts';
import { aHeldLetter, aLetter, aReview, dylan, joanne } from './examples.ts';
import * as rules from './rules.ts';
import type { Typing } from './rules.ts';

const today = '2026-11-23' as PlainDate;
const tomorrow = plusDays(today, 1);
const priya = 'priya' as StaffId;
const typing: Typing = { words: 'New words', version: 1, by: 'author', isShared: false };
const accepted = aHeldLetter({ status: 'accepted', acceptedHow: 'read-aloud' });

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
  ['EXC-8', 'letter-cannot-be-kept-now', rules.neverSend(accepted, 'staff')],
  ['EXC-8', 'letter-cannot-be-kept-now', rules.neverSend(aHeldLetter(), 'author')],
] as const) {
  test(`${id} refuses: ${because}`, () => {
    assert.deepEqual(decision, refuse(because));
    assert.notEqual(rules.explain(because), '');
  });
}

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

test('H9 two different people who find this version ready make it held', () => {
  const once = rules.review(aLetter({ status: 'in-review' }), aReview());
  assert.equal(once.ok && once.value.status, 'in-review');
  const twice = once.ok && rules.review(once.value, aReview({ reviewerId: priya }));
  assert.equal(twice && twice.ok && twice.value.status, 'held');
});

test('H9 reviews of an older version, and the same reader twice, do not count', () => {
  const old = [aReview(), aReview({ reviewerId: priya })];
  assert.deepEqual(readyReaders({ version: 2, reviews: old }), []);
  assert.equal(readyReaders({ version: 1, reviews: [aReview(), aReview()] }).length, 1);
});

test('EXC-6 one reader who does not find it ready returns it, with advice', () => {
  const letter = aLetter({ status: 'in-review', reviews: [aReview({ reviewerId: priya })] });
  const returned = rules.review(letter, aReview({ verdict: 'return', advice: 'Say what you did.' }));
  assert.equal(returned.ok && returned.value.shownToAuthor, 'returned');
});

test('EXC-8 a letter that is never sent is a good end, also twice', () => {
  const kept = rules.neverSend(aLetter(), 'author');
  assert.equal(kept.ok && kept.value.shownToAuthor, 'never-sent');
  assert.ok(kept.ok && rules.neverSend(kept.value, 'author').ok);
  assert.ok(rules.neverSend(aHeldLetter({ status: 'frozen' }), 'staff').ok);
});
