import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import { about, type Stand, type Standing } from '#vocabulary/consent.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CompanionId, ParticipantId } from '#vocabulary/ids.ts';
import * as rules from './rules.ts';
import type { Item, ItemId, Release, ReleaseId } from './rules.ts';

const joanne = 'joanne' as ParticipantId;
const dylan = 'dylan' as ParticipantId;
const marcus = 'marcus' as ParticipantId;
const links = [{ harmedId: joanne, responsibleId: dylan }];

const question: Item = {
  id: 'q' as ItemId,
  kind: 'question',
  fromId: joanne,
  toId: dylan,
  answersId: null,
  words: 'Why my house?',
  passedOnAt: null,
};
const released: Release = {
  id: 'r' as ReleaseId,
  kind: 'question',
  itemId: 'q',
  fromId: joanne,
  toId: dylan,
  words: question.words,
  revokedAt: null,
  readAt: null,
};
const noon = new Date('2026-11-23T12:00:00Z');
const read = { ...released, readAt: noon };

function stand(participantId: ParticipantId, subject: Partial<Stand>, guardianId: CompanionId | null = null): Stand {
  const said = { participantId, guardianId, answer: 'given', askAfter: null } as const;
  return { ...about('share-item'), ...said, ...subject };
}
const sharesIt = stand(joanne, { itemId: 'q', towardId: dylan });
const standing = (...stands: readonly Stand[]): Standing => ({ stands, children: [] });
const weighed = {
  item: question,
  fromCalled: 'Joanne',
  toCalled: 'Dylan',
  standing: standing(sharesIt),
  communicate: { name: 'communicate', about: 'A carried message', mode: 'shuttle', shut: [] },
  isOutOfDate: false,
} as const;

test('REL-1 an item goes to whom harm links with its owner, and to the one other when there is one', () => {
  const wish = { words: 'Why?', toId: undefined, answers: null };
  assert.deepEqual(rules.write(wish, rules.mayReach(links, joanne)), allow({ words: 'Why?', toId: dylan }));
  assert.deepEqual(rules.write({ ...wish, toId: marcus }, [dylan]), refuse('not-between-these-two'));
  assert.deepEqual(rules.write(wish, [dylan, marcus]), refuse('not-between-these-two'));
  assert.deepEqual(rules.mayReach(links, marcus), []);
  assert.deepEqual(rules.write({ ...wish, words: ' ' }, [dylan]), refuse('nothing-written-yet'));
  assert.deepEqual(rules.write({ ...wish, words: 'x'.repeat(5001) }, [dylan]), refuse('message-is-too-long'));
});

test('REL-2 H4 nothing crosses without the yes of its owner, the open way, and a reader who wants us in touch', () => {
  const reasons = (changed: Partial<rules.Weighed>) =>
    rules.beforeRelease({ ...weighed, ...changed }).map(({ reason }) => reason);
  assert.deepEqual(reasons({}), []);
  assert.deepEqual(reasons({ standing: standing() }), ['owner-does-not-share-it']);
  assert.deepEqual(reasons({ standing: standing({ ...sharesIt, itemId: 'another' }) }), ['owner-does-not-share-it']);
  assert.deepEqual(reasons({ standing: { stands: [sharesIt], children: [joanne] } }), ['owner-does-not-share-it']);
  const guardian = stand(joanne, { itemId: 'q', towardId: dylan }, 'mother' as CompanionId);
  assert.deepEqual(reasons({ standing: { stands: [sharesIt, guardian], children: [joanne] } }), []);
  const wall = { reason: 'no-yes-to-shuttle', words: 'No.', opens: 'a yes' };
  assert.deepEqual(reasons({ communicate: { ...weighed.communicate, shut: [wall] } }), ['no-yes-to-shuttle']);
  const silent = stand(dylan, { purpose: 'be-contacted', answer: 'not-now', askAfter: '2027-01-06' as PlainDate });
  assert.deepEqual(reasons({ standing: standing(sharesIt, silent) }), ['reader-does-not-want-contact']);
  assert.deepEqual(
    rules.whenOpen(rules.beforeRelease({ ...weighed, standing: standing() }), 1),
    refuse('owner-does-not-share-it'),
  );
});

