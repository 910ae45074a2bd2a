import { amendsFigures, type AmendsFigures } from '#journey/agreement/facts.ts';
import { conferencesFigures } from '#journey/conference/facts.ts';
import { lettersFigures } from '#journey/exchange/facts.ts';
import { followUpFigures, percentWithInterval, type FollowUpFigures } from '#journey/follow-up/facts.ts';
import { sql, type Db, type Query } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ServiceLevel } from '#vocabulary/service-levels.ts';

/** A percentage with its interval and base. */
export type Share = NonNullable<ReturnType<typeof percentWithInterval>>;

/** The funnel of referrals received in a time, each counted once (domain 122-129). */
export interface Funnel {
  readonly referrals: number;
  readonly accepted: number;
  readonly stillOpen: number;
  /** Somebody harmed was spoken with. */
  readonly reached: number;
  /** Somebody harmed said yes to a way of communicating. */
  readonly willing: number;
  /** On one harm link, both said yes to the same way. */
  readonly bothWilling: number;
  /** A conference was held or a letter delivered. */
  readonly communicated: number;
  /** Of the same time, what the police had settled themselves: in no figure. */
  readonly apart: number;
}

/** Of what was promised, how much was done in time, and of how many: what is done, and what is late already. */
export type InTime = Readonly<Record<ServiceLevel, { readonly inTime: number; readonly of: number }>>;

export interface Figures extends FollowUpFigures {
  readonly funnel: Funnel;
  readonly inTime: InTime;
  readonly met: number;
  readonly letters: number;
  readonly amends: AmendsFigures;
  /** Of the amends that are done or will not be. */
  readonly amendsKept: Share | null;
}

/** The funnel of one cohort, as the reader may see it, in one query. */
async function funnelOf(db: Db, from: PlainDate, until: PlainDate): Promise<Funnel> {
  const row = await db.row(sql<Funnel>`
    with apart as (select m.referral_id as id from app.referral_matters m where m.origin = 'police-out-of-court'),
    received as (select r.id, r.case_id, r.status from app.referrals r where r.received_on between ${from} and ${until}),
    cohort as (select r.* from received r where r.id not in (select id from apart)),
    willing as (
      select distinct s.case_id, s.participant_id, s.mode from (
        select distinct on (case_id, participant_id, guardian_id, mode, toward_id) case_id, participant_id, mode, answer
          from app.consents where purpose = 'mode' and guardian_id is null and case_id in (select case_id from cohort)
         order by case_id, participant_id, guardian_id, mode, toward_id, seq desc) s where s.answer = 'given'),
    looked as (
      select t.id, t.status, c.status = 'open' or c.status = 'on-hold' as is_open,
             exists (select from app.contacts k join app.harm_links l on l.case_id = k.case_id and l.harmed_id = k.participant_id
               where k.case_id = t.case_id and k.kind = 'conversation') as reached,
             exists (select from willing w join app.harm_links l on l.case_id = w.case_id and l.harmed_id = w.participant_id where w.case_id = t.case_id) as willing,
             exists (select from app.harm_links l join willing a on a.case_id = l.case_id and a.participant_id = l.harmed_id
               join willing b on b.case_id = l.case_id and b.participant_id = l.responsible_id and b.mode = a.mode where l.case_id = t.case_id) as both_willing,
             exists (select from app.conferences f where f.case_id = t.case_id and f.status = 'held')
               or exists (select from app.letters f where f.case_id = t.case_id and f.status = 'delivered') as communicated
        from cohort t left join app.cases c on c.id = t.case_id)
    select count(*)::int as referrals, count(*) filter (where status = 'accepted')::int as accepted,
           count(*) filter (where is_open or status in ('received', 'acknowledged'))::int as "stillOpen",
           count(*) filter (where reached)::int as reached, count(*) filter (where willing)::int as willing,
           count(*) filter (where both_willing)::int as "bothWilling", count(*) filter (where communicated)::int as communicated,
           (select count(*)::int from received r where r.id in (select id from apart)) as apart
      from looked`);
  if (!row) throw new Error('One row was asked for');
  return row;
}

interface Counted {
  readonly acknowledge: number;
  readonly ofAcknowledge: number;
  readonly triage: number;
  readonly ofTriage: number;
  readonly allocate: number;
  readonly ofAllocate: number;
  readonly firstContact: number;
  readonly ofFirstContact: number;
}

/** What was promised of the referrals received in a time and done in its time, in one query. What still runs is not counted. */
async function inTimeOf(db: Db, from: PlainDate, until: PlainDate, today: PlainDate): Promise<InTime> {
  const late = (due: Query<unknown>) => sql`(stopped_on is null and ${due} < ${today}::date)`;
  const row = await db.row(sql<Counted>`
    select count(*) filter (where acknowledged_on <= acknowledge_by)::int as acknowledge,
           count(*) filter (where acknowledged_on is not null or ${late(sql`acknowledge_by`)})::int as "ofAcknowledge",
           count(*) filter (where triaged_on <= triage_by)::int as triage,
           count(*) filter (where triaged_on is not null or (paused_on is null and ${late(sql`triage_by`)}))::int as "ofTriage",
           count(*) filter (where allocated_on <= allocate_by)::int as allocate,
           count(*) filter (where allocated_on is not null or ${late(sql`allocate_by`)})::int as "ofAllocate",
           count(*) filter (where contacted_on <= contact_by)::int as "firstContact",
           count(*) filter (where contacted_on is not null or ${late(sql`contact_by`)})::int as "ofFirstContact"
      from app.referral_clocks where received_on between ${from} and ${until}
       and referral_id not in (select m.referral_id from app.referral_matters m where m.origin = 'police-out-of-court')`);
  if (!row) throw new Error('One row was asked for');
  return {
    acknowledge: { inTime: row.acknowledge, of: row.ofAcknowledge },
    triage: { inTime: row.triage, of: row.ofTriage },
    allocate: { inTime: row.allocate, of: row.ofAllocate },
    firstContact: { inTime: row.firstContact, of: row.ofFirstContact },
  };
}

/** All the first figures. The funnel is of one cohort; what follows is of the whole service. */
export async function figuresOf(db: Db, from: PlainDate, until: PlainDate, today: PlainDate): Promise<Figures> {
  const funnel = await funnelOf(db, from, until);
  const inTime = await inTimeOf(db, from, until, today);
  const { held: met } = await conferencesFigures(db);
  const { delivered: letters } = await lettersFigures(db);
  const amends = await amendsFigures(db);
  const amendsKept = percentWithInterval(amends.done, amends.done + amends.notDone);
  return { funnel, inTime, met, letters, amends, amendsKept, ...(await followUpFigures(db)) };
}
