import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Announcement } from '#vocabulary/announcements.ts';
import { dayOf } from '#vocabulary/dates.ts';

/** Writes one line of the case history; lines are never changed. */
export async function addLine(hand: Hand, said: Announcement): Promise<void> {
  // A digest of words would tell whoever has a copy which guess is right; the check that was made has it, keyed.
  const { name, happenedOn = dayOf(hand.at), ...told } = said;
  const detail = Object.fromEntries(Object.entries(told).filter(([key]) => key !== 'digest'));
  const participantId = 'participantId' in said ? said.participantId : null;
  await hand.run(sql`
    insert into app.history (service_id, case_id, name, participant_id, detail, happened_on, recorded_at, actor_kind, actor_id)
    values (${hand.serviceId}, ${hand.caseId === '' ? null : hand.caseId}, ${name}, ${participantId}, ${JSON.stringify(detail)},
            ${happenedOn}, ${hand.at}, ${hand.actor.kind}, ${hand.actor.id === '' ? null : hand.actor.id})`);
}
