import { mayOpenCase } from '#casefile/readers/facts.ts';
import { refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { CaseId, StaffId } from '#vocabulary/ids.ts';
import type { StaffMember } from '#vocabulary/staff.ts';
import { givingOf } from './actions.ts';
import { handOver, type Allocated, type CannotHandOver } from './rules.ts';
import * as store from './store.ts';

/**
 * Hands the case that the hand holds from one to another, in one moment; somebody who may not open it finds that it is not theirs to
 * hand over. (ALC-7)
 */
export async function handCaseOver(
  hand: Hand,
  { from, to }: { readonly from: StaffId; readonly to: StaffId },
  by: StaffMember,
): Promise<Decision<Allocated, CannotHandOver>> {
  if (!(await mayOpenCase(hand, by.staffId, hand.caseId as CaseId))) return refuse('does-not-work-on-it');
  const giving = await givingOf(hand, { staffId: to, as: 'lead', overrideReason: '' }, by);
  const decision = giving ? handOver(from, giving) : refuse<CannotHandOver>('no-longer-works-here');
  if (!decision.ok) return decision;
  const { as, level } = decision.value;
  // Whoever works beside the lead and takes the lead over stops working beside it first: nobody works on a case twice (ALC-2).
  const wasBeside = await store.endAllocation(hand, to);
  await store.endAllocation(hand, from);
  await store.addAllocation(hand, { staffId: to, as, overrideBy: null, overrideReason: '' });
  if (wasBeside) await hand.announce({ name: 'allocation.ended', staffId: to, as: wasBeside });
  await hand.announce({ name: 'allocation.made', staffId: to, as, level });
  await hand.announce({ name: 'allocation.ended', staffId: from, as });
  await hand.announce({ name: 'case.handed-over', fromId: from, toId: to, as });
  return decision;
}
