import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { reachIndexEverywhere } from '#vocabulary/blind-index.ts';
import type { CaseId, ParticipantId, ServiceId } from '#vocabulary/ids.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import type { Known } from './rules.ts';

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

export interface Asking extends Pick<Known, 'channel'> {
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
  const { channel, typed, isHeard, mark, tokenHash, at, until } = asking;
  await keeper.ask(sql`
    select jobs.enqueue('send-own-codes', jsonb_build_object('requestId', asked.id), null, 'own codes ' || asked.id)
      from doorkeeper.ask_to_come_back(${channel}, ${reachIndexEverywhere(channel, typed)}, ${isHeard}, ${mark}, ${tokenHash}, ${at}, ${until}) as asked (id)
     where asked.id is not null`);
}

/** A page that an asking leads to. */
export interface WantedCode {
  readonly serviceId: ServiceId;
  readonly caseId: CaseId;
  readonly participantId: ParticipantId;
  readonly channel: Known['channel'];
  readonly tokenHash: string;
  readonly endsAt: Date;
}

export async function findWantedCodes(keeper: Keeper, requestId: string): Promise<readonly WantedCode[]> {
  return keeper.ask(sql<WantedCode>`
    select service_id as "serviceId", case_id as "caseId", participant_id as "participantId", channel, token_hash as "tokenHash",
           ends_at as "endsAt" from doorkeeper.own_codes_wanted(${requestId})`);
}

/** Keeps the mark of a code that is about to leave; one made before for the same asking stops. */
export async function keepOwnCode(
  hand: Hand,
  made: { readonly requestId: string; readonly participantId: ParticipantId; readonly codeHash: string },
): Promise<void> {
  await hand.run(sql`
    insert into app.own_codes (service_id, request_id, case_id, participant_id, code_hash, made_at)
    values (${hand.serviceId}, ${made.requestId}, ${hand.caseId}, ${made.participantId}, ${made.codeHash}, ${hand.at})
    on conflict (service_id, request_id, participant_id) do update set code_hash = excluded.code_hash, made_at = excluded.made_at`);
}

/** Marks a code as sent, or as one that no machine sends again. */
export async function markSent(hand: Hand, requestId: string, participantId: ParticipantId): Promise<void> {
  await hand.run(sql`
    update app.own_codes set sent_at = ${hand.at}
     where service_id = ${hand.serviceId} and request_id = ${requestId} and participant_id = ${participantId}`);
}

/** Writes to the security trail what became of a code. */
export async function noteOwnCode(
  hand: Hand,
  participantId: ParticipantId,
  what: { readonly event: 'own-code-sent' | 'own-code-not-sent'; readonly because: string },
): Promise<void> {
  await hand.run(sql`
    select trails.note_security(${hand.serviceId}::uuid, ${what.event}, ${what.because}, 'participant', ${participantId}::uuid, ${hand.caseId}::uuid)`);
}

export async function useOwnCode(
  keeper: Keeper,
  code: { readonly tokenHash: string; readonly codeHash: string },
  session: { readonly tokenHash: string; readonly until: Date },
): Promise<boolean> {
  const rows = await keeper.ask(sql<{ used: boolean }>`
    select doorkeeper.use_own_code(${code.tokenHash}, ${code.codeHash}, ${session.tokenHash}, ${session.until}) as used`);
  return rows[0]?.used ?? false;
}

/** Forgets askings and codes of before yesterday. */
export async function sweepOwnCodes(keeper: Keeper): Promise<number> {
  const [swept] = await keeper.ask(sql<{ swept: number }>`select doorkeeper.sweep_own_codes()::int as swept`);
  return swept?.swept ?? 0;
}
