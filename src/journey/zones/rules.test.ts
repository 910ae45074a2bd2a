import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId, VenueId } from '#vocabulary/ids.ts';
import { end, explain, holdsOn, look, putOnFile, type CannotPutOnFile, type ZoneOnFile } from './rules.ts';

const joanne = '0b6d5c1e-0000-4000-8000-000000000001' as ParticipantId;
const dylan = '0b6d5c1e-0000-4000-8000-000000000002' as ParticipantId;
const cube = '5e0c7f8a-0000-4000-8000-000000000001' as VenueId;
const day = (text: string) => text as PlainDate;
const aZone = (changed: Partial<ZoneOnFile> = {}): ZoneOnFile => ({
  ...{ restrainsId: dylan, protectsId: joanne, named: 'Millbrook Road', documentReference: 'Licence, condition 5' },
  ...{ startsOn: day('2026-10-01'), endsOn: null },
  ...changed,
});

for (const [because, changed] of [
  ['zone-is-between-two', { restrainsId: joanne }],
  ['place-is-missing', { named: '' }],
  ['zone-ends-before-it-starts', { endsOn: day('2026-09-30') }],
  ['document-is-missing', { documentReference: '' }],
] as const satisfies readonly (readonly [CannotPutOnFile, Partial<ZoneOnFile>])[])
  test(`ZON-1 refuses: ${because}`, () => {
    assert.deepEqual(putOnFile(aZone(changed), 'open'), refuse(because));
    assert.match(explain(because), /^[A-Z].+[^.]$/);
  });

test('ZON-1 a whole one is put on file, and none in a closed case', () => {
  assert.deepEqual(putOnFile(aZone(), 'open'), allow(aZone()));
  assert.deepEqual(putOnFile(aZone(), 'closed'), refuse('case-is-closed'));
});

test('ZON-2 it holds from its first day to its last', () => {
  const zone = aZone({ endsOn: day('2026-10-03') });
  assert.deepEqual(
    ['2026-09-30', '2026-10-01', '2026-10-03', '2026-10-04'].map((each) => holdsOn(zone, day(each))),
    [false, true, true, false],
  );
  assert.equal(holdsOn(aZone(), day('2046-01-01')), true);
});

test('ZON-3 a venue of the register is looked at, for what is not over', () => {
  const found = { status: 'open', today: day('2026-11-23'), venues: [cube] } as const;
  const wish = { venueId: cube, isClear: true };
  assert.deepEqual(look(aZone(), wish, found), allow(wish));
  assert.deepEqual(look(aZone({ endsOn: day('2026-11-22') }), wish, found), refuse('zone-is-over'));
  assert.deepEqual(look(aZone(), wish, { ...found, venues: [] }), refuse('no-such-venue'));
  assert.deepEqual(look(aZone(), wish, { ...found, status: 'closed' }), refuse('case-is-closed'));
});

test('ZON-4 its last day is written, and not before its first', () => {
  assert.deepEqual(end(aZone(), day('2026-10-01'), 'open'), allow(day('2026-10-01')));
  assert.deepEqual(end(aZone(), day('2026-09-30'), 'open'), refuse('zone-ends-before-it-starts'));
  assert.deepEqual(end(aZone(), day('2026-10-01'), 'closed'), refuse('case-is-closed'));
});
