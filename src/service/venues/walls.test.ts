import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { refuse } from '#platform/decision.ts';
import type { VenueId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { aVenue } from './examples.ts';
import { venuesOf } from './facts.ts';
import type { VenueDetails } from './rules.ts';
import { insertVenue } from './store.ts';

const house = await aHouse();
const amara = { serviceId: house.serviceId, actor: { kind: 'staff', id: house.staff.amara } } as const;

async function wallOf(changed: Partial<VenueDetails>): Promise<string | undefined> {
  const met = await house.ports
    .act(amara, async (hand) => {
      await insertVenue(hand, randomUUID() as VenueId, aVenue());
      await insertVenue(hand, randomUUID() as VenueId, aVenue(changed));
      return refuse('nothing-is-kept');
    })
    .then(
      (decision) => (decision.ok ? undefined : decision.because[0]),
      (error: unknown) => refusedBy(error),
    );
  return met;
}

test('VEN-1 two at once meet the wall and are told kindly', async () => {
  assert.equal(await wallOf({ name: aVenue().name.toUpperCase() }), 'venue-is-already-there');
});

test('VEN-2 the database keeps no venue without a name or an address', async () => {
  assert.equal(await wallOf({ name: '' }), 'venues_name_check');
  assert.equal(await wallOf({ name: 'Elsewhere', address: '' }), 'venues_address_check');
});

test('a participant who is not asked anywhere reads no venue', async () => {
  const made = await house.aCase();
  await house.ports.act(amara, async (hand) => {
    await insertVenue(hand, randomUUID() as VenueId, aVenue());
    return { ok: true, value: undefined };
  });
  const joanne = made.who['Joanne'];
  assert.ok(joanne);
  await assert.rejects(
    house.readAsParticipant(made, joanne, (db) => venuesOf(db)),
    /permission denied/,
  );
});
