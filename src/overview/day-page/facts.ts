import { sql, type Db } from '#platform/sql.ts';
import type { CompanionId } from '#vocabulary/ids.ts';

/** The day of a meeting, as a supporter may know it. */
export interface Day {
  readonly mode: 'meeting' | 'video';
  readonly status: 'booked' | 'cancelled' | 'postponed';
  readonly startsAt: string;
  readonly endsAt: string;
  readonly groundRules: string;
  /** Null where they may not know it, or where there is none. */
  readonly place: { readonly name: string; readonly address: string; readonly access: string } | null;
  readonly facilitators: readonly string[];
}

export interface OwnDay {
  readonly phone: string;
  readonly day: Day | null;
}

/** Everything a supporter may know, in one query run as them: what is not theirs is not there. (SUP-3) */
export async function ownDay(db: Db): Promise<OwnDay> {
  const row = await db.row(sql<OwnDay>`
    select v.phone,
           (select json_build_object('mode', c.mode, 'status', c.status, 'startsAt', c.starts_at, 'endsAt', c.ends_at,
                     'groundRules', c.ground_rules,
                     'place', (select json_build_object('name', p.name, 'address', p.address, 'access', p.access)
                        from app.venues p where p.service_id = c.service_id and p.id = c.venue_id),
                     'facilitators', array(select s.name from app.conference_facilitators f
                        join app.staff s on s.service_id = f.service_id and s.id = f.staff_id
                       where f.service_id = c.service_id and f.case_id = c.case_id and f.conference_id = c.id
                       order by f.role desc, s.name))
              from app.conferences c order by c.status = 'booked' desc, c.starts_at desc limit 1) as day
      from app.services v`);
  if (!row) throw new Error('A supporter without a service');
  return row;
}

/** Whether somebody beside a participant comes to a meeting that is settled, or was: to come, or over for a day at most. */
export async function hasADayToComeTo(db: Db, companionId: CompanionId): Promise<boolean> {
  const row = await db.row(sql<{ has: boolean }>`
    select exists (select from app.conferences c
      join app.conference_attendees a on a.service_id = c.service_id and a.case_id = c.case_id and a.conference_id = c.id
     where a.companion_id = ${companionId} and c.status in ('booked', 'cancelled', 'postponed') and c.ends_at > now() - interval '1 day') as has`);
  return row?.has ?? false;
}
