import { sql, type Db } from '#platform/sql.ts';
import type { CompanionId, ParticipantId } from '#vocabulary/ids.ts';

/** The guardian beside a participant who is a child; null when none is on the case. */
export async function guardianOf(db: Db, participantId: ParticipantId): Promise<CompanionId | null> {
  const row = await db.row(sql<{ id: CompanionId }>`
    select id from app.companions where participant_id = ${participantId} and kind = 'guardian' order by added_at limit 1`);
  return row?.id ?? null;
}
