import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ofParticipant } from '#vocabulary/key-owners.ts';
import type { Saying } from './rules.ts';

export type How = 'online' | 'in-person' | 'by-phone' | 'video-call' | 'in-writing';

/** What goes with a statement: the words that were shown and the way it was said. */
export interface Saidness {
  readonly wording: string;
  readonly how: How;
}

/** Adds a line to the ledger; who recorded it is the hand's actor. */
export async function addStatement(hand: Hand, saying: Saying, said: Saidness): Promise<void> {
  await hand.run(sql`
    insert into app.consents (service_id, case_id, participant_id, guardian_id, purpose, mode, toward_id, item_id,
                              answer, ask_after, wording, how, said_on, recorded_at, actor_kind, actor_id)
    values (${hand.serviceId}, ${hand.caseId}, ${saying.participantId}, ${saying.guardianId}, ${saying.purpose},
            ${saying.mode}, ${saying.towardId}, ${saying.itemId}, ${saying.answer}, ${saying.askAfter}, 
            ${sealed(ofParticipant(saying.participantId), said.wording)},
            ${said.how}, ${saying.saidOn}, ${hand.at}, ${hand.actor.kind}, ${hand.actor.id})`);
}
