import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { ofParticipant } from '#vocabulary/key-owners.ts';
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
