import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import { ofWriter } from '#vocabulary/key-owners.ts';

export async function addDraft(
  hand: Hand,
  { id, fields, expiresAt }: { readonly id: string; readonly fields: string; readonly expiresAt: Date },
): Promise<void> {
  await hand.run(sql`
    insert into app.agency_drafts (service_id, id, staff_id, fields, made_at, kept_at, expires_at)
    values (${hand.serviceId}, ${id}, ${hand.actor.id}, ${sealed(ofWriter(hand), fields)}, ${hand.at}, ${hand.at}, ${expiresAt})`);
}

/** Keeps a draft in the place of what it held; false where there is none of theirs. */
export async function changeDraft(
  hand: Hand,
  { id, fields, expiresAt }: { readonly id: string; readonly fields: string; readonly expiresAt: Date },
): Promise<boolean> {
  const changed = await hand.run(sql`
    update app.agency_drafts set fields = ${sealed(ofWriter(hand), fields)}, kept_at = ${hand.at}, expires_at = ${expiresAt}
     where service_id = ${hand.serviceId} and id = ${id} and expires_at > ${hand.at}`);
  return changed === 1;
}

export async function deleteDraft(hand: Hand, id: string): Promise<boolean> {
  return (await hand.run(sql`delete from app.agency_drafts where service_id = ${hand.serviceId} and id = ${id}`)) === 1;
}

/** Deletes the drafts whose time is over. (DRF-2) */
export async function sweepDrafts(keeper: Keeper): Promise<number> {
  const [swept] = await keeper.ask(sql<{ count: number }>`select doorkeeper.sweep_agency_drafts() as count`);
  return swept?.count ?? 0;
}
