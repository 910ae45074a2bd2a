import { randomUUID } from 'node:crypto';
import { sealed, sql, type KeyOwner } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ofParticipant, ofSide } from '#vocabulary/key-owners.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { Part } from '#vocabulary/parts.ts';
import type { Check, Feedback, Occasion } from './rules.ts';

/** Adds what falls due for several people after one letter or conference; what is there already stays as it is (H11). */
export async function addFollowUps(
  hand: Hand,
  after: { readonly id: string; readonly participants: readonly ParticipantId[] },
  due: readonly { readonly occasion: Occasion; readonly dueOn: PlainDate }[],
): Promise<void> {
  await hand.run(sql`
    insert into app.follow_ups (service_id, case_id, id, participant_id, after_id, occasion, due_on)
    select ${hand.serviceId}::uuid, ${hand.caseId}::uuid, gen_random_uuid(), who, ${after.id}::uuid, occasion, due_on
      from unnest(${after.participants}::uuid[]) as who
     cross join unnest(${due.map(({ occasion }) => occasion)}::text[], ${due.map(({ dueOn }) => dueOn)}::date[]) as each (occasion, due_on)
    on conflict on constraint h11_follow_up_once do nothing`);
}

async function whoseIs(hand: Hand, id: string): Promise<KeyOwner> {
  const row = await hand.row(sql<{ participantId: ParticipantId }>`
    select participant_id as "participantId" from app.follow_ups
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id}`);
  return ofSide(hand, row?.participantId ?? null);
}

export async function markDone(hand: Hand, id: string, doneOn: PlainDate, note: string): Promise<void> {
  const changed = await hand.run(sql`
    update app.follow_ups set done_on = ${doneOn}, done_by = ${hand.actor.id}, note = ${sealed(await whoseIs(hand, id), note)}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and done_on is null and let_go_because = ''`);
  if (changed !== 1) throw new Error('The follow-up was no longer open');
}

export async function markLetGo(hand: Hand, id: string, because: string): Promise<void> {
  const changed = await hand.run(sql`
    update app.follow_ups set let_go_because = ${sealed(await whoseIs(hand, id), because)}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and done_on is null and let_go_because = ''`);
  if (changed !== 1) throw new Error('The follow-up was no longer open');
}

export interface Answerer {
  readonly participantId: ParticipantId;
  readonly part: Part;
  readonly answeredAs: 'self' | 'representative' | 'stand-in';
  readonly answeredOn: PlainDate;
}

export async function addSurvey(hand: Hand, who: Answerer, said: Feedback): Promise<void> {
  await hand.run(sql`
    insert into app.surveys (service_id, case_id, id, participant_id, part, answered_as, satisfied, would_recommend, words, may_quote, answered_on, actor_kind, actor_id)
    values (${hand.serviceId}, ${hand.caseId}, ${randomUUID()}, ${who.participantId}, ${who.part}, ${who.answeredAs}, ${said.satisfied},
            ${said.wouldRecommend}, ${sealed(ofParticipant(who.participantId), said.words)}, ${said.mayQuote}, ${who.answeredOn}, ${hand.actor.kind}, ${hand.actor.id})`);
}

export async function addCheck(
  hand: Hand,
  participantId: ParticipantId,
  looked: Check & { readonly source: string; readonly reoffences: number },
): Promise<void> {
  await hand.run(sql`
    insert into app.reoffending_checks (service_id, case_id, id, participant_id, from_on, months, source, checked_on, reoffences, checked_by)
    values (${hand.serviceId}, ${hand.caseId}, ${randomUUID()}, ${participantId}, ${looked.fromOn}, ${looked.months}, ${sealed(ofParticipant(participantId), looked.source)},
            ${looked.checkedOn}, ${looked.reoffences}, ${hand.actor.id})`);
}
