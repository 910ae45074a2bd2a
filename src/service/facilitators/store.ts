import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ServiceId, StaffId } from '#vocabulary/ids.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import type { Away, Check, CheckKind, Profile } from './rules.ts';

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

interface RunningOut {
  readonly serviceId: ServiceId;
  readonly staffId: StaffId;
  readonly kind: CheckKind;
  readonly holdsUntil: PlainDate;
}

/** Whose vetting or needed training runs out within a month, or has. */
export async function findRunningOut(keeper: Keeper): Promise<readonly RunningOut[]> {
  return keeper.ask(sql<RunningOut>`
    select service_id as "serviceId", staff_id as "staffId", kind, holds_until as "holdsUntil" from doorkeeper.checks_running_out()`);
}
