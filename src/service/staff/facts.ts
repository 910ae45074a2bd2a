import type { Decision } from '#platform/decision.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { Allowed, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { PracticeLevel } from '#vocabulary/parts.ts';
import type { StaffRole } from '#vocabulary/staff.ts';

export interface StaffCard {
  readonly id: StaffId;
  readonly name: string;
  readonly email: string;
  readonly level: PracticeLevel;
  readonly roles: readonly StaffRole[];
  readonly isActive: boolean;
  /** Their last day, where it is known. */
  readonly endsOn: PlainDate | null;
  /** When they left for good; somebody inactive who has not left is suspended. */
  readonly leftAt: Date | null;
}

/** Everybody who works, or worked, in the service, by name; people of agencies and of the body that pays do not. */
export async function staffOf(db: Db): Promise<readonly StaffCard[]> {
  return db.rows(sql<StaffCard>`
    select s.id, s.name, s.email, s.practice_level as level, s.is_active as "isActive", s.ends_on as "endsOn", s.left_at as "leftAt",
           array(select r.role from app.staff_roles r where r.service_id = s.service_id and r.staff_id = s.id order by r.role) as roles
      from app.staff s
     where not exists (select from app.staff_roles o where o.service_id = s.service_id and o.staff_id = s.id and o.role in ('referrer', 'commissioner'))
     order by s.name, s.id`);
}

/** One member of staff by their id. */
export async function staffById(db: Db, id: StaffId): Promise<StaffCard | undefined> {
  return db.row(sql<StaffCard>`
    select s.id, s.name, s.email, s.practice_level as level, s.is_active as "isActive", s.ends_on as "endsOn", s.left_at as "leftAt",
           array(select r.role from app.staff_roles r where r.service_id = s.service_id and r.staff_id = s.id order by r.role) as roles
      from app.staff s where s.id = ${id}`);
}

/** Somebody of the register without what they do. */
export type StaffEntry = Omit<StaffCard, 'level' | 'roles'>;

/** Some people of the register, by name. */
export async function staffByIds(db: Db, ids: readonly StaffId[]): Promise<readonly StaffEntry[]> {
  return db.rows(sql<StaffEntry>`
    select id, name, email, is_active as "isActive", ends_on as "endsOn", left_at as "leftAt" from app.staff
     where id = any(${ids}::uuid[]) order by name, id`);
}

/** What one's own service is called. */
export async function ownName(db: Db): Promise<string> {
  const found = await db.row(sql<{ name: string }>`select name from app.services`);
  if (!found) throw new Error('The service is not there');
  return found.name;
}

/** The names of staff by their id, for lines that say who did something. */
export async function staffNames(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db.rows(sql<{ id: StaffId; name: string }>`select id, name from app.staff`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The references of the open cases somebody works on; nobody but whoever keeps the register, or acts, learns them. */
export async function openWorkOf(db: Db, id: StaffId): Promise<readonly string[]> {
  const rows = await db.rows(sql<{ reference: string }>`select reference from app.open_work_of(${id}) as reference`);
  return rows.map(({ reference }) => reference);
}

/** How a link of somebody stands: the newest one. */
export interface LinkState {
  readonly madeAt: Date;
  readonly endsAt: Date;
  readonly usedAt: Date | null;
  readonly stoppedAt: Date | null;
}

/** The newest link that was made for somebody. */
export async function linkOf(db: Db, id: StaffId): Promise<LinkState | undefined> {
  return db.row(sql<LinkState>`
    select made_at as "madeAt", ends_at as "endsAt", used_at as "usedAt", stopped_at as "stoppedAt"
      from app.staff_invitations where staff_id = ${id} order by made_at desc, id limit 1`);
}

/** Something that is done about somebody of the register where they are kept, and what is said afterwards. */
export interface KeptStep {
  readonly name: string;
  readonly does: 'suspend' | 'reinstate' | 'end';
  readonly said: string;
}

/** People of the register who are kept on a page of another slice: commissioners, people of agencies. */
export interface KeptPeople {
  /** The way of their list, such as `/agencies/:id`, and its address; undefined where it cannot be one. */
  readonly route: string;
  listOf(params: StaffSent['params']): string | undefined;
  show(visit: StaffVisit): Promise<Page | 'not-found'>;
  readonly allowed: Allowed;
  /** Does something about one of them, and about nobody else. */
  about<Value, Refusal extends string>(
    hand: Hand,
    params: StaffSent['params'],
    id: StaffId,
    work: (hand: Hand, id: StaffId, by: StaffId) => Promise<Decision<Value, Refusal>>,
  ): Promise<Decision<Value, Refusal | 'not-there'>>;
  readonly steps: readonly KeptStep[];
}

/** Registers the forms by which they are given a link, shut out and let go; handed to the slices that keep them. */
export type KeepPeople = (door: StaffDoor, people: KeptPeople) => void;
