import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import { keptUntil, letGo, type Stands } from './rules.ts';

const day = (text: string) => text as PlainDate;
const stands: Stands = {
  standing: 'not-asked',
  listedOn: day('2026-01-01'),
  askedOn: day('2026-02-01'),
  askAfter: day('2026-04-01'),
  settledOn: day('2026-03-01'),
};

test('LST-7 how long somebody is kept follows from how it stands with asking them', () => {
  for (const [standing, until] of [
    ['not-asked', '2026-06-30'],
    ['asked', '2026-05-02'],
    ['not-now', '2026-06-30'],
    ['yes', '2026-03-31'],
    ['no', '2026-03-31'],
  ] as const)
    assert.equal(keptUntil({ ...stands, standing }), until, standing);
});

test('LST-7 they are let go of once, and not before the day after the last', () => {
  const person = { keepUntil: day('2026-03-31'), letGoOn: null };
  assert.deepEqual(letGo(person, day('2026-03-31')), refuse('is-still-kept'));
  assert.deepEqual(letGo(person, day('2026-04-01')), allow('let-go'));
  assert.deepEqual(letGo({ ...person, letGoOn: day('2026-04-01') }, day('2026-04-02')), refuse('is-let-go'));
});
