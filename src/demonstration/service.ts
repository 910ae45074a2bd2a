import { randomUUID } from 'node:crypto';
import { northamptonshire } from '#service/areas/examples.ts';
import { addAreas } from '#service/areas/store.ts';
import { addService, addStaff } from '#service/staff/store.ts';
import { addVenue } from '#service/venues/actions.ts';
import { venuesOf } from '#service/venues/facts.ts';
import type { Database } from '#platform/database.ts';
import { allow } from '#platform/decision.ts';
import type { Act, Hand } from '#vocabulary/acting.ts';
import type { AgencyId, ServiceId, VenueId } from '#vocabulary/ids.ts';
import { insertAgency, insertPerson } from '#service/agencies/store.ts';
import { agencyCast, emailOf, staffCast, staffKeys } from './staff-cast.ts';
import { venuesCast } from './venues-cast.ts';
import { actIn, staffIdOf } from './world.ts';

const name = 'Northamptonshire Restorative Practice (demonstration)';

/** The service itself with its people and places, in one transaction, marked as a demonstration from its first moment. */
export async function openService(database: Database, openedAt: Date): Promise<ServiceId> {
  const serviceId = randomUUID() as ServiceId;
  const identity = { login: 'tp_hand', serviceId, kind: 'hand', id: '', caseId: '' } as const;
  await database.write(identity, async (db) => {
    const act = actIn(database, db, () => openedAt);
    const actor = { kind: 'staff', id: staffIdOf(serviceId, 'grace') } as const;
    await act({ serviceId, actor }, async (hand) => {
      await furnish(hand, serviceId);
      return allow(undefined);
    });
  });
  return serviceId;
}

async function furnish(hand: Hand, serviceId: ServiceId): Promise<void> {
  const contact = { phone: '01632 960100', email: 'hello@example.org' };
  await addService(hand, { name, areaName: 'Northamptonshire', ...contact, isDemonstration: true });
  for (const key of staffKeys) {
    const { name: fullName, level: practiceLevel, roles } = staffCast[key];
    await addStaff(hand, { id: staffIdOf(serviceId, key), name: fullName, email: emailOf(key), practiceLevel, roles });
  }
  await addAgency(hand, serviceId);
  await addAreas(hand, northamptonshire);
  for (const venue of venuesCast) {
    const added = await addVenue(hand, venue);
    if (!added.ok) throw new Error(`The register refused a venue: ${added.because.join(', ')}`);
  }
}

/** The agency that refers by itself, and its people. */
export async function addAgency(hand: Hand, serviceId: ServiceId): Promise<void> {
  const { name: agency, kind, people } = agencyCast;
  const agencyId = randomUUID() as AgencyId;
  await insertAgency(hand, { id: agencyId, name: agency, kind });
  for (const key of people) await insertPerson(hand, { staffId: staffIdOf(serviceId, key), agencyId, seesAll: false });
}

/** The places of the register by their names. */
export async function venuesByName(act: Act, serviceId: ServiceId): Promise<ReadonlyMap<string, VenueId>> {
  const actor = { kind: 'staff', id: staffIdOf(serviceId, 'grace') } as const;
  const venues = await act({ serviceId, actor }, async (hand) => allow(await venuesOf(hand)));
  if (!venues.ok) throw new Error('Reading the register refuses nothing');
  return new Map(venues.value.map((venue) => [venue.name, venue.id]));
}
