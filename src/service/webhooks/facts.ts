import { sql, type Db } from '#platform/sql.ts';
import { isId, type ApiClientId } from '#vocabulary/ids.ts';
import type { Webhook, WebhookMessage, WebhookMessageId } from './rules.ts';

const place = sql`client_id as "clientId", url, number, set_at as "setAt", stopped_at as "stoppedAt", stopped_because as "stoppedBecause"`;
const message = sql`
  id, client_id as "clientId", reference, status, happened_at as "happenedAt", outcome, tries, due_at as "dueAt", because, replays`;

/** Where a program wants to be told, as whoever asks. */
export async function webhookOf(db: Db, clientId: ApiClientId): Promise<Webhook | undefined> {
  return db.row(sql<Webhook>`select ${place} from app.webhooks where client_id = ${clientId}`);
}

export interface MessagePlace {
  readonly happenedAt: Date;
  readonly id: string;
}

/** A place in the list as an address says it. */
export function placeText({ happenedAt, id }: MessagePlace): string {
  return `${happenedAt.toISOString()}_${id}`;
}

/** The place that an address says; null where it says none. */
export function placeIn(text: string): MessagePlace | null {
  const [moment = '', id = ''] = text.split('_');
  const isMoment = /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(moment);
  const happenedAt = new Date(isMoment ? moment : Number.NaN);
  return !Number.isNaN(happenedAt.getTime()) && isId(id) ? { happenedAt, id } : null;
}

const pageLength = 25;

/** A page of what a program was told, the newest first. */
export async function messagesOf(
  db: Db,
  clientId: ApiClientId,
  after: MessagePlace | undefined,
): Promise<{ readonly messages: readonly WebhookMessage[]; readonly next: MessagePlace | undefined }> {
  const beyond = after ? sql`(happened_at, id) < (${after.happenedAt}::timestamptz, ${after.id}::uuid)` : sql`true`;
  const rows = await db.rows(sql<WebhookMessage>`
    select ${message} from app.webhook_messages where client_id = ${clientId} and ${beyond}
     order by happened_at desc, id desc limit ${pageLength + 1}`);
  const messages = rows.slice(0, pageLength);
  const last = messages.at(-1);
  return { messages, next: rows.length > pageLength && last ? last : undefined };
}

/** One message of a program; undefined where it is another's. */
export async function messageOf(
  db: Db,
  clientId: ApiClientId,
  id: WebhookMessageId,
): Promise<WebhookMessage | undefined> {
  return db.row(sql<WebhookMessage>`
    select ${message} from app.webhook_messages where client_id = ${clientId} and id = ${id}`);
}
