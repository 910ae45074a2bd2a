import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import { markStatus } from '#journey/conference/store.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { plusDays } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { ahead, aMeeting } from '../../../test/support/meeting.ts';
import { zonesOf } from './facts.ts';
import type { ZoneOnFile } from './rules.ts';
import { addZone, keepLook, markEnded } from './store.ts';

const house = await aHouse();
const { jo, sam } = house.staff;
const meeting = await aMeeting(house, 'agreed', { startsAt: ahead(house, 20) });
const { made, venueId } = meeting;
const [joanne, dylan] = [made.who['Joanne'], made.who['Dylan']] as unknown as readonly [ParticipantId, ParticipantId];
const aZone = (changed: Partial<ZoneOnFile> = {}): ZoneOnFile => ({
  ...{ restrainsId: dylan, protectsId: joanne, named: 'Millbrook Road', documentReference: 'Licence, condition 5' },
  ...{ startsOn: house.today(), endsOn: null },
  ...changed,
});

/** The wall that some writing meets, past every rule; nothing of it is kept. */
async function wallOf(work: (hand: Hand) => Promise<unknown>): Promise<string> {
  let wall = 'no-wall';
  const held = { serviceId: house.serviceId, caseId: made.caseId, actor: { kind: 'staff', id: jo } as const };
  const decision = await house.ports
    .act(held, async (hand) => {
      await work(hand);
      return { ok: false, because: ['no-wall'] } as const;
    })
    .catch((error: unknown) => {
      wall = refusedBy(error) ?? String(error);
      return undefined;
    });
  return decision && !decision.ok ? decision.because[0] : wall;
}

const book = (hand: Hand) => markStatus(hand, { id: meeting.id, status: 'planned' }, 'booked', '');

for (const [wall, changed] of [
  ['zon_1_between_two', { restrainsId: joanne }],
  ['zon_1_ends_after_it_starts', { endsOn: plusDays(house.today(), -1) }],
  ['sea_1_exclusion_zones_named_is_sealed', { named: '' }],
  ['sea_1_exclusion_zones_document_reference_is_sealed', { documentReference: '' }],
] as const satisfies readonly (readonly [string, Partial<ZoneOnFile>])[])
  test(`ZON-1 the database refuses by ${wall}`, async () => {
    assert.equal(await wallOf((hand) => addZone(hand, randomUUID(), aZone(changed))), wall);
  });

test('ZON-2 no meeting is booked in a venue that is not known to be clear for somebody who comes that day', async () => {
  const bookedWith =
    (zone: Partial<ZoneOnFile>, looks: readonly boolean[] = []) =>
    async (hand: Hand) => {
      const id = randomUUID();
      await addZone(hand, id, aZone(zone));
      for (const isClear of looks) await keepLook(hand, id, { venueId, isClear });
      await book(hand);
    };
  assert.equal(await wallOf(book), 'no-wall');
  assert.equal(await wallOf(bookedWith({})), 'venue-is-not-clear', 'nobody looked');
  assert.equal(await wallOf(bookedWith({}, [false])), 'venue-is-not-clear');
  assert.equal(await wallOf(bookedWith({}, [true, false])), 'venue-is-not-clear', 'somebody looked again');
  assert.equal(await wallOf(bookedWith({}, [false, true])), 'no-wall');
  assert.equal(await wallOf(bookedWith({ endsOn: plusDays(house.today(), 19) })), 'no-wall', 'it is over by then');
  assert.equal(await wallOf(bookedWith({ startsOn: plusDays(house.today(), 21) })), 'no-wall', 'it begins later');
});

test('ZON-3 ZON-4 a venue is looked at once of each, and what is on file stays but for its last day', async () => {
  const id = randomUUID();
  const twice = async (hand: Hand) => {
    await addZone(hand, id, aZone());
    await keepLook(hand, id, { venueId, isClear: true });
    await hand.run(sql`
      insert into app.zone_venues (service_id, case_id, zone_id, venue_id, is_clear, looked_by, looked_at)
      values (${hand.serviceId}, ${hand.caseId}, ${id}, ${venueId}, false, ${jo}, now())`);
  };
  assert.equal(await wallOf(twice), 'zon_3_looked_at_once');
  const moved = async (hand: Hand) => {
    await addZone(hand, id, aZone());
    await hand.run(sql`update app.exclusion_zones set starts_on = starts_on + 1 where id = ${id}`);
  };
  assert.match(await wallOf(moved), /permission denied/);
  const ended = async (hand: Hand) => {
    await addZone(hand, id, aZone());
    await markEnded(hand, id, house.today());
  };
  assert.equal(await wallOf(ended), 'no-wall');
});

test('ZON-5 staff who may open the case read a zone, and nobody in the case does', async () => {
  await house.act(made, jo, (hand) => addZone(hand, randomUUID(), aZone()));
  const [zone] = await house.readAsStaff(sam, (db) => zonesOf(db, made.caseId));
  assert.equal(zone?.named, 'Millbrook Road');
  assert.deepEqual(await house.readAsStaff(house.staff.leo, (db) => zonesOf(db, made.caseId)), []);
  for (const who of [joanne, dylan])
    for (const table of [sql`app.exclusion_zones`, sql`app.zone_venues`])
      await assert.rejects(
        house.readAsParticipant(made, who, (db) => db.rows(sql`select 1 from ${table}`)),
        /permission denied/,
      );
});
