import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { Sentencing } from './rules.ts';

/** Keeps where somebody stands with the court; what stood there before is in the trail of changes. */
export async function keepSentencing(hand: Hand, participantId: ParticipantId, said: Sentencing): Promise<void> {
  await hand.run(sql`
    insert into app.sentencings (service_id, case_id, participant_id, plea, hearing_on, report_due_on, offered, written_by, written_at)
    values (${hand.serviceId}, ${hand.caseId}, ${participantId}, ${said.plea}, ${said.hearingOn}, ${said.reportDueOn}, ${said.offered},
            ${hand.actor.id}, ${hand.at})
    on conflict (service_id, case_id, participant_id) do update set plea = excluded.plea, hearing_on = excluded.hearing_on,
      report_due_on = excluded.report_due_on, offered = excluded.offered, written_by = excluded.written_by, written_at = excluded.written_at`);
}
