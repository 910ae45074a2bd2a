import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { CodesSent, CodeWanted } from '#vocabulary/codes.ts';
import type { Keeper } from '#vocabulary/keeper.ts';

/** Counts an asking before it is heard. Answers until when to wait, when it is one too many. */
export async function beginAsking(
  keeper: Keeper,
  key: string,
  waits: readonly number[],
  now: Date,
): Promise<Date | null> {
  const rows = await keeper.ask(sql<{ until: Date | null }>`
    select doorkeeper.begin_try(${key}, ${waits}::int[], ${now}) as until`);
  return rows[0]?.until ?? null;
}

/** Writes to the security trail what became of a code, beside the participant; without a reason it was sent. */
export async function noteCode(
  hand: Hand,
  { event }: Pick<CodesSent<CodeWanted>, 'event'>,
  { participantId }: Pick<CodeWanted, 'participantId'>,
  because: string,
): Promise<void> {
  await hand.run(sql`
    select trails.note_security(${hand.serviceId}::uuid, ${because === '' ? `${event}-sent` : `${event}-not-sent`}, ${because},
      'participant', ${participantId}::uuid, ${hand.caseId}::uuid)`);
}
