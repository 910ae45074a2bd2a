import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ListedId, ListedRow, ListId, Standing } from '#vocabulary/offers.ts';
import * as store from './store.ts';

/** Takes people of a list in, each under a key of their own. (LST-1) */
export async function takePeopleIn(hand: Hand, list: store.Sent, people: readonly ListedRow[]): Promise<void> {
  await store.addListed(hand, list, people);
}

/** Takes everybody of a list out again, as the list announced it. (LST-4) */
export async function takePeopleOut(hand: Hand, listId: ListId): Promise<void> {
  await store.takeOut(hand, listId);
}

/** Notes how it stands with somebody who was asked, as the offer announced it. */
export async function markStanding(
  hand: Hand,
  id: ListedId,
  to: { readonly standing: Standing; readonly askAfter: PlainDate | null; readonly settledOn: PlainDate | null },
): Promise<void> {
  await store.markStanding(hand, id, to);
}
