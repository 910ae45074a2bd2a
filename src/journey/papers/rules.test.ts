import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import { about } from '#vocabulary/consent.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { beforePassingOn, explain, passOn, readersFor, restsOn, takeBack, type Paper, type PaperId } from './rules.ts';

const [joanne, dylan, other] = ['joanne', 'dylan', 'other'] as unknown as readonly [
  ParticipantId,
  ParticipantId,
  ParticipantId,
];
const paper: Paper = {
  ...{ id: 'paper' as PaperId, documentId: 'document', fromId: joanne, toId: dylan },
  ...{ revokedAt: null, readAt: null },
};

test('PAP-1 a copy goes to whose it is, and to those whom harm links with them', () => {
  const links = [{ harmedId: joanne, responsibleId: dylan }];
  assert.deepEqual(readersFor(links, joanne), [joanne, dylan]);
  assert.deepEqual(readersFor(links, other), [other]);
});

test('PAP-2 PAP-5 refuses: not-read-through, was-passed-on', () => {
  assert.deepEqual(passOn({ isReadThrough: true, before: [{ revokedAt: new Date() }] }), allow(true));
  assert.deepEqual(
    passOn({ isReadThrough: false, before: [{ revokedAt: null }] }),
    refuse('was-passed-on', 'not-read-through'),
  );
  assert.match(explain('not-read-through'), /Read it through first/);
});

test('PAP-2 a copy with other files inside it goes to nobody, not to whose it is either', () => {
  const communicate = { name: 'communicate', about: '', shut: [] } as const;
  const weighed = {
    ...{ documentId: 'document', fromId: joanne, toId: joanne, fromCalled: 'Joanne', toCalled: 'Joanne' },
    ...{ standing: { stands: [], children: [] }, communicate },
  };
  const reasons = (holdsFiles: boolean) => beforePassingOn({ ...weighed, holdsFiles }).map(({ reason }) => reason);
  assert.deepEqual(reasons(true), ['holds-other-files']);
  assert.deepEqual(reasons(false), []);
});

test('PAP-3 a copy is taken back until it is opened, once', () => {
  assert.deepEqual(takeBack(paper), allow(paper));
  assert.deepEqual(takeBack({ ...paper, readAt: new Date() }), refuse('was-opened'));
  assert.deepEqual(takeBack({ ...paper, revokedAt: new Date() }), refuse('was-taken-back'));
});

test('PAP-6 a copy rests on its owner’s yes to it, on the way between the two, and on its reader’s wish to hear of us', () => {
  const own = { ...paper, toId: joanne };
  for (const [which, who, subject, rests] of [
    [paper, joanne, about('share-item', { towardId: dylan, itemId: 'document' }), true],
    [paper, joanne, about('share-item', { towardId: other, itemId: 'document' }), false],
    [paper, joanne, about('share-item', { towardId: dylan, itemId: 'another' }), false],
    [paper, dylan, about('mode', { mode: 'shuttle' }), true],
    [paper, dylan, about('mode', { mode: 'meeting' }), false],
    [own, joanne, about('mode', { mode: 'shuttle' }), false],
    [paper, dylan, about('be-contacted'), true],
    [paper, other, about('be-contacted'), false],
  ] as const)
    assert.equal(restsOn(which, who, subject), rests);
});
