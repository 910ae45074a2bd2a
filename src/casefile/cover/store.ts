import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { Keeper } from '#vocabulary/keeper.ts';

/** Writes down who covers some days away; the database lets them in on the first of them. */
export async function addCover(hand: Hand, absenceId: string, coverId: StaffId): Promise<void> {
  await hand.run(sql`
    insert into app.covers (service_id, absence_id, cover_id, said_by, said_at)
    values (${hand.serviceId}, ${absenceId}, ${coverId}, ${hand.actor.id}, ${hand.at})`);
}

/** Ends a cover; the database shuts them out in the same moment. */
export async function endCover(hand: Hand, coverId: string): Promise<void> {
  const ended = await hand.run(sql`
    update app.covers set ended_at = ${hand.at}, ended_by = ${hand.actor.id}
     where service_id = ${hand.serviceId} and id = ${coverId} and ended_at is null`);
  if (ended !== 1) throw new Error('The cover was ended or gone already');
}

/** Lets in whoever covers from today, and takes away what has ended. */
export async function followCovers(keeper: Keeper): Promise<void> {
  await keeper.ask(sql`select doorkeeper.follow_covers()`);
}
