import { allow } from '#platform/decision.ts';
import type { Act, Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { ServiceId } from '#vocabulary/ids.ts';
import type { ListedId, ListedRow, ListId } from '#vocabulary/offers.ts';
import * as rules from './rules.ts';
import * as store from './store.ts';

/** Takes people of a list in, each under a key of their own. (LST-1) */
export async function takePeopleIn(hand: Hand, list: store.Sent, people: readonly ListedRow[]): Promise<void> {
  await store.addListed(hand, list, people);
}

/** Takes everybody of a list out again, as the list announced it. (LST-4) */
export async function takePeopleOut(hand: Hand, listId: ListId): Promise<void> {
  await store.takeOut(hand, listId);
}

/** Notes how it stands with somebody who was asked, as the offer announced it; how long they are kept follows. (LST-7) */
export async function markStanding(
  hand: Hand,
  id: ListedId,
  to: Partial<store.Mark> & Pick<store.Mark, 'standing'>,
): Promise<void> {
  const since = await store.holdSince(hand, id);
  if (!since) throw new Error('Whoever was asked is on no list any more');
  const mark = { askedOn: since.askedOn, askAfter: null, settledOn: null, ...to };
  await store.markStanding(hand, id, {
    ...mark,
    keepUntil: rules.keptUntil({ ...mark, listedOn: dayOf(since.listedAt) }),
  });
}

/** Forgets somebody on a list at once, as they wish. (LST-7) */
export async function forgetPerson(hand: Hand, id: ListedId): Promise<void> {
  await store.letGoOf(hand, [id], dayOf(hand.at));
}

const atOnce = 2000;

/** The worker's part: lets go of whoever was kept long enough, in each service; gives how many they were. (LST-7) */
export async function letPeopleGo({
  keeper,
  act,
}: {
  readonly keeper: store.Keeper;
  readonly act: Act;
}): Promise<number> {
  let all = 0;
  for (const serviceId of await store.servicesWithLists(keeper)) {
    for (;;) {
      const count = await letSomeGo(act, serviceId);
      all += count;
      if (count < atOnce) break;
    }
  }
  return all;
}

async function letSomeGo(act: Act, serviceId: ServiceId): Promise<number> {
  const decision = await act<number, never>({ serviceId, actor: { kind: 'system', id: '' } }, async (hand) => {
    const today = dayOf(hand.at);
    const found = await store.findOver(hand, today, atOnce);
    const over = found.filter((person) => rules.letGo(person, today).ok).map(({ id }) => id);
    if (over.length > 0) await store.letGoOf(hand, over, today);
    return allow(over.length);
  });
  return decision.ok ? decision.value : 0;
}
