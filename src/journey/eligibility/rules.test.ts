import assert from 'node:assert/strict';
import { modes } from '#vocabulary/modes.ts';
import { test } from 'node:test';
import fc from 'fast-check';
import { allow, refuse } from '#platform/decision.ts';
import {
  eligibilityQuestions,
  standsBeforeTheFirstWord,
  standsInTheWay,
  type EligibilityAnswer,
  type EligibilityStand,
} from '#vocabulary/eligibility.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { Part } from '#vocabulary/parts.ts';
import { addsToCase, answer, explain, questions, sayNo, takeOn, weigh, type CannotAnswer } from './rules.ts';

const [amara, priya] = ['amara' as StaffId, 'priya' as StaffId];
const coordinator = { staffId: amara, isSupervisor: false };
const supervisor = { staffId: priya, isSupervisor: true };
const allNo: readonly EligibilityStand[] = questions.map((question) => ({ question, answer: 'no' }));
const but = (...changed: readonly EligibilityStand[]) =>
  allNo.map((each) => changed.find(({ question }) => question === each.question) ?? each);

for (const [is, stands, kind] of [
  ['eligible', allNo, null],
  ['not-yet', [], null],
  ['not-yet', allNo.slice(1), null],
  ['not-yet', but({ question: 'domestic-abuse', answer: 'yes' }), 'justice'],
  ['eligible', but({ question: 'domestic-abuse', answer: 'allowed' }), 'justice'],
  ['not-yet', but({ question: 'order-forbids-contact', answer: 'not-known' }), 'justice'],
  ['not-yet', but({ question: 'said-no', answer: 'not-known' }), 'justice'],
  ['not', but({ question: 'said-no', answer: 'yes' }), 'justice'],
  ['not', but({ question: 'not-acknowledged', answer: 'yes' }), null],
  ['not', but({ question: 'cannot-be-mediated', answer: 'yes' }), 'mediation'],
  ['eligible', but({ question: 'cannot-be-mediated', answer: 'yes' }), 'justice'],
] as const)
  test(`ELG-1 ${is}: ${stands.length} answers, ${stands
    .map(({ answer: said }) => said)
    .filter((said) => said !== 'no')
    .join()}, ${kind ?? 'no case yet'}`, () => {
    assert.equal(weigh(stands, kind).is, is);
  });

for (const [because, said, before, by] of [
  ['evidence-is-missing', { answer: 'no', words: '' }, 'yes', coordinator],
  ['evidence-is-missing', { answer: 'no', words: '' }, 'allowed', coordinator],
  ['evidence-is-missing', { answer: 'allowed', words: '' }, 'yes', supervisor],
  ['nothing-to-allow', { answer: 'allowed', words: 'A reason' }, 'no', supervisor],
  ['nothing-to-allow', { answer: 'allowed', words: 'A reason' }, undefined, supervisor],
  ['only-a-supervisor-allows', { answer: 'allowed', words: 'A reason' }, 'yes', { ...supervisor, isSupervisor: false }],
  ['allowed-by-who-answered', { answer: 'allowed', words: 'A reason' }, 'yes', { ...supervisor, staffId: amara }],
] as const satisfies readonly (readonly [CannotAnswer, object, EligibilityAnswer | undefined, object])[])
  test(`ELG-2 ELG-3 refuses: ${because}, after ${before ?? 'nothing'}`, () => {
    const was = before && { answer: before, answeredBy: amara };
    assert.deepEqual(answer({ question: 'domestic-abuse', ...said }, was, by, 'harmed'), refuse(because));
    assert.match(explain(because), /\w+ \w+/);
  });

test('ELG-3 what stops it, or holds until it is over, is allowed by nobody', () => {
  for (const question of questions.filter((each) => eligibilityQuestions[each].strength !== 'supervisor'))
    assert.deepEqual(
      answer(
        { question, answer: 'allowed', words: 'A reason' },
        { answer: 'yes', answeredBy: amara },
        supervisor,
        'harmed',
      ),
      refuse('never-allowed'),
    );
});

test('ELG-2 ELG-3 lifted with what that rests on; allowed by another, with a reason', () => {
  const before = { answer: 'yes', answeredBy: amara } as const;
  const lifted = { question: 'order-forbids-contact', answer: 'no', words: 'The court ended it' } as const;
  const allowed = { question: 'sexual-harm', answer: 'allowed', words: 'She leads it' } as const;
  assert.deepEqual(answer(lifted, before, coordinator, 'responsible'), allow(lifted));
  assert.deepEqual(answer(allowed, before, supervisor, 'harmed'), allow(allowed));
});

test('ELG-4 what stops it keeps a referral from becoming a case, and nothing else does', () => {
  for (const question of questions) {
    const stopped = !takeOn([{ question, answer: 'yes' }], 'justice', 'harmed').ok;
    assert.equal(
      stopped,
      eligibilityQuestions[question].strength === 'stop' && question !== 'cannot-be-mediated',
      question,
    );
  }
  assert.deepEqual(
    takeOn([{ question: 'cannot-be-mediated', answer: 'yes' }], 'mediation', 'harmed'),
    refuse('something-stops-it'),
  );
});

