import { allow } from '#platform/decision.ts';
import { postOutward } from '#platform/outward.ts';
import { signedHeaders, signingSecret } from '#platform/webhook-signature.ts';
import { clientById } from '#service/api-clients/facts.ts';
import { staffById } from '#service/staff/facts.ts';
import type { Act, Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { ServiceId } from '#vocabulary/ids.ts';
import { webhookOf } from './facts.ts';
import {
  afterTry,
  bodyOf,
  mayBeTold,
  type AfterTry,
  type Webhook,
  type WebhookMessage,
  type WebhookMessageId,
} from './rules.ts';
import * as store from './store.ts';

/** What a job says: which message. */
export interface WebhookJob {
  readonly serviceId: ServiceId;
  readonly messageId: WebhookMessageId;
}

/** What sending needs from outside this slice. */
export interface Telling {
  readonly act: Act;
  readonly mark: (text: string) => string;
  readonly clock: () => Date;
  /** For tests alone. */
  readonly mayBeInside: boolean;
}

const mostMs = 10_000;

/**
 * Tries to tell a program once, and writes down what came of it. The queue does what goes to one program one after the
 * other, and no connection is held while the program takes its time. (WHK-4) Cut off in between it is told again, with the
 * same id: a program knows by it what it was told already. (WHK-3)
 */
export async function sendWebhook(telling: Telling, job: WebhookJob): Promise<void> {
  const found = await onHand(telling, job, (hand) => whatToTell(hand, job.messageId));
  if (found === undefined) return;
  const came = found === 'no-more' ? noMore : await tell(telling, found);
  await onHand(telling, job, (hand) => keep(hand, job.messageId, came));
}

interface ToTell {
  readonly message: WebhookMessage;
  readonly webhook: Webhook;
}

const noMore: AfterTry = { outcome: 'given-up', because: 'told-no-more', isGone: false };

async function whatToTell(hand: Hand, id: WebhookMessageId): Promise<ToTell | 'no-more' | undefined> {
  const message = await store.waitingMessage(hand, id);
  if (!message) return undefined;
  // Set back by hand, or found by two jobs: it leaves when it is due.
  if (message.dueAt > hand.at) {
    await store.enqueue(hand, id, message.dueAt);
    return undefined;
  }
  const webhook = await webhookOf(hand, message.clientId);
  const client = await clientById(hand, message.clientId);
  const answers = client && (await staffById(hand, client.staffId));
  return webhook && mayBeTold(webhook, client, answers, dayOf(hand.at)) ? { message, webhook } : 'no-more';
}

async function tell({ mark, clock, mayBeInside }: Telling, { message, webhook }: ToTell): Promise<AfterTry> {
  const body = JSON.stringify(bodyOf(message));
  const at = clock();
  const secret = signingSecret(mark, webhook.clientId, webhook.number);
  const headers = signedHeaders(secret, { id: message.id, body, at });
  return afterTry(await postOutward(webhook.url, { body, headers, mostMs }, mayBeInside), message.tries, at);
}

async function keep(hand: Hand, id: WebhookMessageId, came: AfterTry): Promise<void> {
  const message = await store.waitingMessage(hand, id);
  if (!message) return;
  await store.keepTry(hand, id, came);
  if (came.outcome === 'waiting') await store.enqueue(hand, id, came.dueAt);
  else if (came.isGone) await store.stopWebhook(hand, message.clientId, 'gone');
}

async function onHand<Value>(
  { act }: Telling,
  { serviceId }: WebhookJob,
  work: (hand: Hand) => Promise<Value>,
): Promise<Value> {
  const done = await act({ serviceId, actor: { kind: 'system', id: '' } }, async (hand) => allow(await work(hand)));
  if (!done.ok) throw new Error('Telling refuses nothing');
  return done.value;
}
