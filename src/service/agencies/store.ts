import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { AgencyEmail } from '#vocabulary/agencies.ts';
import type { AgencyId, StaffId } from '#vocabulary/ids.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { Agency } from './rules.ts';

export async function insertAgency(hand: Hand, { id, name, kind }: Agency): Promise<void> {
  await hand.run(sql`
    insert into app.agencies (service_id, id, name, kind) values (${hand.serviceId}, ${id}, ${name}, ${kind})`);
}

/** Puts somebody who is in the register at an agency. */
export async function insertPerson(
  hand: Hand,
  person: { readonly staffId: StaffId; readonly agencyId: string; readonly seesAll: boolean },
): Promise<void> {
  await hand.run(sql`
    insert into app.agency_people (service_id, staff_id, agency_id, sees_all)
    values (${hand.serviceId}, ${person.staffId}, ${person.agencyId}, ${person.seesAll})`);
}

/** Counts a referral: of an agency and of who sent it, how many in a row were of people whom nobody had told. (TEL-2) */
export async function countTelling(
  hand: Hand,
  {
    agencyId,
    referredBy,
    wasTold,
  }: { readonly agencyId: AgencyId; readonly referredBy: StaffId; readonly wasTold: boolean },
): Promise<void> {
  const next = sql`untold_in_a_row = case when ${wasTold} then 0 else untold_in_a_row + 1 end`;
  // Where it was none and stays none there is nothing to write, nor to keep in the trail.
  const changes = sql`not (${wasTold} and untold_in_a_row = 0)`;
  await hand.run(
    sql`update app.agencies set ${next} where service_id = ${hand.serviceId} and id = ${agencyId} and ${changes}`,
  );
  await hand.run(sql`
    update app.agency_people set ${next} where service_id = ${hand.serviceId} and staff_id = ${referredBy} and ${changes}`);
}

/** Keeps when somebody wants an e-mail. (AGN-4) */
export async function markEmails(hand: Hand, staffId: StaffId, wanted: readonly AgencyEmail[]): Promise<void> {
  const wants = (email: AgencyEmail) => wanted.includes(email);
  await hand.run(sql`
    update app.agency_people
       set emailed_when_asked = ${wants('asked')}, emailed_when_written = ${wants('written')}, emailed_when_decided = ${wants('decided')}
     where service_id = ${hand.serviceId} and staff_id = ${staffId}`);
}

/** Keeps the day on which somebody put the offer of words away. (TEL-1) */
export async function markPutAway(hand: Hand, staffId: StaffId, on: PlainDate): Promise<void> {
  await hand.run(sql`
    update app.agency_people set words_put_away_on = ${on} where service_id = ${hand.serviceId} and staff_id = ${staffId}`);
}
