import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { StandIn } from './rules.ts';

/** Keeps how somebody stands in; what stood there before is in the trail of changes. */
export async function keepStandIn(hand: Hand, participantId: ParticipantId, said: StandIn): Promise<void> {
  await hand.run(sql`
    insert into app.stand_ins (service_id, case_id, participant_id, for_id, because, wish, link, speaks_for, written_by, written_at)
    values (${hand.serviceId}, ${hand.caseId}, ${participantId}, ${said.forId}, ${said.because}, ${said.wish}, ${said.link},
            ${said.speaksFor}::text[], ${hand.actor.id}, ${hand.at})
    on conflict (service_id, case_id, participant_id) do update set for_id = excluded.for_id, because = excluded.because, wish = excluded.wish,
      link = excluded.link, speaks_for = excluded.speaks_for, written_by = excluded.written_by, written_at = excluded.written_at, ended_at = null`);
}

/** They take part for themselves, or not at all. */
export async function endStandIn(hand: Hand, participantId: ParticipantId): Promise<void> {
  await hand.run(sql`
    update app.stand_ins set ended_at = ${hand.at}, written_by = ${hand.actor.id}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and participant_id = ${participantId} and ended_at is null`);
}
