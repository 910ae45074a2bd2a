import { randomUUID } from 'node:crypto';
import { takers } from '#casefile/allocation/policy.ts';
import { addAllocation, addConflict } from '#casefile/allocation/store.ts';
import { addOpening } from '#casefile/break-glass/store.ts';
import { markTeam } from '#casefile/cases/store.ts';
import { addCover } from '#casefile/cover/store.ts';
import type { Relation } from '#casefile/readers/policy.ts';
import { addNamed, addReader, addRestriction } from '#casefile/readers/store.ts';
import { sql } from '#platform/sql.ts';
import { addStaff } from '#service/staff/store.ts';
import { plusDays } from '#vocabulary/dates.ts';
import type { StaffId, TeamId } from '#vocabulary/ids.ts';
import { hasRole, type StaffRole } from '#vocabulary/staff.ts';
import type { House, MadeCase } from './house.ts';
import { asFarAs, relations } from './relations.ts';

interface Person {
  readonly id: StaffId;
  readonly roles: readonly StaffRole[];
}

const asOneMore = { as: 'co', overrideBy: null, overrideReason: '' } as const;

/** A case for each relation, to which everybody stands alike, as far as their roles let them. */
export async function casesByRelation(
  house: House,
  people: readonly Person[],
  elsewhere: TeamId,
): Promise<ReadonlyMap<string, MadeCase>> {
  const { priya } = house.staff;
  const away = new Map(people.filter((who) => hasRole(who, ...takers)).map(({ id }) => [id, randomUUID() as StaffId]));
  await house.actInService(priya, async (hand) => {
    for (const id of away.values()) {
      const known = { id, name: 'Away', email: `${id}@rp.example`, practiceLevel: 'advanced' } as const;
      await addStaff(hand, { ...known, roles: ['facilitator'] });
    }
  });
  const cases = new Map<string, MadeCase>();
  for (const [name, relation] of Object.entries(relations)) {
    const made = await house.aCase();
    const so = (wanted: (relation: Relation) => boolean) => people.filter((who) => wanted(asFarAs(who, relation)));
    await house.act(made, priya, async (hand) => {
      for (const { id: staffId } of so(({ isAllocated }) => isAllocated)) {
        await addAllocation(hand, { staffId, ...asOneMore });
        await addReader(hand, staffId);
      }
      for (const { id } of so(({ isNamed }) => isNamed)) await addNamed(hand, id);
      if (relation.coveringUntil !== null)
        for (const staffId of away.values()) await addAllocation(hand, { staffId, ...asOneMore });
      if (relation.isOtherTeams) await markTeam(hand, elsewhere);
      for (const { id } of so(({ hasConflict }) => hasConflict)) await addConflict(hand, id, 'Knows her');
      if (!relation.isRestricted) return;
      await addNamed(hand, priya);
      await addRestriction(hand, 'A well-known singer');
    });
    for (const { id } of so(({ lookingUntil }) => lookingUntil !== null)) {
      const tried = { reference: made.reference, because: 'Her mother rang and is afraid' };
      await house.act(made, id, (hand) => addOpening(hand, tried, randomUUID()));
    }
    cases.set(name, made);
  }
  await house.actInService(priya, async (hand) => {
    const day = house.today();
    for (const [coverId, awayId] of away) {
      const absence = randomUUID();
      await hand.run(sql`
        insert into app.absences (service_id, id, staff_id, from_on, until_on, said_by)
        values (${hand.serviceId}, ${absence}, ${awayId}, ${day}, ${plusDays(day, 1)}, ${awayId})`);
      await addCover(hand, absence, coverId);
    }
  });
  return cases;
}
