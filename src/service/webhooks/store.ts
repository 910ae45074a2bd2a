import { sql, type Query } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ApiClientId, ReferralId } from '#vocabulary/ids.ts';
import type { AfterTry, WebhookMessage, WebhookMessageId } from './rules.ts';

/** Keeps where a program wants to be told; set again, it has another signing secret. */
export async function keepWebhook(hand: Hand, clientId: ApiClientId, url: string): Promise<void> {
  await hand.run(sql`
    insert into app.webhooks as w (service_id, client_id, url, set_at) values (${hand.serviceId}, ${clientId}, ${url}, ${hand.at})
    on conflict (service_id, client_id) do update
       set url = excluded.url, number = w.number + 1, set_at = excluded.set_at, stopped_at = null, stopped_because = null`);
}

export async function stopWebhook(hand: Hand, clientId: ApiClientId, because: 'removed' | 'gone'): Promise<void> {
  await hand.run(sql`
    update app.webhooks set stopped_at = ${hand.at}, stopped_because = ${because}
     where service_id = ${hand.serviceId} and client_id = ${clientId} and stopped_at is null`);
}

/** Writes down what programs are told, and puts it on its way, in the transaction in which it happened. */
export async function addMessages(
  hand: Hand,
  clients: readonly ApiClientId[],
  told: { readonly referralId: ReferralId; readonly reference: string; readonly status: string },
): Promise<void> {
  await hand.run(sql`
    with made as (
      insert into app.webhook_messages (service_id, client_id, referral_id, reference, status, happened_at, due_at)
      select w.service_id, w.client_id, ${told.referralId}, ${told.reference}, ${told.status}, ${hand.at}, ${hand.at}
        from app.webhooks w
       where w.service_id = ${hand.serviceId} and w.client_id = any(${clients}::uuid[]) and w.stopped_at is null
      returning service_id, client_id, id)
    select jobs.enqueue('send-webhook', jsonb_build_object('serviceId', service_id, 'messageId', id), null, 'webhook ' || id,
             'webhook ' || client_id) from made`);
}

/** Puts a message on its way, at once or later, behind those to the same program: who is slow holds up nobody else. (WHK-4) */
export async function enqueue(hand: Hand, id: WebhookMessageId, at: Date | null): Promise<void> {
  await hand.run(sql`
    select jobs.enqueue('send-webhook', jsonb_build_object('serviceId', service_id, 'messageId', id),
             case when ${at}::timestamptz is not null then greatest(${at}::timestamptz, now() + interval '1 second') end,
             'webhook ' || id, 'webhook ' || client_id)
      from app.webhook_messages where service_id = ${hand.serviceId} and id = ${id}`);
}

/** A message that waits, whoever it goes to. */
export async function waitingMessage(hand: Hand, id: WebhookMessageId): Promise<WebhookMessage | undefined> {
  return hand.row(sql<WebhookMessage>`
    select id, client_id as "clientId", reference, status, happened_at as "happenedAt", outcome, tries, due_at as "dueAt", because, replays
      from app.webhook_messages where service_id = ${hand.serviceId} and id = ${id} and outcome = 'waiting'`);
}

export async function keepTry(hand: Hand, id: WebhookMessageId, came: AfterTry): Promise<void> {
  const endedAt = came.outcome === 'waiting' ? null : hand.at;
  const dueAt = came.outcome === 'waiting' ? came.dueAt : hand.at;
  const kept = await hand.run(sql`
    update app.webhook_messages
       set outcome = ${came.outcome}, because = ${came.because}, tries = tries + 1, due_at = ${dueAt}, ended_at = ${endedAt}
     where service_id = ${hand.serviceId} and id = ${id} and outcome = 'waiting'`);
  if (kept !== 1) throw new Error('The message did not wait any more');
}

/** Lets a message wait again as if it were new, and counts how often. */
export async function waitAgain(hand: Hand, id: WebhookMessageId): Promise<void> {
  await hand.run(sql`
    update app.webhook_messages
       set outcome = 'waiting', tries = 0, replays = replays + 1, due_at = ${hand.at}, ended_at = null
     where service_id = ${hand.serviceId} and id = ${id} and outcome <> 'waiting'`);
}

/** The queue, as the login that works through it. */
export interface Queue {
  ask<Row>(query: Query<Row>): Promise<readonly Row[]>;
}

/**
 * Lets go of the lines that a killed worker held: a try lasts seconds, and what was held for minutes is held by nobody. The
 * queue itself would wait four hours.
 */
export async function letGoOfLines(queue: Queue): Promise<void> {
  await queue.ask(sql`
    select graphile_worker.force_unlock_workers(array(
      select distinct locked_by from graphile_worker.jobs
       where task_identifier = 'send-webhook' and locked_at < now() - interval '5 minutes'))`);
}
