import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId, TaskId } from '#vocabulary/ids.ts';
import type { Occasion } from '#journey/follow-up/rules.ts';
import type { NoticeId } from '#service/notices/rules.ts';
import type { StaffRole } from '#vocabulary/staff.ts';

/** What falls due in a case, or about a referral that is no case yet. */
export type Due =
  | { readonly what: 'notice' | 'by-hand'; readonly id: NoticeId; readonly at: Date }
  | {
      readonly what: 'task';
      readonly id: TaskId;
      readonly at: Date;
      readonly kind: string;
      readonly role: StaffRole | null;
    }
  | {
      readonly what: 'follow-up';
      readonly id: string;
      readonly at: Date;
      readonly occasion: Occasion;
      readonly participantId: ParticipantId;
    };

/**
 * The first thing that somebody sees to until a moment: a message at once, what goes by hand on the day after, a task and a
 * follow-up some days after they were due. Work that fell due after `left` is left for whoever opens the demonstration.
 */
export async function nextDue(hand: Hand, reference: string, until: Date, left: Date): Promise<Due | undefined> {
  return hand.row(sql<Due>`
    with about as (select id from app.referrals where service_id = ${hand.serviceId} and reference = ${reference}),
    mine as (
      select n.status as what, n.id::text, n.kind, null::text as role, null::text as occasion, null::uuid as participant_id,
             case n.status when 'waiting' then greatest(n.send_after, n.written_at + interval '5 minutes')
               else n.left_at + interval '1 day' end as at,
             case n.status when 'waiting' then ${until}::timestamptz else ${left}::timestamptz end as until
        from app.notices n
       where n.service_id = ${hand.serviceId} and n.status in ('waiting', 'by-hand')
         and (n.case_id::text = ${hand.caseId} or (${hand.caseId} = '' and n.referral_id = (select id from about)))
      union all
      select 'task', t.id::text, t.kind, t.role, null, null, greatest(t.due_on + interval '33 hours', t.made_at + interval '20 hours'), ${left}
        from app.tasks t
       where t.service_id = ${hand.serviceId} and t.case_id::text = ${hand.caseId} and t.done_at is null
      union all
      select 'follow-up', f.id::text, null, null, f.occasion, f.participant_id, f.due_on + interval '1 day' *
             (case f.occasion when 'next-day' then 0 when '3-months' then 5 else 2 end) + interval '15 hours', ${left}
        from app.follow_ups f
       where f.service_id = ${hand.serviceId} and f.case_id::text = ${hand.caseId} and f.done_on is null and f.let_go_because = '')
    select case what when 'waiting' then 'notice' else what end as what, id, kind, role, occasion,
           participant_id as "participantId", at
      from mine where at <= least(until, ${until}) order by at, id limit 1`);
}
