import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ApiClientId, ServiceId, StaffId } from '#vocabulary/ids.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import type { Answer } from './rules.ts';

export async function addClient(
  hand: Hand,
  made: {
    readonly id: ApiClientId;
    readonly name: string;
    readonly staffId: StaffId;
    readonly secretHash: string;
  },
): Promise<void> {
  await hand.run(sql`
    insert into app.api_clients (service_id, id, staff_id, name, secret_hash, made_at)
    values (${hand.serviceId}, ${made.id}, ${made.staffId}, ${made.name}, ${made.secretHash}, ${hand.at})`);
}

/** Gives a program another secret; what it had before opens nothing any more. (API-3) */
export async function renewSecret(hand: Hand, id: ApiClientId, secretHash: string): Promise<void> {
  await hand.run(sql`
    update app.api_clients set secret_hash = ${secretHash}, renewed_at = ${hand.at}
     where service_id = ${hand.serviceId} and id = ${id} and ended_at is null`);
  await endTokens(hand, id);
}

export async function endClient(hand: Hand, id: ApiClientId): Promise<void> {
  await hand.run(sql`
    update app.api_clients set ended_at = ${hand.at}
     where service_id = ${hand.serviceId} and id = ${id} and ended_at is null`);
  await endTokens(hand, id);
}

async function endTokens(hand: Hand, id: ApiClientId): Promise<void> {
  await hand.run(sql`delete from app.api_tokens where service_id = ${hand.serviceId} and client_id = ${id}`);
}

/** Begins a token, for whoever shows the right secret. */
export async function openToken(
  keeper: Keeper,
  shown: { readonly clientId: string; readonly secretHash: string },
  token: { readonly hash: string; readonly at: Date; readonly until: Date },
): Promise<boolean> {
  const rows = await keeper.ask(sql<{ opened: boolean }>`
    select doorkeeper.open_api_token(${shown.clientId}, ${shown.secretHash}, ${token.hash}, ${token.at}, ${token.until}) as opened`);
  return rows[0]?.opened ?? false;
}

/** Whom a token stands for. */
export interface ClientSession {
  readonly serviceId: ServiceId;
  readonly clientId: ApiClientId;
  readonly staffId: StaffId;
  /** The name of whoever answers for the program. */
  readonly name: string;
}

// As far as the database counts.
const mostOfAll = 2_147_483_647;

/** Whom a token stands for, and whether it asks more often in a minute than it may, whichever process it comes to. (API-5) */
export async function programThatAsks(
  keeper: Keeper,
  tokenHash: string,
  { mostAMinute, at }: { readonly mostAMinute: number; readonly at: Date },
): Promise<(ClientSession & { readonly isTooOften: boolean }) | undefined> {
  const rows = await keeper.ask(sql<ClientSession & { isTooOften: boolean }>`
    select service_id as "serviceId", client_id as "clientId", staff_id as "staffId", name, is_too_often as "isTooOften"
      from doorkeeper.program_that_asks(${tokenHash}, ${Math.min(mostAMinute, mostOfAll)}, ${at})`);
  return rows[0];
}

/** A request under a key that its program chose, as marks. */
export interface Keyed {
  readonly clientId: ApiClientId;
  readonly keyMark: string;
  readonly askedMark: string;
}

/** Takes a key, unless it was used: then what it was answered. Two at once come one after the other. (API-4) */
export async function takeKey(
  hand: Hand,
  { clientId, keyMark, askedMark }: Keyed,
): Promise<({ readonly askedMark: string } & Answer) | undefined> {
  const taken = await hand.run(sql`
    insert into app.api_answers (service_id, client_id, key_mark, asked_mark, made_at)
    values (${hand.serviceId}, ${clientId}, ${keyMark}, ${askedMark}, ${hand.at}) on conflict do nothing`);
  if (taken === 1) return undefined;
  return hand.row(sql<{ askedMark: string } & Answer>`
    select asked_mark as "askedMark", status, body from app.api_answers
     where service_id = ${hand.serviceId} and client_id = ${clientId} and key_mark = ${keyMark}`);
}

export async function keepAnswer(hand: Hand, { clientId, keyMark }: Keyed, { status, body }: Answer): Promise<void> {
  const kept = await hand.run(sql`
    update app.api_answers set status = ${status}, body = ${JSON.stringify(body)}
     where service_id = ${hand.serviceId} and client_id = ${clientId} and key_mark = ${keyMark} and status = 0`);
  if (kept !== 1) throw new Error('The key of a request was taken by another');
}

/** Forgets answers that are older than anybody asks again for. */
export async function forgetAnswers(hand: Hand, clientId: ApiClientId, before: Date): Promise<void> {
  await hand.run(sql`
    delete from app.api_answers where service_id = ${hand.serviceId} and client_id = ${clientId} and made_at < ${before}`);
}
