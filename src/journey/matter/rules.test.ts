import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuse } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import { noMatter, numbersIn, type Matter } from '#vocabulary/matter.ts';
import { explain, informBy, informing, isOfMatter, keep, type CannotKeep } from './rules.ts';

const day = (text: string) => text as PlainDate;
const today = day('2026-11-25');
const aMatter = (changed: Partial<Matter>): Matter => ({ ...noMatter, ...changed });

for (const [because, changed] of [
  ['not-a-urn', { urn: '12/345' }],
  ['not-a-urn', { urn: '26/514820' }],
  ['not-a-prison-number', { prisonNumber: '1234' }],
  ['day-is-after-today', { reportedOn: day('2026-11-26') }],
  ['day-is-after-today', { informedOn: day('2026-11-26') }],
  ['told-before-it-was-reported', { reportedOn: day('2026-11-20'), informedOn: day('2026-11-19') }],
] as const satisfies readonly (readonly [CannotKeep, Partial<Matter>])[])
  test(`MAT-1 MAT-3 refuses: ${because} ${JSON.stringify(changed)}`, () => {
    assert.deepEqual(keep(aMatter(changed), today), refuse(because));
    assert.ok(isOfMatter(because));
    assert.match(explain(because), /^[A-Z].+[^.]$/);
  });

test('MAT-1 numbers are kept in one way of writing, and whatever the police call theirs as they write it', () => {
  const kept = keep(aMatter({ crimeNumber: ' 26/514820 ', urn: '12 ab 01234/26', prisonNumber: 'a1234bc' }), today);
  assert.ok(kept.ok);
  assert.deepEqual(numbersIn(kept.value), ['26/514820', '12AB0123426', 'A1234BC']);
  assert.deepEqual(numbersIn(noMatter), []);
});

for (const [is, changed] of [
  ['not-known-when', {}],
  ['not-known-when', { informedOn: day('2026-11-20') }],
  // Reported on a Friday: five working days later is the Friday after.
  ['in-time', { reportedOn: day('2026-11-13'), informedOn: day('2026-11-20') }],
  ['told-later', { reportedOn: day('2026-11-13'), informedOn: day('2026-11-21') }],
  ['told-later', { reportedOn: day('2026-11-13'), informedOn: day('2026-11-17'), isEnhanced: true }],
  ['in-time', { reportedOn: day('2026-11-13'), informedOn: day('2026-11-16'), isEnhanced: true }],
  ['not-yet', { reportedOn: day('2026-11-18') }],
  ['not-known-whether', { reportedOn: day('2026-11-17') }],
] as const)
  test(`MAT-5 whoever took the report: ${is} ${JSON.stringify(changed)}`, () => {
    assert.equal(informing(aMatter(changed), today), is);
  });

test('MAT-5 the day by which somebody is told skips weekends and bank holidays', () => {
  assert.equal(informBy({ reportedOn: day('2026-12-23'), isEnhanced: false }), '2027-01-04');
  assert.equal(informBy({ reportedOn: day('2026-12-24'), isEnhanced: true }), '2026-12-29');
  assert.equal(informBy({ reportedOn: null, isEnhanced: true }), null);
});