test('REL-9 a copy of times crosses only while those times stand, and its words are changed by nobody', () => {
  const reasons = rules.beforeRelease({ ...weighed, isOutOfDate: true }).map(({ reason }) => reason);
  assert.deepEqual(reasons, ['times-were-changed']);
  assert.deepEqual(
    rules.changeWords({ ...weighed.item, kind: 'availability' }, 'Other', standing()),
    refuse('times-have-a-page-of-their-own'),
  );
});

test('REL-2 a first name is told only to whom its owner said', () => {
  const pair = { fromId: joanne, toId: dylan, fromCalled: 'Joanne', toCalled: 'Dylan' };
  const reasons = (...stands: readonly Stand[]) =>
    rules.beforeNaming(standing(...stands), pair).map(({ reason }) => reason);
  assert.deepEqual(reasons(), ['owner-does-not-share-it']);
  assert.deepEqual(reasons(stand(joanne, { purpose: 'share-name' })), []);
  assert.deepEqual(reasons(stand(joanne, { purpose: 'share-name', towardId: marcus })), ['owner-does-not-share-it']);
});

test('REL-3 it is taken back until it is read, once', () => {
  assert.ok(rules.takeBack(released).ok);
  assert.deepEqual(rules.takeBack(read), refuse('was-read'));
  assert.deepEqual(rules.takeBack({ ...released, revokedAt: noon }), refuse('was-taken-back'));
});

test('REL-4 words that are shared, or crossed, stay', () => {
  assert.ok(rules.changeWords(question, 'Why?', standing()).ok);
  assert.deepEqual(rules.changeWords(question, 'Why?', standing(sharesIt)), refuse('words-are-shared'));
  assert.deepEqual(
    rules.changeWords({ ...question, passedOnAt: noon }, 'Why?', standing()),
    refuse('message-was-passed-on'),
  );
});

test('REL-6 only a question that was read is answered, and to whoever asked', () => {
  const wish = { words: 'It was dark.', toId: undefined };
  assert.deepEqual(
    rules.write({ ...wish, answers: read }, [joanne, marcus]),
    allow({ words: 'It was dark.', toId: joanne }),
  );
  for (const answers of [released, undefined, { ...read, kind: 'statement' } as const]) {
    assert.deepEqual(rules.write({ ...wish, answers }, [joanne]), refuse('no-such-question'));
  }
});

for (const [who, subject, rests] of [
  [joanne, about('share-item', { itemId: 'q', towardId: dylan }), true],
  [joanne, about('share-item', { itemId: 'other' }), false],
  [dylan, about('share-item', { itemId: 'q' }), false],
  [dylan, about('mode', { mode: 'shuttle' }), true],
  [joanne, about('mode', { mode: 'letter' }), false],
  [dylan, about('be-contacted'), true],
  [joanne, about('mode', { mode: 'shuttle', towardId: marcus }), false],
  [marcus, about('be-contacted'), false],
  [joanne, about('share-name'), false],
  [joanne, about('follow-up'), false],
] as const)
  test(`REL-8 H2 ${who} takes back ${subject.purpose} ${subject.mode ?? ''}: ${rests ? 'it is taken back' : 'it stays'}`, () => {
    assert.equal(rules.restsOn(released, who, subject), rests);
  });

test('every refusal has words, and a shut way points to its reasons', () => {
  for (const reason of ['was-read', 'words-are-shared', 'holds-what-is-protected']) {
    assert.match(rules.explain(reason), /^[A-Z].*[a-z]$/);
  }
  assert.match(rules.explain('owner-does-not-share-it'), /listed with it/);
  assert.ok(rules.restsOn({ ...released, kind: 'first-name' }, joanne, about('share-name')));
});
