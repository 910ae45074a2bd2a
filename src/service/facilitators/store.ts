import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { Away, Check, Profile } from './rules.ts';

/** Writes down what somebody brings, in the place of what stood there. */
export async function saveProfile(hand: Hand, staffId: StaffId, profile: Profile): Promise<void> {
  const { gender, languages, districts, available, mostWork } = profile;
  await hand.run(sql`
    insert into app.facilitators (service_id, staff_id, gender, languages, districts, available, most_work)
    values (${hand.serviceId}, ${staffId}, ${gender}, ${languages}::text[], ${districts}::text[], ${available}::text[], ${mostWork})
    on conflict (service_id, staff_id) do update set gender = excluded.gender, languages = excluded.languages,
       districts = excluded.districts, available = excluded.available, most_work = excluded.most_work`);
}

/** Writes down what somebody was checked for or trained in. */
export async function addCheck(hand: Hand, staffId: StaffId, check: Check): Promise<void> {
  await hand.run(sql`
    insert into app.facilitator_checks (service_id, staff_id, kind, done_on, holds_until, recorded_by, recorded_at)
    values (${hand.serviceId}, ${staffId}, ${check.kind}, ${check.doneOn}, ${check.holdsUntil}, ${hand.actor.id}, ${hand.at})`);
}

/** Writes down when somebody is away. */
export async function addAbsence(hand: Hand, staffId: StaffId, away: Away): Promise<void> {
  await hand.run(sql`
    insert into app.absences (service_id, staff_id, from_on, until_on, said_by, said_at)
    values (${hand.serviceId}, ${staffId}, ${away.fromOn}, ${away.untilOn}, ${hand.actor.id}, ${hand.at})`);
}

/** Takes days away back; whether they were there. */
export async function cancelAbsence(hand: Hand, staffId: StaffId, id: string): Promise<boolean> {
  const cancelled = await hand.run(sql`
    update app.absences set cancelled_at = ${hand.at}
     where service_id = ${hand.serviceId} and staff_id = ${staffId} and id = ${id} and cancelled_at is null`);
  return cancelled === 1;
}
