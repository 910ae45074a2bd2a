import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allow, refuse } from '#platform/decision.ts';
import type { DeclineReason } from '#journey/referral/facts.ts';
import type { Part } from '#vocabulary/parts.ts';
import { anOther } from './examples.ts';
import { acknowledgement, declined } from './letters.ts';
import { mayTriage } from './policy.ts';
import {
  accept,
  acknowledge,
  addOther,
  decline,
  explainTriage,
  harmPairs,
  isWrittenTo,
  mayBeAdded,
  signsOfComplexity,
  type CannotTriage,
} from './rules.ts';

const wish = { kind: 'justice', isMutual: false } as const;

test('REF-3 a referral is acknowledged once and decided once', () => {
  assert.deepEqual(acknowledge('received'), allow('acknowledged'));
  assert.deepEqual(acknowledge('acknowledged'), refuse('already-acknowledged'));
  for (const status of ['accepted', 'declined'] as const) {
    assert.deepEqual(acknowledge(status), refuse('already-decided'));
    assert.deepEqual(decline(status), refuse('already-decided'));
    assert.deepEqual(accept({ status, part: 'harmed' }, [anOther()], wish), refuse('already-decided'));
    assert.deepEqual(addOther(status, anOther()), refuse('already-decided'));
  }
});

test('REF-5 a referral becomes a case only with somebody on the other side', () => {
  const referral = { status: 'acknowledged', part: 'harmed' } as const;
  assert.deepEqual(accept(referral, [], wish), refuse('nobody-on-the-other-side'));
  assert.deepEqual(accept(referral, [anOther({ part: 'harmed' })], wish), refuse('nobody-on-the-other-side'));
  assert.deepEqual(accept(referral, [anOther()], wish), allow(wish));
});

test('REF-7 an organisation is harmed, never responsible, also where each harmed the other', () => {
  const shop = anOther({ kind: 'organisation', part: 'responsible' });
  assert.deepEqual(addOther('received', shop), refuse('organisation-cannot-be-responsible'));
  const referral = { status: 'received', part: 'responsible' } as const;
  const others = [anOther({ kind: 'organisation', part: 'harmed' })];
  assert.deepEqual(accept(referral, others, { ...wish, isMutual: true }), refuse('organisation-cannot-be-responsible'));
  assert.equal(accept(referral, others, wish).ok, true);
});

test('everybody harmed is linked with everybody responsible, once, and both ways where it is mutual', () => {
  const parts = fc.array(fc.constantFrom<Part>('harmed', 'responsible'), { maxLength: 8 });
  fc.assert(
    fc.property(parts, fc.boolean(), (people, isMutual) => {
      const pairs = harmPairs(people, isMutual);
      const harmed = people.filter((part) => part === 'harmed').length;
      assert.equal(pairs.length, harmed * (people.length - harmed) * (isMutual ? 2 : 1));
      assert.equal(new Set(pairs.map(String)).size, pairs.length);
      for (const [one, other] of pairs) assert.notEqual(people[one], people[other]);
    }),
  );
});

test('a case starts as complex where a child, a serious crime or many people are in it', () => {
  const plain = { incidentKind: 'burglary', isUnder18: false } as const;
  assert.deepEqual(signsOfComplexity(plain, [anOther()]), []);
  assert.deepEqual(signsOfComplexity(plain, [anOther({ isUnder18: true })]), ['child']);
  assert.deepEqual(signsOfComplexity({ incidentKind: 'serious-crime', isUnder18: true }, []), ['child', 'weapon']);
  assert.deepEqual(
    signsOfComplexity(
      plain,
      Array.from({ length: 4 }, () => anOther()),
    ),
    ['many'],
  );
});

test('REF-8 H17 only somebody who asked us themselves is written to', () => {
  assert.equal(isWrittenTo('self'), true);
  for (const source of ['police', 'court', 'other'] as const) assert.equal(isWrittenTo(source), false);
});

test('REF-8 H17 what lies with somebody else is told in the same words, whichever it is', () => {
  const to = { called: 'Joanne', reference: '7K3M-QX94' };
  const bodies = (['not-suitable', 'no-contact-wanted', 'duplicate'] as const).map(
    (reason) => declined(to, { reason, words: '' }).body,
  );
  assert.equal(new Set(bodies).size, 1);
});

const reasons: readonly DeclineReason[] = [
  'out-of-area',
  'not-suitable',
  'live-court-case',
  'no-contact-wanted',
  'duplicate',
  'other-service',
  'not-enough-known',
];

test('REF-8 H17 no letter names the service, what happened or another person', () => {
  const to = { called: 'Joanne', reference: '7K3M-QX94' };
  const letters = [acknowledgement(to), ...reasons.map((reason) => declined(to, { reason, words: '' }))];
  for (const { subject, body } of letters) {
    assert.equal(subject, 'Your message');
    assert.doesNotMatch(body, /restorative|crime|harm|police|court|offen|victim|responsible|other person|they |them /i);
    assert.match(body, /7K3M-QX94/);
  }
});

test('words that were added stand in the letter', () => {
  const letter = declined(
    { called: 'Jo', reference: '7K3M-QX94' },
    { reason: 'out-of-area', words: 'Ask in Leicester.' },
  );
  assert.match(letter.body, /\n\nAsk in Leicester\.\n\n/);
});

test('every refusal at triage has words of its own', () => {
  const all: readonly CannotTriage[] = [
    'already-decided',
    'already-acknowledged',
    'nobody-on-the-other-side',
    'organisation-cannot-be-responsible',
    'words-hold-somebody-else',
  ];
  assert.equal(new Set(all.map(explainTriage)).size, all.length);
});

test('REF-10 words to whoever wrote to us hold nothing of others that they did not write themselves', () => {
  assert.deepEqual(mayBeAdded(0), allow('fit'));
  assert.deepEqual(mayBeAdded(1), refuse('words-hold-somebody-else'));
});

test('REF-9 at triage somebody decides for their area, and reads what is a case they may open', () => {
  const amara = { roles: ['coordinator'] } as const;
  assert.equal(mayTriage(amara, { isOtherTeams: false, isCase: false }), true);
  assert.equal(mayTriage(amara, { isOtherTeams: true, isCase: false }), false);
  assert.equal(mayTriage(amara, { isOtherTeams: true, isCase: true }), true);
  assert.equal(mayTriage({ roles: ['facilitator'] }, { isOtherTeams: false, isCase: false }), false);
});
