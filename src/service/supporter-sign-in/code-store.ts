import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { reachIndexEverywhere } from '#vocabulary/blind-index.ts';
import type { CaseId, CompanionId, ParticipantId, ServiceId } from '#vocabulary/ids.ts';
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

export interface Asking {
  readonly typed: string;
  /** False where it came too often: nobody is looked for. */
  readonly isHeard: boolean;
  readonly mark: string;
  readonly tokenHash: string;
  readonly at: Date;
  readonly until: Date;
}

/** Writes an asking down and has the worker look at it; the same work whether anybody is known by what was typed. */
export async function addAsking(keeper: Keeper, asking: Asking): Promise<void> {
  const { typed, isHeard, mark, tokenHash, at, until } = asking;
  await keeper.ask(sql`
    select jobs.enqueue('send-supporter-code', jsonb_build_object('requestId', asked.id), null, 'supporter code ' || asked.id)
      from doorkeeper.ask_as_supporter(${reachIndexEverywhere('email', typed)}, ${isHeard}, ${mark}, ${tokenHash}, ${at}, ${until}) as asked (id)
     where asked.id is not null`);
}

/** The way in that an asking leads to. */
export interface WantedCode {
  readonly serviceId: ServiceId;
  readonly caseId: CaseId;
  readonly participantId: ParticipantId;
  readonly companionId: CompanionId;
  readonly tokenHash: string;
}

export async function findWantedCode(keeper: Keeper, askingId: string): Promise<WantedCode | undefined> {
  const rows = await keeper.ask(sql<WantedCode>`
    select service_id as "serviceId", case_id as "caseId", participant_id as "participantId", companion_id as "companionId",
           token_hash as "tokenHash" from doorkeeper.supporter_code_wanted(${askingId})`);
  return rows[0];
}

/** Keeps the mark of a code that is about to leave; one made before for the same asking stops. */
export async function keepCode(hand: Hand, askingId: string, codeHash: string): Promise<void> {
  await hand.run(sql`
    update app.supporter_codes set code_hash = ${codeHash}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${askingId}`);
}

/** Marks a code as sent, or as one that no machine sends again. */
export async function markSent(hand: Hand, askingId: string): Promise<void> {
  await hand.run(sql`
    update app.supporter_codes set sent_at = ${hand.at}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${askingId}`);
}

/** Writes to the security trail what became of a code, beside the participant. */
export async function noteCode(
  hand: Hand,
  { participantId }: Pick<WantedCode, 'participantId'>,
  what: { readonly event: 'supporter-code-sent' | 'supporter-code-not-sent'; readonly because: string },
): Promise<void> {
  await hand.run(sql`
    select trails.note_security(${hand.serviceId}::uuid, ${what.event}, ${what.because}, 'participant', ${participantId}::uuid, ${hand.caseId}::uuid)`);
}

export async function useCode(
  keeper: Keeper,
  code: { readonly tokenHash: string; readonly codeHash: string },
  session: { readonly tokenHash: string; readonly until: Date },
): Promise<boolean> {
  const rows = await keeper.ask(sql<{ used: boolean }>`
    select doorkeeper.use_supporter_code(${code.tokenHash}, ${code.codeHash}, ${session.tokenHash}, ${session.until}) as used`);
  return rows[0]?.used ?? false;
}
