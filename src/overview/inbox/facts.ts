import type { Kept } from '#journey/clocks/facts.ts';
import { sql, type Db, type Query } from '#platform/sql.ts';
import type { Source } from '#vocabulary/agencies.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import type { IncidentKind, Part, ReferralStatus } from '#vocabulary/parts.ts';
import type { SafetyFlagKind } from '#vocabulary/safety-flags.ts';

/** A referral in the inbox, with what stands on it and how its clocks stand. */
export interface InboxLine extends Kept {
  readonly id: ReferralId;
  readonly reference: string;
  /** Of its case, where it is one that may be opened. */
  readonly caseReference: string | null;
  readonly source: Source;
  readonly referrerName: string;
  readonly part: Part;
  readonly status: ReferralStatus;
  readonly called: string;
  readonly fullName: string;
  readonly incidentKind: IncidentKind;
  readonly inArea: boolean | null;
  readonly flags: readonly SafetyFlagKind[];
}

/** What waits for us: each the clocks of which run, or stand still for an answer. */
export const waitingFilters = [
  'waiting',
  'late',
  'received',
  'acknowledged',
  'asked',
  'to-give',
  'first-contact',
] as const;
export type WaitingFilter = (typeof waitingFilters)[number];
/** What was decided. */
export const decidedFilters = ['accepted', 'declined', 'withdrawn'] as const;
export type DecidedFilter = (typeof decidedFilters)[number];

/** Where a page of what waits begins: after this referral. */
export interface WaitingPlace {
  readonly rank: number;
  readonly dueOn: PlainDate;
  readonly id: string;
}

/** Where a page of what was decided begins: after this referral. */
export interface DecidedPlace {
  readonly receivedOn: PlainDate;
  readonly id: string;
}

interface Lines<Place> {
  readonly lines: readonly InboxLine[];
  readonly next: Place | undefined;
}

const pageLength = 25;

const line = sql`
  r.id, r.reference, r.source, r.referrer_name as "referrerName", r.part, r.status, r.called, r.full_name as "fullName",
  r.incident_kind as "incidentKind", r.in_area as "inArea", r.received_on as "receivedOn", k.acknowledge_by as "acknowledgeBy",
  k.acknowledged_on as "acknowledgedOn", k.triage_by as "triageBy", k.triaged_on as "triagedOn", k.paused_on as "pausedOn",
  k.allocate_by as "allocateBy", k.allocated_on as "allocatedOn", k.contact_by as "contactBy", k.contacted_on as "contactedOn",
  k.stopped_on as "stoppedOn",
  (select c.reference from app.cases c where c.service_id = r.service_id and c.id = r.case_id) as "caseReference",
  array(select f.kind from app.safety_flags f where f.service_id = r.service_id and f.referral_id = r.id and f.lowered_at is null) as flags`;

const waits = sql`k.triaged_on is null and k.stopped_on is null`;
const runs = sql`k.next_due_on < date '9999-12-31'`;

function wanted(filter: WaitingFilter, today: PlainDate): Query<unknown> {
  switch (filter) {
    case 'waiting':
      return waits;
    case 'late':
      return sql`${runs} and k.next_due_on < ${today}`;
    case 'received':
    case 'acknowledged':
      return sql`${waits} and r.status = ${filter}`;
    case 'asked':
      return sql`${waits} and k.paused_on is not null`;
    case 'to-give':
      return sql`${runs} and k.allocate_by is not null and k.allocated_on is null`;
    case 'first-contact':
      return sql`${runs} and k.contact_by is not null and k.contacted_on is null`;
  }
}

/** A page of what waits: where a safety flag stands first, then what is due soonest. One more row says whether there is another page. */
export async function waitingReferrals(
  db: Db,
  filter: WaitingFilter,
  { today, after }: { readonly today: PlainDate; readonly after: WaitingPlace | undefined },
): Promise<Lines<WaitingPlace>> {
  const beyond = after
    ? sql`(k.flag_rank, k.next_due_on, k.referral_id) > (${after.rank}::smallint, ${after.dueOn}::date, ${after.id}::uuid)`
    : sql`true`;
  const rows = await db.rows(sql<InboxLine & { rank: number; nextDueOn: PlainDate }>`
    select ${line}, k.flag_rank as rank, k.next_due_on as "nextDueOn"
      from app.referral_clocks k join app.referrals r on r.service_id = k.service_id and r.id = k.referral_id
     where k.service_id = (select app.service_id()) and ${wanted(filter, today)} and ${beyond}
     order by k.flag_rank, k.next_due_on, k.referral_id limit ${pageLength + 1}`);
  const lines = rows.slice(0, pageLength);
  const last = lines.at(-1);
  const next = rows.length > pageLength && last ? { rank: last.rank, dueOn: last.nextDueOn, id: last.id } : undefined;
  return { lines, next };
}

/** A page of what was decided, the newest first. */
export async function decidedReferrals(
  db: Db,
  filter: DecidedFilter,
  after: DecidedPlace | undefined,
): Promise<Lines<DecidedPlace>> {
  const beyond = after ? sql`(r.received_on, r.id) < (${after.receivedOn}::date, ${after.id}::uuid)` : sql`true`;
  const rows = await db.rows(sql<InboxLine>`
    select ${line}
      from app.referrals r join app.referral_clocks k on k.service_id = r.service_id and k.referral_id = r.id
     where r.status = ${filter} and ${beyond}
     order by r.received_on desc, r.id desc limit ${pageLength + 1}`);
  const lines = rows.slice(0, pageLength);
  const last = lines.at(-1);
  return { lines, next: rows.length > pageLength && last ? { receivedOn: last.receivedOn, id: last.id } : undefined };
}
