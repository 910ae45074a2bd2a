import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { ofParticipant } from '#vocabulary/key-owners.ts';
import type { DayToAvoid } from './avoid-rules.ts';
import { codeOf, type Availability, type AvailabilityId, type Voice } from './rules.ts';

/** Keeps what somebody said, beside what they said before, which has ended. */
export async function addAvailability(
  hand: Hand,
  participantId: ParticipantId,
  said: Availability & { readonly voice: Voice },
): Promise<void> {
  const { saidBy, how, saidOn } = said.voice;
  await hand.run(sql`
    insert into app.availabilities (service_id, case_id, participant_id, times, words, said_by, how, said_on, actor_kind, actor_id, given_at)
    values (${hand.serviceId}, ${hand.caseId}, ${participantId}, ${said.times.map(codeOf)}::text[], ${sealed(ofParticipant(participantId), said.words)},
            ${saidBy}, ${how}, ${saidOn}, ${hand.actor.kind}, ${hand.actor.id}, ${hand.at})`);
}

/** What somebody said before stands no more. */
export async function markEnded(hand: Hand, id: AvailabilityId): Promise<void> {
  const ended = await hand.run(sql`
    update app.availabilities set ended_at = ${hand.at}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and ended_at is null`);
  if (ended !== 1) throw new Error(`The availability ${id} had ended`);
}

/** Writes down a day that somebody avoids, the words under their key. */
export async function addDayToAvoid(hand: Hand, day: DayToAvoid): Promise<void> {
  await hand.run(sql`
    insert into app.days_to_avoid (service_id, case_id, participant_id, on_day, is_every_year, words, written_by, written_at)
    values (${hand.serviceId}, ${hand.caseId}, ${day.participantId}, ${day.onDay}, ${day.isEveryYear},
            ${sealed(ofParticipant(day.participantId), day.words)}, ${hand.actor.id}, ${hand.at})`);
}

/** It is a day to avoid no longer; whether it was one. */
export async function endDayToAvoid(hand: Hand, participantId: ParticipantId, id: string): Promise<boolean> {
  const ended = await hand.run(sql`
    update app.days_to_avoid set ended_at = ${hand.at}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and participant_id = ${participantId}
       and id = ${id} and ended_at is null`);
  return ended === 1;
}
