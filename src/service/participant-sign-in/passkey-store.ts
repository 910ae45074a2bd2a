import type { KnownPasskey, NewPasskey } from '#platform/passkey.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { Keeper } from '#vocabulary/keeper.ts';

export interface OwnPasskey extends KnownPasskey {
  readonly participantId: ParticipantId;
}

export async function findPasskey(keeper: Keeper, credentialId: string): Promise<OwnPasskey | undefined> {
  const rows = await keeper.ask(sql<OwnPasskey>`
    select participant_id as "participantId", ${credentialId}::text as "credentialId", public_key as "publicKey", counter::int as counter
      from doorkeeper.participant_of_passkey(${credentialId})`);
  return rows[0];
}

export async function openWithPasskey(
  keeper: Keeper,
  used: { readonly credentialId: string; readonly counter: number },
  session: { readonly tokenHash: string; readonly until: Date },
): Promise<boolean> {
  const rows = await keeper.ask(sql<{ opened: boolean }>`
    select doorkeeper.open_with_own_passkey(${used.credentialId}, ${used.counter}, ${session.tokenHash}, ${session.until}) as opened`);
  return rows[0]?.opened ?? false;
}

/** What a participant's devices have already, so that none takes a second one. */
export async function credentialIdsOf(hand: Hand, participantId: ParticipantId): Promise<readonly string[]> {
  const rows = await hand.rows(sql<{ credentialId: string }>`
    select credential_id as "credentialId" from app.own_passkeys
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and participant_id = ${participantId}`);
  return rows.map(({ credentialId }) => credentialId);
}

export async function addPasskey(hand: Hand, participantId: ParticipantId, made: NewPasskey): Promise<void> {
  await hand.run(sql`
    insert into app.own_passkeys (service_id, case_id, participant_id, credential_id, public_key, counter, made_at)
    values (${hand.serviceId}, ${hand.caseId}, ${participantId}, ${made.credentialId}, ${Buffer.from(made.publicKey)}, ${made.counter}, ${hand.at})`);
}

/** Takes one away, or all; says how many there were. */
export async function removePasskeys(hand: Hand, participantId: ParticipantId, id: string | null): Promise<number> {
  return hand.run(sql`
    delete from app.own_passkeys
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and participant_id = ${participantId}
       and (${id}::uuid is null or id = ${id})`);
}
