import type { Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ServiceLevels } from '#vocabulary/service-levels.ts';
import { promise, type CannotPromise } from './rules.ts';
import { keepLevels } from './store.ts';

/** Sets what the service promises. Clocks that run keep the day they were given. (LVL-1, LVL-2) */
export async function setLevels(hand: Hand, levels: ServiceLevels): Promise<Decision<ServiceLevels, CannotPromise>> {
  const decision = promise(levels);
  if (decision.ok) await keepLevels(hand, decision.value);
  return decision;
}