test('ELG-5 whatever is answered, a yes that nobody allowed and what nobody knows stand in the way', () => {
  const stand = fc.record({
    question: fc.constantFrom(...questions.filter((each) => each !== 'cannot-be-mediated')),
    answer: fc.constantFrom<EligibilityAnswer>('no', 'yes', 'not-known', 'allowed'),
  });
  fc.assert(
    fc.property(fc.uniqueArray(stand, { selector: ({ question }) => question }), (stands) => {
      const open = stands.every(({ answer: said }) => said === 'no' || said === 'allowed');
      assert.equal(standsInTheWay(stands, 'circle', null).length === 0, open);
    }),
  );
});

test('ELG-9 that meeting could be used to harm again stands in the way of direct ways alone', () => {
  for (const said of ['yes', 'not-known'] as const) {
    const stands = [{ question: 'could-abuse-again', answer: said }] as const;
    const shut = modes.filter((mode) => standsInTheWay(stands, 'justice', mode).length > 0);
    assert.deepEqual(shut, ['video', 'meeting']);
  }
});

test('ELG-6 a second referral adds what stands in its way, even where the case had lifted it', () => {
  const said = [
    { question: 'said-no', answer: 'yes' },
    { question: 'domestic-abuse', answer: 'yes' },
    { question: 'sexual-harm', answer: 'not-known' },
    { question: 'capacity-in-doubt', answer: 'not-known' },
    { question: 'order-forbids-contact', answer: 'no' },
  ] as const;
  const there = [
    { question: 'said-no', answer: 'yes' },
    { question: 'domestic-abuse', answer: 'allowed' },
    { question: 'sexual-harm', answer: 'no' },
    { question: 'order-forbids-contact', answer: 'yes' },
  ] as const;
  assert.deepEqual(
    addsToCase(said, there).map(({ question }) => question),
    ['domestic-abuse', 'capacity-in-doubt'],
  );
});

test('every question has its words, what opens it and its source', () => {
  for (const question of questions) {
    const { ask, stands, opens, source } = eligibilityQuestions[question];
    assert.match(ask, /\?$/);
    assert.match(stands, /^[A-Z].*\.$/);
    assert.match(opens, /^[a-z].*\.$/);
    assert.ok(source.length > 5);
  }
});

test('ELG-7 before the first word stands a yes that keeps us from speaking at all; not what is allowed, not known or found out by talking', () => {
  const bars = questions.filter((question) => standsBeforeTheFirstWord([{ question, answer: 'yes' }]).length > 0);
  assert.deepEqual(
    questions.filter((question) => !bars.includes(question)),
    ['not-acknowledged', 'order-forbids-contact', 'capacity-in-doubt', 'could-abuse-again', 'cannot-be-mediated'],
  );
  for (const answered of ['no', 'allowed', 'not-known'] as const)
    assert.deepEqual(standsBeforeTheFirstWord(questions.map((question) => ({ question, answer: answered }))), []);
});

test('ELG-8 abuse at home and sexual harm never begin with whoever is responsible, and nobody allows it there', () => {
  const before = { answer: 'yes', answeredBy: amara } as const;
  for (const question of questions) {
    const isTheirs = question === 'domestic-abuse' || question === 'sexual-harm';
    for (const said of ['no', 'yes', 'not-known', 'allowed'] as const) {
      const decision = takeOn([{ question, answer: said }], 'justice', 'responsible');
      const isRefused = isTheirs && (said === 'yes' || said === 'allowed');
      assert.equal(
        !decision.ok && decision.because.includes('only-the-harmed-begin'),
        isRefused,
        `${question} ${said}`,
      );
    }
    const wish = { question, answer: 'allowed', words: 'A reason' } as const;
    const refusedFor = (begunBy: Part | undefined) => {
      const decision = answer(wish, before, supervisor, begunBy);
      return !decision.ok && decision.because.includes('only-the-harmed-begin');
    };
    assert.deepEqual(
      [refusedFor('responsible'), refusedFor('harmed'), refusedFor(undefined)],
      [isTheirs, false, false],
      question,
    );
  }
  assert.match(explain('only-the-harmed-begin'), /person harmed/);
});

test('AGY-7 the no of an agency stands in the way, and its yes lifts what it said itself and nothing else', () => {
  const officer = 'officer' as StaffId;
  const of = (saysNo: boolean) => ({ saysNo, words: 'She rang.', theirs: [officer] });
  const no = { question: 'said-no', answer: 'yes', words: 'The agency: She rang.' } as const;
  assert.deepEqual(sayNo(undefined, of(true)), no);
  assert.deepEqual(sayNo({ answer: 'no', answeredBy: amara }, of(true)), no);
  assert.equal(sayNo({ answer: 'yes', answeredBy: amara }, of(true)), undefined);
  assert.deepEqual(sayNo({ answer: 'yes', answeredBy: officer }, of(false)), { ...no, answer: 'no' });
  assert.equal(sayNo({ answer: 'yes', answeredBy: amara }, of(false)), undefined);
  assert.equal(sayNo(undefined, of(false)), undefined);
});
