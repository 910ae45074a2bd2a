import { allow } from '#platform/decision.ts';
import type { Act, Hand } from '#vocabulary/acting.ts';
import { dayOf, type PlainDate } from '#vocabulary/dates.ts';
import { definitions, endedBy, makeReady, monthsBack, type Counted } from './rules.ts';
import * as store from './store.ts';

export interface Releasing {
  readonly counting: store.Counting;
  readonly act: Act;
  readonly clock: () => Date;
}

/** Makes every quarter ready that ended long enough ago, and counts how many. What was made ready once stays. (FIG-3) */
export async function releaseFigures({ counting, act, clock }: Releasing): Promise<number> {
  const due = await store.findDue(counting, endedBy(dayOf(clock())), monthsBack);
  let made = 0;
  for (const each of due) {
    const counted = await store.countQuarter(counting, each);
    const held = { serviceId: each.serviceId, actor: { kind: 'system', id: '' } as const };
    const decision = await act(held, async (hand) => allow(await releaseQuarter(hand, each.quarter, counted)));
    if (decision.ok && decision.value) made += 1;
  }
  return made;
}

/** Keeps what may be shown of the counts of a quarter; false where that was done already. (FIG-1, FIG-2, FIG-3) */
export function releaseQuarter(hand: Hand, quarter: PlainDate, counted: readonly Counted[]): Promise<boolean> {
  return store.keepRelease(hand, { quarter, definitions, figures: makeReady(counted) });
}
