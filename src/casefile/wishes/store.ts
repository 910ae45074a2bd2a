import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { Said } from './rules.ts';

/** Writes down with whom somebody would rather speak, in the place of what they said before. */
export async function saveWish(hand: Hand, participantId: ParticipantId, said: Said): Promise<void> {
  await hand.run(sql`
    insert into app.facilitator_wishes (service_id, case_id, participant_id, wish, said_on, recorded_by, recorded_at)
    values (${hand.serviceId}, ${hand.caseId}, ${participantId}, ${said.wish}, ${said.saidOn}, ${hand.actor.id}, ${hand.at})
    on conflict (service_id, case_id, participant_id) do update set wish = excluded.wish, said_on = excluded.said_on,
       recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at`);
}
