import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ofDrafts } from '#vocabulary/key-owners.ts';

/** Forgets every draft whose day is over, whoever wrote it. */
export async function removeExpiredDrafts(hand: Hand): Promise<void> {
  await hand.run(sql`
    delete from app.referral_drafts where service_id = ${hand.serviceId} and expires_at <= ${hand.at}`);
}

/** Changes what is written in a visitor's draft; undefined when it was sent already. */
export async function writeInto(
  hand: Hand,
  { visitor, until }: { readonly visitor: string; readonly until: Date },
  change: (written: string) => string,
): Promise<string | undefined> {
  await hand.run(sql`
    insert into app.referral_drafts (service_id, visitor, begun_at, expires_at)
    values (${hand.serviceId}, ${visitor}, ${hand.at}, ${until})
    on conflict (service_id, visitor) do nothing`);
  // Held from here on: two answers given at once are both kept.
  const held = await hand.row(sql<{ written: string }>`
    select answers as written from app.referral_drafts
     where service_id = ${hand.serviceId} and visitor = ${visitor} and sent_at is null for update`);
  if (!held) return undefined;
  const written = change(held.written);
  await hand.run(sql`
    update app.referral_drafts set answers = ${sealed(ofDrafts(hand), written)}
     where service_id = ${hand.serviceId} and visitor = ${visitor}`);
  return written;
}

/** Empties a draft that was sent: what was written is kept in the referral alone, not on the way in. */
export async function markSent(hand: Hand, draftId: string): Promise<void> {
  const marked = await hand.run(sql`
    update app.referral_drafts set sent_at = ${hand.at}, answers = ''
     where service_id = ${hand.serviceId} and id = ${draftId} and sent_at is null`);
  if (marked !== 1) throw new Error('The draft was sent or gone already');
}

/** Forgets a visitor's draft. */
export async function removeDraft(hand: Hand, visitor: string): Promise<void> {
  await hand.run(sql`
    delete from app.referral_drafts where service_id = ${hand.serviceId} and visitor = ${visitor}`);
}

/** Moves an unsent draft to another key: that of the code it is kept under, or of the device it comes back to. */
export async function moveDraft(
  hand: Hand,
  { from, to, until }: { readonly from: string; readonly to: string; readonly until: Date },
): Promise<void> {
  const moved = await hand.run(sql`
    update app.referral_drafts set visitor = ${to}, expires_at = ${until}
     where service_id = ${hand.serviceId} and visitor = ${from} and sent_at is null`);
  if (moved !== 1) throw new Error('The draft was sent or gone already');
}
