import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { reachIndexEverywhere } from '#vocabulary/blind-index.ts';
import type { CodeAsking, CodeWanted } from '#vocabulary/codes.ts';
import type { CompanionId } from '#vocabulary/ids.ts';
import type { Keeper } from '#vocabulary/keeper.ts';

/** Writes an asking down and has the worker look at it; the same work whether anybody is known by what was typed. */
export async function addAsking(keeper: Keeper, asking: CodeAsking): Promise<void> {
  const { typed, isHeard, mark, tokenHash, at, until } = asking;
  await keeper.ask(sql`
    select jobs.enqueue('send-supporter-code', jsonb_build_object('requestId', asked.id), null, 'supporter code ' || asked.id)
      from doorkeeper.ask_as_supporter(${reachIndexEverywhere('email', typed)}, ${isHeard}, ${mark}, ${tokenHash}, ${at}, ${until}) as asked (id)
     where asked.id is not null`);
}

/** The way in that an asking leads to. */
export interface WantedCode extends CodeWanted {
  readonly companionId: CompanionId;
}

export async function findWantedCodes(keeper: Keeper, askingId: string): Promise<readonly WantedCode[]> {
  return keeper.ask(sql<WantedCode>`
    select service_id as "serviceId", case_id as "caseId", participant_id as "participantId", companion_id as "companionId",
           token_hash as "tokenHash" from doorkeeper.supporter_code_wanted(${askingId})`);
}

/** Keeps the mark of a code that is about to leave; one made before for the same asking stops. */
export async function keepCode(hand: Hand, askingId: string, _: WantedCode, codeHash: string): Promise<void> {
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

export async function useCode(
  keeper: Keeper,
  code: { readonly tokenHash: string; readonly codeHash: string },
  session: { readonly tokenHash: string; readonly until: Date },
): Promise<boolean> {
  const rows = await keeper.ask(sql<{ used: boolean }>`
    select doorkeeper.use_supporter_code(${code.tokenHash}, ${code.codeHash}, ${session.tokenHash}, ${session.until}) as used`);
  return rows[0]?.used ?? false;
}
