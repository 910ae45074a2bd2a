import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { reachIndexEverywhere } from '#vocabulary/blind-index.ts';
import type { CodeAsking, CodeWanted } from '#vocabulary/codes.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import type { Known } from './rules.ts';

/** Writes an asking down and has the worker look at it; the same work whether anybody is known by what was typed. */
export async function addAsking(keeper: Keeper, asking: CodeAsking & Pick<Known, 'channel'>): Promise<void> {
  const { channel, typed, isHeard, mark, tokenHash, at, until } = asking;
  await keeper.ask(sql`
    select jobs.enqueue('send-own-codes', jsonb_build_object('requestId', asked.id), null, 'own codes ' || asked.id)
      from doorkeeper.ask_to_come_back(${channel}, ${reachIndexEverywhere(channel, typed)}, ${isHeard}, ${mark}, ${tokenHash}, ${at}, ${until}) as asked (id)
     where asked.id is not null`);
}

/** A page that an asking leads to. */
export interface WantedCode extends CodeWanted {
  readonly channel: Known['channel'];
}

export async function findWantedCodes(keeper: Keeper, requestId: string): Promise<readonly WantedCode[]> {
  return keeper.ask(sql<WantedCode>`
    select service_id as "serviceId", case_id as "caseId", participant_id as "participantId", channel, token_hash as "tokenHash"
      from doorkeeper.own_codes_wanted(${requestId})`);
}

/** Keeps the mark of a code that is about to leave; one made before for the same asking stops. */
export async function keepOwnCode(
  hand: Hand,
  requestId: string,
  { participantId }: Pick<CodeWanted, 'participantId'>,
  codeHash: string,
): Promise<void> {
  await hand.run(sql`
    insert into app.own_codes (service_id, request_id, case_id, participant_id, code_hash, made_at)
    values (${hand.serviceId}, ${requestId}, ${hand.caseId}, ${participantId}, ${codeHash}, ${hand.at})
    on conflict (service_id, request_id, participant_id) do update set code_hash = excluded.code_hash, made_at = excluded.made_at`);
}

/** Marks a code as sent, or as one that no machine sends again. */
export async function markSent(
  hand: Hand,
  requestId: string,
  { participantId }: Pick<CodeWanted, 'participantId'>,
): Promise<void> {
  await hand.run(sql`
    update app.own_codes set sent_at = ${hand.at}
     where service_id = ${hand.serviceId} and request_id = ${requestId} and participant_id = ${participantId}`);
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
