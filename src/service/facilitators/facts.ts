import { sql, type Db } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { PracticeLevel } from '#vocabulary/parts.ts';
import type { StaffRole } from '#vocabulary/staff.ts';
import { worksOnCases } from './policy.ts';
import type { Away, Check, Profile } from './rules.ts';

export { checksOver, mayBeGivenCases, overWords } from './rules.ts';
export type { Away, Check, Gender, Profile } from './rules.ts';

/** Somebody in the register, with all that is known of them. */
export interface Facilitator extends Profile {
  readonly id: StaffId;
  readonly name: string;
  readonly level: PracticeLevel;
  readonly roles: readonly StaffRole[];
  readonly isActive: boolean;
  /** Whether they ever said what they bring. */
  readonly isSaid: boolean;
  /** The newest of each kind. */
  readonly checks: readonly Check[];
  /** Days away that are not over, the next first. */
  readonly absences: readonly (Away & { readonly id: string })[];
}

/** Everybody who works on cases, by name; or one of them, also after they stopped. */
export async function facilitatorsOf(
  db: Db,
  today: PlainDate,
  only: StaffId | null = null,
): Promise<readonly Facilitator[]> {
  return db.rows(sql<Facilitator>`
    select s.id, s.name, s.practice_level as level, s.is_active as "isActive", f.staff_id is not null as "isSaid",
           array(select r.role from app.staff_roles r where r.service_id = s.service_id and r.staff_id = s.id order by r.role) as roles,
           coalesce(f.gender, 'not-said') as gender, coalesce(f.languages, '{}') as languages, coalesce(f.districts, '{}') as districts,
           coalesce(f.available, '{}') as available, f.most_work as "mostWork",
           coalesce((select json_agg(json_build_object('kind', k.kind, 'doneOn', k.done_on, 'holdsUntil', k.holds_until) order by k.kind)
              from (select distinct on (c.kind) c.kind, c.done_on, c.holds_until from app.facilitator_checks c
                     where c.service_id = s.service_id and c.staff_id = s.id order by c.kind, c.done_on desc, c.recorded_at desc) k), '[]') as checks,
           coalesce((select json_agg(json_build_object('id', a.id, 'fromOn', a.from_on, 'untilOn', a.until_on) order by a.from_on)
              from app.absences a where a.service_id = s.service_id and a.staff_id = s.id and a.cancelled_at is null and a.until_on >= ${today}), '[]') as absences
      from app.staff s left join app.facilitators f on f.service_id = s.service_id and f.staff_id = s.id
     where (${only}::uuid is null or s.id = ${only})
       and exists (select from app.staff_roles o where o.service_id = s.service_id and o.staff_id = s.id and o.role = any(${worksOnCases}::text[]))
     order by s.name, s.id`);
}

/** The newest check and training of each kind of one member of staff. */
export async function checksOf(db: Db, staffId: StaffId): Promise<readonly Check[]> {
  return db.rows(sql<Check>`
    select distinct on (kind) kind, done_on as "doneOn", holds_until as "holdsUntil"
      from app.facilitator_checks where staff_id = ${staffId} order by kind, done_on desc, recorded_at desc`);
}

export interface Load {
  readonly staffId: StaffId;
  readonly openCases: number;
  readonly complexCases: number;
  readonly ledCases: number;
}

/** How much everybody works on now, by counts; nothing for whoever does not give cases to people. */
export async function loadsOf(db: Db): Promise<readonly Load[]> {
  return db.rows(sql<Load>`
    select staff_id as "staffId", open_cases as "openCases", complex_cases as "complexCases", led_cases as "ledCases" from app.caseloads()`);
}
