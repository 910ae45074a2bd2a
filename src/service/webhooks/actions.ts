import { followersOf } from '#service/agencies/facts.ts';
import { clientsOf } from '#service/api-clients/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import { readOutward } from '#platform/outward.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { AgencyId, ApiClientId, ReferralId, StaffId } from '#vocabulary/ids.ts';
import { messageOf, webhookOf } from './facts.ts';
import { replay, setWebhook, type CannotReplay, type CannotSetWebhook, type WebhookMessageId } from './rules.ts';
import * as store from './store.ts';

/** Says where a program wants to be told; what is told from now on is signed with a new secret. (WHK-1) */
export async function tellAt(
  hand: Hand,
  clientId: ApiClientId,
  url: string,
  mayBeInside: boolean,
): Promise<Decision<'may-be-told', CannotSetWebhook>> {
  const decision = setWebhook(readOutward(url), mayBeInside);
  if (decision.ok) await store.keepWebhook(hand, clientId, url);
  return decision;
}

/** Tells a program nothing any more. (WHK-3) */
export async function tellNoMore(hand: Hand, clientId: ApiClientId): Promise<Decision<'stopped', 'not-there'>> {
  const webhook = await webhookOf(hand, clientId);
  if (!webhook || webhook.stoppedAt !== null) return refuse('not-there');
  await store.stopWebhook(hand, clientId, 'removed');
  return allow('stopped');
}

/** Tells again what a program was told, or could not be. (WHK-3) */
export async function tellAgain(
  hand: Hand,
  clientId: ApiClientId,
  id: WebhookMessageId,
): Promise<Decision<'waiting', CannotReplay | 'not-there'>> {
  const message = await messageOf(hand, clientId, id);
  if (!message) return refuse('not-there');
  const decision = replay(message, await webhookOf(hand, clientId));
  if (!decision.ok) return decision;
  await store.waitAgain(hand, id);
  await store.enqueue(hand, id, null);
  return decision;
}

/** Puts on its way that a referral stands elsewhere now, to every program that may follow it. (WHK-2) */
export async function tellPrograms(
  hand: Hand,
  of: { readonly agencyId: AgencyId; readonly referredBy: StaffId },
  told: { readonly referralId: ReferralId; readonly reference: string; readonly status: string },
): Promise<void> {
  const clients = await clientsOf(hand, await followersOf(hand, of.agencyId, of.referredBy));
  const telling = clients.filter(({ endedAt }) => endedAt === null).map(({ id }) => id);
  if (telling.length > 0) await store.addMessages(hand, telling, told);
}
