import { sql, type Db } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';

export interface Draft {
  readonly id: string;
  /** What was written, as one text; empty at first, and once it was sent. */
  readonly written: string;
  readonly isSent: boolean;
  readonly begunAt: Date;
}

/** What this visitor has written so far; nobody else's draft is visible to them, and none after its day. (ASK-2) */
export async function draftOf(db: Db, visitor: string, now: Date): Promise<Draft | undefined> {
  if (visitor === '') return undefined;
  return db.row(sql<Draft>`
    select id, answers as written, sent_at is not null as "isSent", begun_at as "begunAt"
      from app.referral_drafts where visitor = ${visitor} and expires_at > ${now}`);
}

/** Locks a visitor's draft, so that sending it twice at once is one referral. (ASK-3) */
export async function heldDraft(hand: Hand, visitor: string): Promise<Draft | undefined> {
  return hand.row(sql<Draft>`
    select id, answers as written, sent_at is not null as "isSent", begun_at as "begunAt" from app.referral_drafts
     where service_id = ${hand.serviceId} and visitor = ${visitor} and expires_at > ${hand.at} for update`);
}

/** What was written in a draft that is being sent. */
export async function writtenIn(hand: Hand, draftId: string): Promise<string | undefined> {
  const found = await hand.row(sql<Pick<Draft, 'written'>>`
    select answers as written from app.referral_drafts where service_id = ${hand.serviceId} and id = ${draftId}`);
  return found?.written;
}
