import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ofWriter } from '#vocabulary/key-owners.ts';

/** A text on its way to be kept. */
export interface TextToKeep {
  readonly id: string;
  readonly page: string;
  readonly form: string;
  /** The fields as one text. */
  readonly fields: string;
  readonly opened: string;
  readonly writer: string;
  /** The writer whose text this one went on from, or empty. */
  readonly after: string;
  readonly turn: number;
  readonly browserHash: string | null;
  readonly expiresAt: Date;
}

/** Keeps a text in the place of what the same window kept before; null when another window has it, or it was sent. */
export async function saveText(hand: Hand, text: TextToKeep): Promise<number | null> {
  const { id, page, form, fields, opened, writer, after, turn, browserHash, expiresAt } = text;
  const isStaff = hand.actor.kind === 'staff';
  const known = [writer, ...(after === '' ? [] : [after])];
  const row = await hand.row(sql<{ turn: number }>`
    insert into app.kept_texts as k (service_id, id, staff_id, participant_id, case_id, page, form, fields, opened, writer, turn,
                                     browser_hash, kept_at, expires_at)
    values (${hand.serviceId}, ${id}, ${isStaff ? hand.actor.id : null}, ${isStaff ? null : hand.actor.id}, ${isStaff ? null : hand.caseId},
            ${page}, ${form}, ${sealed(ofWriter(hand), fields)}, ${opened}, ${writer}, ${turn}, ${browserHash}, ${hand.at}, ${expiresAt})
    on conflict (service_id, id) do update
      set fields = excluded.fields, writer = excluded.writer, turn = excluded.turn, browser_hash = excluded.browser_hash, kept_at = excluded.kept_at, expires_at = excluded.expires_at
      where k.writer = any (${known}::uuid[]) and k.sent_at is null and k.form = excluded.form
        and (k.writer <> excluded.writer or k.turn < excluded.turn)
    returning turn`);
  return row?.turn ?? null;
}

/** Who has a text of this id, of those that the hand reaches. */
export async function findWriter(
  hand: Hand,
  id: string,
): Promise<{ readonly writer: string; readonly turn: number; readonly isSent: boolean } | undefined> {
  return hand.row(sql<{ writer: string; turn: number; isSent: boolean }>`
    select writer, turn, sent_at is not null as "isSent" from app.kept_texts where service_id = ${hand.serviceId} and id = ${id}`);
}

/** Whether the same person writes into the same form in another window, since a moment. */
export async function isWrittenElsewhere(hand: Hand, form: string, id: string, since: Date): Promise<boolean> {
  const row = await hand.row(sql`
    select 1 from app.kept_texts
     where service_id = ${hand.serviceId} and form = ${form} and id <> ${id} and sent_at is null and kept_at > ${since} limit 1`);
  return row !== undefined;
}

/** Keeps no more what was sent; what is still on its way does not bring it back. */
export async function markSent(hand: Hand, id: string, form: string): Promise<void> {
  const isStaff = hand.actor.kind === 'staff';
  await hand.run(sql`
    insert into app.kept_texts as k (service_id, id, staff_id, participant_id, case_id, page, form, fields, writer, turn, kept_at,
                                     expires_at, sent_at)
    values (${hand.serviceId}, ${id}, ${isStaff ? hand.actor.id : null}, ${isStaff ? null : hand.actor.id}, ${isStaff ? null : hand.caseId},
            ${form.split('#')[0]}, ${form}, '', ${id}, 0, ${hand.at}, ${hand.at}::timestamptz + interval '1 hour', ${hand.at})
    on conflict (service_id, id) do update
      set fields = '', sent_at = excluded.sent_at, kept_at = excluded.kept_at, expires_at = excluded.expires_at`);
}

/** Throws a kept text away, for good; with a writer, only if that window wrote it last. */
export async function removeText(hand: Hand, id: string, writer: string | null = null): Promise<void> {
  await hand.run(sql`
    delete from app.kept_texts
     where service_id = ${hand.serviceId} and id = ${id} and (${writer}::uuid is null or writer = ${writer})`);
}
