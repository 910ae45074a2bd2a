import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuse } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import { anOfferMade } from './examples.ts';
import { answer, explain, forget, offer, refers, type Asked, type NewOffer } from './rules.ts';

const [yesterday, today, tomorrow] = ['2026-11-22', '2026-11-23', '2026-11-24'] as PlainDate[] as [
  PlainDate,
  PlainDate,
  PlainDate,
];
const person: Asked = {
  ...{ part: 'harmed', standing: 'not-asked', safeWays: ['call'], askAfter: null },
  ...{ isChild: false, isLikeANo: false },
};
const made: NewOffer = { ...anOfferMade, offeredOn: today };
const said = { answer: 'no', answeredOn: today, askAfter: null, note: '' } as const;

test('OFR-1 OFR-6 somebody is asked in a safe way, on a day that has come', () => {
  assert.ok(offer(person, made, today).ok);
  assert.ok(offer({ ...person, safeWays: [] }, { ...made, way: 'in-person' }, today).ok);
  assert.deepEqual(
    offer(person, { ...made, way: 'post', offeredOn: tomorrow }, today),
    refuse('way-is-not-said-to-be-safe', 'offered-in-the-future'),
  );
});

test('OFR-2 OFR-4 one question at a time, none after an answer, and not before the day they named', () => {
  assert.deepEqual(offer({ ...person, standing: 'asked' }, made, today), refuse('waits-for-an-answer'));
  for (const standing of ['yes', 'no'] as const)
    assert.deepEqual(offer({ ...person, standing }, made, today), refuse('has-answered'));
  const later: Asked = { ...person, standing: 'not-now', askAfter: tomorrow };
  assert.deepEqual(offer(later, made, today), refuse('asked-to-wait'));
  assert.ok(offer({ ...later, askAfter: today }, made, today).ok);
});

test('OFR-8 whoever is responsible is asked after who was harmed, or with a reason', () => {
  const responsible: Asked = { ...person, part: 'responsible' };
  assert.deepEqual(offer(responsible, made, today), refuse('order-is-not-said'));
  assert.ok(offer(responsible, { ...made, order: 'harmed-first' }, today).ok);
  const first = { ...made, order: 'responsible-first' } as const;
  assert.deepEqual(offer(responsible, first, today), refuse('responsible-first-needs-a-reason'));
  assert.ok(offer(responsible, { ...first, orderReason: 'He leaves prison on Friday.' }, today).ok);
  assert.match(explain('order-is-not-said'), /asked first/);
});

test('OFR-9 OFR-10 a no is heard, and somebody speaks for a child', () => {
  const child: Asked = { ...person, isChild: true, isLikeANo: true };
  assert.deepEqual(offer(child, made, today), refuse('somebody-like-them-said-no', 'nobody-speaks-for-the-child'));
  assert.ok(offer(child, { ...made, although: 'It is her cousin.', guardian: 'Gail Weedon' }, today).ok);
});

test('OFR-3 an answer is to an offer that waits, on a day after it that has come', () => {
  assert.ok(answer({ offeredOn: today }, said, today).ok);
  assert.deepEqual(answer(undefined, said, today), refuse('was-not-asked'));
  assert.deepEqual(
    answer({ offeredOn: today }, { ...said, answeredOn: yesterday }, today),
    refuse('answered-before-they-were-asked'),
  );
  assert.deepEqual(
    answer({ offeredOn: today }, { ...said, answeredOn: tomorrow }, today),
    refuse('answered-in-the-future'),
  );
});

test('OFR-4 not now says from when', () => {
  const notNow = { ...said, answer: 'not-now' } as const;
  assert.deepEqual(answer({ offeredOn: today }, notNow, today), refuse('day-to-ask-again-is-missing'));
  assert.deepEqual(
    answer({ offeredOn: today }, { ...notNow, askAfter: today }, today),
    refuse('day-to-ask-again-is-not-later'),
  );
  assert.ok(answer({ offeredOn: today }, { ...notNow, askAfter: tomorrow }, today).ok);
});

test('OFR-5 a yes needs what happened, since it becomes a referral', () => {
  assert.deepEqual(refers({ ...said, answer: 'yes' }, ''), refuse('what-happened-is-missing'));
  assert.ok(refers(said, '').ok);
  assert.match(explain('what-happened-is-missing'), /what happened/);
});

test('OFR-7 whoever wishes to be forgotten is forgotten, once', () => {
  assert.ok(forget({ letGoOn: null }).ok);
  assert.deepEqual(forget({ letGoOn: today }), refuse('is-forgotten'));
  assert.match(explain('is-forgotten'), /let go of already/);
});
