import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { VenueId } from '#vocabulary/ids.ts';
import { aVenue } from './examples.ts';
import { explain, keep } from './rules.ts';

const another = '5e0c7f8a-0000-4000-8000-000000000009' as VenueId;
const cube = { id: '5e0c7f8a-0000-4000-8000-000000000001' as VenueId, ...aVenue() };

test('VEN-1 a name stands for one place, however it is written', () => {
  assert.deepEqual(keep([cube], aVenue({ name: cube.name.toUpperCase() }), another), {
    ok: false,
    because: ['venue-is-already-there'],
  });
  assert.equal(keep([cube], aVenue(), cube.id).ok, true, 'a venue keeps its own name');
});

test('VEN-2 a venue without a name and an address is refused for both', () => {
  const decision = keep([], aVenue({ name: '', address: '' }), another);
  assert.deepEqual(decision, { ok: false, because: ['name-is-missing', 'address-is-missing'] });
});

test('every refusal has words', () => {
  for (const reason of ['name-is-missing', 'address-is-missing', 'venue-is-already-there'] as const) {
    assert.match(explain(reason), /^[A-Z].* venue/);
  }
});
