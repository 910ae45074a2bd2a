import { countedApart } from '#casefile/cases/facts.ts';
import type { HistoryLine } from '#casefile/history/facts.ts';
import { closeCaseGate } from '#journey/closure/facts.ts';
import type { Kept } from '#journey/clocks/facts.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import type { SafetyFlagKind } from '#vocabulary/safety-flags.ts';
import type { Gate } from '#vocabulary/gates.ts';

export interface NextTask {
  readonly id: string;
  readonly words: string;
  readonly dueOn: PlainDate;
}

type Latest = Omit<HistoryLine, 'recordedAt'> & { readonly recordedAt: string };

// The clocks of the referral that opened the case, as the database writes days in JSON.
const clocks = sql`
  json_build_object('receivedOn', k.received_on, 'acknowledgeBy', k.acknowledge_by, 'acknowledgedOn', k.acknowledged_on, 'triageBy', k.triage_by,
    'triagedOn', k.triaged_on, 'pausedOn', k.paused_on, 'allocateBy', k.allocate_by, 'allocatedOn', k.allocated_on,
    'contactBy', k.contact_by, 'contactedOn', k.contacted_on, 'stoppedOn', k.stopped_on)`;

interface Glance {
  readonly tasks: readonly NextTask[];
  readonly latest: readonly Latest[];
  readonly staff: Readonly<Record<string, string>>;
  readonly openFollowUps: number;
  readonly hasBookedConference: boolean;
  readonly hasLetterOnOffer: boolean;
  readonly clocks: Kept | null;
  readonly flags: readonly SafetyFlagKind[];
  readonly referrals: CaseGlance['referrals'];
  readonly isApart: boolean;
}

export interface CaseGlance {
  readonly tasks: readonly NextTask[];
  readonly latest: readonly HistoryLine[];
  readonly staffNames: ReadonlyMap<string, string>;
  readonly closing: Gate;
  /** Null where no referral opened the case. */
  readonly clocks: Kept | null;
  /** The safety flags that stand on its referrals. */
  readonly flags: readonly SafetyFlagKind[];
  /** Each referral of it: the same may have been referred twice. */
  readonly referrals: readonly { readonly reference: string; readonly receivedOn: PlainDate }[];
  /** Whether it is only what the police settled themselves, and no figure counts it. (CAS-8) */
  readonly isApart: boolean;
}

/** What the overview of a case shows besides its gates, in one query: next tasks, latest lines, and what stands before its end. */
export async function glanceAt(db: Db, frame: CaseFrame): Promise<CaseGlance> {
  const row = await db.row(sql<Glance>`
    with latest as (select * from app.history where case_id = ${frame.id} order by seq desc limit 6)
    select coalesce((select json_agg(json_build_object('id', t.id, 'words', t.words, 'dueOn', t.due_on) order by t.due_on, t.id)
              from (select id, words, due_on from app.tasks where case_id = ${frame.id} and done_at is null order by due_on, id limit 6) t), '[]') as tasks,
           coalesce((select json_agg(json_build_object('seq', h.seq, 'said', h.detail || jsonb_build_object('name', h.name), 'happenedOn', h.happened_on,
                     'recordedAt', h.recorded_at, 'actorKind', h.actor_kind, 'actorId', h.actor_id) order by h.seq desc) from latest h), '[]') as latest,
           coalesce((select json_object_agg(s.id, s.name) from app.staff s where s.id in (select actor_id from latest where actor_kind = 'staff')
                     or s.id::text in (select detail ->> 'staffId' from latest)), '{}') as staff,
           (select count(*)::int from app.follow_ups where case_id = ${frame.id} and done_on is null and let_go_because = '') as "openFollowUps",
           exists (select from app.conferences where case_id = ${frame.id} and status in ('planned', 'booked')) as "hasBookedConference",
           exists (select from app.letters where case_id = ${frame.id} and status in ('offered', 'accepted', 'kept-for-later')) as "hasLetterOnOffer",
           (select ${clocks} from app.referral_clocks k
             where k.case_id = ${frame.id} and k.allocate_by is not null order by k.referral_id limit 1) as clocks,
           array(select distinct f.kind from app.safety_flags f join app.referrals r on r.service_id = f.service_id and r.id = f.referral_id
             where r.case_id = ${frame.id} and f.lowered_at is null) as flags,
           coalesce((select json_agg(json_build_object('reference', r.reference, 'receivedOn', r.received_on) order by r.received_on, r.reference)
             from app.referrals r where r.case_id = ${frame.id}), '[]') as referrals,
           ${frame.id} in (${countedApart}) as "isApart"`);
  if (!row) throw new Error('One row was asked for');
  const { tasks, staff, openFollowUps, hasBookedConference, hasLetterOnOffer } = row;
  return {
    tasks,
    latest: row.latest.map((line) => ({ ...line, recordedAt: new Date(line.recordedAt) })),
    clocks: row.clocks,
    flags: row.flags,
    referrals: row.referrals,
    isApart: row.isApart,
    staffNames: new Map(Object.entries(staff)),
    closing: closeCaseGate({ status: frame.status, openFollowUps, hasBookedConference, hasLetterOnOffer }),
  };
}
