import { randomUUID } from 'node:crypto';
import { peopleOfAgency } from '#service/agencies/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import { hashOf, newToken } from '#platform/token.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { AgencyId, ApiClientId } from '#vocabulary/ids.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import { clientOf } from './facts.ts';
import {
  answerAgain,
  changeClient,
  makeClient,
  tokenSeconds,
  type Answer,
  type ApiClient,
  type CannotChangeClient,
  type CannotMakeClient,
} from './rules.ts';
import * as store from './store.ts';

/** What a program comes in with: the secret is shown once and never again. (API-2) */
export interface Shown {
  readonly id: ApiClientId;
  readonly secret: string;
}

/** Lets a program of an agency refer, for somebody of the agency who answers for it. (API-1, API-2) */
export async function addClientTo(
  hand: Hand,
  agencyId: AgencyId,
  wanted: { readonly name: string; readonly staffId: string },
): Promise<Decision<Shown, CannotMakeClient>> {
  const decision = makeClient(wanted, await peopleOfAgency(hand, agencyId));
  if (!decision.ok) return decision;
  const shown = { id: randomUUID() as ApiClientId, secret: newToken() };
  await store.addClient(hand, { id: shown.id, ...decision.value, secretHash: hashOf(shown.secret) });
  return allow(shown);
}

async function ofAgency(hand: Hand, agencyId: AgencyId, id: ApiClientId): Promise<ApiClient | undefined> {
  const people = await peopleOfAgency(hand, agencyId);
  return clientOf(
    hand,
    people.map(({ staffId }) => staffId),
    id,
  );
}

/** Gives a program another secret, at once and instead of the one before. (API-3) */
export async function renewSecretOf(
  hand: Hand,
  agencyId: AgencyId,
  id: ApiClientId,
): Promise<Decision<Shown, CannotChangeClient | 'not-there'>> {
  const client = await ofAgency(hand, agencyId, id);
  if (!client) return refuse('not-there');
  const decision = changeClient(client);
  if (!decision.ok) return decision;
  const secret = newToken();
  await store.renewSecret(hand, id, hashOf(secret));
  return allow({ id, secret });
}

/** Shuts a program out at once. What it referred stays. (API-3) */
export async function endClientOf(
  hand: Hand,
  agencyId: AgencyId,
  id: ApiClientId,
): Promise<Decision<'ended', CannotChangeClient | 'not-there'>> {
  const client = await ofAgency(hand, agencyId, id);
  if (!client) return refuse('not-there');
  const decision = changeClient(client);
  if (!decision.ok) return decision;
  await store.endClient(hand, id);
  return allow('ended');
}

/** Changes a secret for a token; undefined where nobody has the secret. (API-3) */
export async function giveToken(
  keeper: Keeper,
  shown: { readonly clientId: string; readonly secret: string },
  at: Date,
): Promise<string | undefined> {
  const token = newToken();
  const until = new Date(at.getTime() + tokenSeconds * 1000);
  const secretHash = hashOf(shown.secret);
  const opened = await store.openToken(
    keeper,
    { clientId: shown.clientId, secretHash },
    { hash: hashOf(token), at, until },
  );
  return opened ? token : undefined;
}

const daysKept = 30;

/**
 * Does something once under a key that the program chose: asked again, it answers as before and does nothing. The key, what
 * was done and what was answered are kept together or not at all. (API-4)
 */
export async function once<Refusal extends string>(
  hand: Hand,
  keyed: store.Keyed,
  work: (hand: Hand) => Promise<Decision<Answer, Refusal>>,
): Promise<Decision<Answer, Refusal | 'key-was-used-for-something-else'>> {
  const before = await store.takeKey(hand, keyed);
  if (before) return answerAgain(before, keyed.askedMark);
  const decision = await work(hand);
  if (!decision.ok) return decision;
  await store.keepAnswer(hand, keyed, decision.value);
  await store.forgetAnswers(hand, keyed.clientId, new Date(hand.at.getTime() - daysKept * 86_400_000));
  return decision;
}
