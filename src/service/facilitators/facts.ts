import { sql, type Db, type Query } from '#platform/sql.ts';
import { staffOf } from '#service/staff/facts.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { PracticeLevel } from '#vocabulary/parts.ts';
import { hasRole, type StaffRole } from '#vocabulary/staff.ts';
import { worksOnCases } from './policy.ts';
import type { Away, Check, Profile } from './rules.ts';

export { keepsFacilitators, worksOnCases } from './policy.ts';
export { checksOver, mayBeGivenCases, overWords, trainedFor } from './rules.ts';

/** Somebody in the register, with all that is known of them. */
export interface Facilitator extends Profile {
  readonly id: StaffId;
  readonly name: string;
  readonly level: PracticeLevel;
  readonly roles: readonly StaffRole[];
  readonly isActive: boolean;
  /** The newest of each kind. */
  readonly checks: readonly Check[];
  /** Days away that are not over, the next first. */
  readonly absences: readonly (Away & { readonly id: string })[];
}

/**
 * Everybody who works on cases, by name; or one of them, or of those who supervise, also after they stopped working here. Two
 * queries, for however many.
 */
export async function facilitatorsOf(
  db: Db,
  today: PlainDate,
  only: StaffId | null = null,
): Promise<readonly Facilitator[]> {
  const listed: readonly StaffRole[] = only === null ? worksOnCases : [...worksOnCases, 'supervisor'];
  const staff = (await staffOf(db)).filter((card) => hasRole(card, ...listed) && (only ?? card.id) === card.id);
  const entries = await entriesOf(
    db,
    staff.map(({ id }) => id),
    today,
  );
  return staff.flatMap(({ id, name, level, roles, isActive }) => {
    const entry = entries.get(id);
    return entry ? [{ ...entry, id, name, level, roles, isActive }] : [];
  });
}

type Entry = Omit<Facilitator, 'name' | 'level' | 'roles' | 'isActive'>;

async function entriesOf(db: Db, ids: readonly StaffId[], today: PlainDate): Promise<ReadonlyMap<StaffId, Entry>> {
  const rows = await db.rows(sql<Entry>`
    select who.id, coalesce(f.gender, 'not-said') as gender, coalesce(f.languages, '{}') as languages, coalesce(f.districts, '{}') as districts,
           coalesce(f.available, '{}') as available, f.most_work as "mostWork",
           coalesce((select json_agg(json_build_object('kind', k.kind, 'doneOn', k.done_on, 'holdsUntil', k.holds_until) order by k.kind)
              from (select distinct on (c.kind) c.kind, c.done_on, c.holds_until from app.facilitator_checks c
                     where c.staff_id = who.id order by c.kind, c.done_on desc, c.recorded_at desc) k), '[]') as checks,
           coalesce((select json_agg(json_build_object('id', a.id, 'fromOn', a.from_on, 'untilOn', a.until_on) order by a.from_on)
              from app.absences a where a.staff_id = who.id and a.cancelled_at is null and a.until_on >= ${today}), '[]') as absences
      from unnest(${ids}::uuid[]) as who (id) left join app.facilitators f on f.staff_id = who.id`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The newest check and training of each kind of one member of staff. */
export async function checksOf(db: Db, staffId: StaffId): Promise<readonly Check[]> {
  return db.rows(sql<Check>`
    select distinct on (kind) kind, done_on as "doneOn", holds_until as "holdsUntil"
      from app.facilitator_checks where staff_id = ${staffId} order by kind, done_on desc, recorded_at desc`);
}

/** Some days on which somebody is away. */
export type Absence = Away & { readonly id: string; readonly staffId: StaffId };

const absence = sql`id, staff_id as "staffId", from_on as "fromOn", until_on as "untilOn"`;

/** Days away by their id, unless they were taken back. */
export async function absenceById(db: Db, id: string): Promise<Absence | undefined> {
  return db.row(sql<Absence>`select ${absence} from app.absences where id = ${id} and cancelled_at is null`);
}

/** Who is away on a day, and until when: a part of a neighbour's query. */
export function awayOn(day: PlainDate): Query<unknown> {
  return sql`select w.service_id, w.id, w.staff_id, w.until_on from app.absences w where w.cancelled_at is null and ${day} between w.from_on and w.until_on`;
}

/** When somebody is away from a day on, the next first. */
export async function absencesOf(db: Db, staffId: StaffId, today: PlainDate): Promise<readonly Absence[]> {
  return db.rows(sql<Absence>`
    select ${absence} from app.absences
     where staff_id = ${staffId} and cancelled_at is null and until_on >= ${today} order by from_on, id limit 50`);
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

/** Since when each of these is an advanced practitioner by the register, and until when that holds. */
export async function advancedOf(
  db: Db,
  ids: readonly StaffId[],
): Promise<ReadonlyMap<StaffId, { readonly since: PlainDate; readonly until: PlainDate | null }>> {
  const rows = await db.rows(sql<{ id: StaffId; since: PlainDate; until: PlainDate | null }>`
    select staff_id as id, min(done_on) as since,
           (array_agg(holds_until order by done_on desc, recorded_at desc))[1] as until
      from app.facilitator_checks where staff_id = any(${ids}::uuid[]) and kind = 'advanced-status' group by staff_id`);
  return new Map(rows.map(({ id, since, until }) => [id, { since, until }]));
}
