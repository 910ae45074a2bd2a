import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ofService } from '#vocabulary/key-owners.ts';
import type { Wish } from './facts.ts';

/** Adds that somebody wants to be rung. */
export async function addCallBack(hand: Hand, id: string, wish: Wish): Promise<void> {
  await hand.run(sql`
    insert into app.call_backs (service_id, id, wish, asked_at)
    values (${hand.serviceId}, ${id}, ${sealed(ofService(hand), JSON.stringify(wish))}, ${hand.at})`);
}

/** Removes what somebody said about being rung; whether it was there. */
export async function removeCallBack(hand: Hand, id: string): Promise<boolean> {
  return (await hand.run(sql`delete from app.call_backs where service_id = ${hand.serviceId} and id = ${id}`)) === 1;
}
