import { sql, type Db } from '#platform/sql.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { Stage } from '#vocabulary/parts.ts';

export interface Unheard {
  readonly reference: string;
  readonly called: string;
  /** Null when nobody has been in touch at all. */
  readonly lastOn: PlainDate | null;
}

/**
 * People in somebody's own open cases whom the service has not been in touch with since a day. Who does not want to be
 * contacted, now or at all, is left in peace; and nobody is to be spoken with before those they harmed agree (H17).
 */
export async function unheardSince(db: Db, staffId: StaffId, day: PlainDate): Promise<readonly Unheard[]> {
  return db.rows(sql<Unheard>`
    select c.reference, p.called, heard.last_on as "lastOn"
      from app.allocations a
      join app.cases c on c.service_id = a.service_id and c.id = a.case_id and c.status = 'open'
      join app.participants q on q.service_id = c.service_id and q.case_id = c.id
      join app.people p on p.service_id = q.service_id and p.id = q.person_id
      left join lateral (select max(happened_on) as last_on from app.contacts k
        where k.service_id = q.service_id and k.case_id = q.case_id and k.participant_id = q.id) heard on true
     where a.staff_id = ${staffId} and a.until_at is null and a.role = 'lead'
       and coalesce(heard.last_on, (q.added_at at time zone 'Europe/London')::date) < ${day}
       and coalesce((select s.answer from app.consents s where s.service_id = q.service_id and s.case_id = q.case_id and s.participant_id = q.id
             and s.purpose = 'be-contacted' order by s.seq desc limit 1), 'given') = 'given'
       and (q.approached_on is not null or c.order_of_approach = 'responsible-first' or not exists (
         select from app.harm_links l where l.service_id = q.service_id and l.case_id = q.case_id and l.responsible_id = q.id
            and not app.agrees(l.service_id, l.case_id, l.harmed_id, 'approach-other', null, q.id, null))
         or (exists (select from app.harm_links l where l.service_id = q.service_id and l.case_id = q.case_id and l.harmed_id = q.id)
            and not exists (select from app.participants o where o.service_id = q.service_id and o.case_id = q.case_id and o.approached_on is not null)))
     order by heard.last_on nulls first, c.reference limit 50`);
}

export interface OwnCase {
  readonly reference: string;
  readonly stage: Stage;
  readonly role: 'lead' | 'co';
  readonly called: readonly string[];
}

/** The open cases somebody works on. */
export async function ownCases(db: Db, staffId: StaffId): Promise<readonly OwnCase[]> {
  return db.rows(sql<OwnCase>`
    select c.reference, c.stage, a.role,
           array(select coalesce(p.called, o.name) from app.participants q
             left join app.people p on p.service_id = q.service_id and p.id = q.person_id
             left join app.organisations o on o.service_id = q.service_id and o.id = q.organisation_id
            where q.service_id = c.service_id and q.case_id = c.id order by q.added_at, q.id) as called
      from app.allocations a join app.cases c on c.service_id = a.service_id and c.id = a.case_id
     where a.staff_id = ${staffId} and a.until_at is null and c.status <> 'closed' order by c.touched_at desc limit 100`);
}

export interface DueFollowUp {
  readonly reference: string;
  readonly called: string;
  readonly dueOn: PlainDate;
}

/** Follow-ups due by a day in the cases somebody works on. */
export async function followUpsDue(db: Db, staffId: StaffId, until: PlainDate): Promise<readonly DueFollowUp[]> {
  return db.rows(sql<DueFollowUp>`
    select c.reference, p.called, f.due_on as "dueOn"
      from app.follow_ups f
      join app.cases c on c.service_id = f.service_id and c.id = f.case_id
      join app.participants q on q.service_id = f.service_id and q.case_id = f.case_id and q.id = f.participant_id
      join app.people p on p.service_id = q.service_id and p.id = q.person_id
     where f.done_on is null and f.let_go_because = '' and f.due_on <= ${until}
       and exists (select from app.allocations a where a.service_id = f.service_id and a.case_id = f.case_id and a.staff_id = ${staffId} and a.until_at is null)
     order by f.due_on, f.id limit 50`);
}

/** For whom somebody covers today, until when, and which cases that opens for them. */
export interface CoveringFor {
  readonly name: string;
  readonly untilOn: PlainDate;
  readonly references: readonly string[];
}

/** For whom somebody covers today, as they may see it themselves. */
export async function coveringFor(db: Db, staffId: StaffId, today: PlainDate): Promise<readonly CoveringFor[]> {
  return db.rows(sql<CoveringFor>`
    select s.name, b.until_on as "untilOn",
           array(select c.reference from app.allocations a join app.cases c on c.service_id = a.service_id and c.id = a.case_id
              join app.case_readers r on r.service_id = a.service_id and r.case_id = a.case_id and r.because = 'covering'
             where a.service_id = b.service_id and a.staff_id = b.staff_id and a.until_at is null
             order by c.touched_at desc, c.id limit 100) as references
      from app.covers v
      join app.absences b on b.service_id = v.service_id and b.id = v.absence_id and b.cancelled_at is null and ${today} between b.from_on and b.until_on
      join app.staff s on s.service_id = b.service_id and s.id = b.staff_id
     where v.cover_id = ${staffId} and v.ended_at is null order by b.until_on, s.name, v.id limit 50`);
}
