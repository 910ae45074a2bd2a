import { choicesOf, holdCase } from '#casefile/cases/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import { checksOf, mayBeGivenCases, trainedFor } from '#service/facilitators/facts.ts';
import { staffById, staffOf } from '#service/staff/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { trainingsAsked } from '#vocabulary/complexity.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { hasRole, type StaffMember } from '#vocabulary/staff.ts';
import { allocationsOf, conflictsOf } from './facts.ts';
import { mayLift, mayOverride, takers } from './policy.ts';
import { allocate, lift, type Allocated, type As, type CannotAllocate, type CannotLift, type Giving } from './rules.ts';
import * as store from './store.ts';

/** Gives somebody the case to lead or to co-facilitate; a reason means that a supervisor goes above the levels. (H6) */
export async function giveCase(
  hand: Hand,
  given: { readonly staffId: StaffId; readonly as: As; readonly overrideReason: string },
  by: StaffMember,
): Promise<Decision<Allocated, CannotAllocate>> {
  const giving = await givingOf(hand, given, by);
  const decision = giving ? allocate(giving) : refuse<CannotAllocate>('no-longer-works-here');
  if (!decision.ok) return decision;
  const { staffId, as, level } = decision.value;
  const { overrideReason } = given;
  await store.addAllocation(hand, {
    staffId,
    as,
    overrideBy: overrideReason === '' ? null : by.staffId,
    overrideReason,
  });
  await hand.announce({ name: 'allocation.made', staffId, as, level });
  return decision;
}

/** Gives the case to two at once: one who leads, and one beside them. Neither without the other. */
export async function givePair(
  hand: Hand,
  pair: { readonly lead: StaffId; readonly co: StaffId },
  by: StaffMember,
): Promise<Decision<Allocated, CannotAllocate>> {
  const lead = await giveCase(hand, { staffId: pair.lead, as: 'lead', overrideReason: '' }, by);
  return lead.ok ? giveCase(hand, { staffId: pair.co, as: 'co', overrideReason: '' }, by) : lead;
}

/** What is known of the case that the hand holds and of whoever may be given it. */
export async function givingOf(
  hand: Hand,
  given: { readonly staffId: StaffId; readonly as: As; readonly overrideReason: string },
  by: StaffMember,
): Promise<Giving | undefined> {
  const held = await holdCase(hand);
  const staff = await staffOf(hand);
  const card = staff.find(({ id }) => id === given.staffId);
  if (!card) return undefined;
  const conflicts = await conflictsOf(hand, held.id);
  const lines = await allocationsOf(hand, held.id);
  const checks = await checksOf(hand, given.staffId);
  const trained = trainedFor(checks, dayOf(hand.at));
  const { complexBecause } = await choicesOf(hand, held.id);
  return {
    ...given,
    level: card.level,
    isActive: card.isActive,
    hasRole: hasRole(card, ...takers),
    hasConflict: conflicts.some((each) => each.staffId === given.staffId && each.liftedAt === null),
    isCheckOver: !mayBeGivenCases(checks, dayOf(hand.at)).ok,
    lacks: trainingsAsked(complexBecause).filter((training) => !trained.includes(training)),
    complexity: held.complexity,
    status: held.status,
    now: lines
      .filter(({ untilAt }) => untilAt === null)
      .map(({ staffId, as }) => ({
        staffId,
        as,
        level: staff.find(({ id }) => id === staffId)?.level ?? 'foundation',
      })),
    override:
      given.overrideReason === ''
        ? null
        : { by: by.staffId, isBySupervisor: mayOverride(by), reason: given.overrideReason },
  };
}

/** Ends what somebody does on the case, but for the last one who may open a restricted case (RDR-4). */
export async function takeCaseBack(
  hand: Hand,
  staffId: StaffId,
): Promise<Decision<As, 'not-there' | 'nobody-would-remain'>> {
  await holdCase(hand);
  const as = await store.endAllocation(hand, staffId);
  if (!as) return refuse('not-there');
  await hand.announce({ name: 'allocation.ended', staffId, as });
  return allow(as);
}

/** Writes down that somebody knows people in the case: they stop working on it and can no longer open it. (H6) */
export async function declareConflict(
  hand: Hand,
  staffId: StaffId,
  because: string,
): Promise<Decision<StaffId, 'declared-already' | 'not-there' | 'nobody-would-remain'>> {
  const held = await holdCase(hand);
  if (!(await staffById(hand, staffId))) return refuse('not-there');
  const standing = (await conflictsOf(hand, held.id)).filter(({ liftedAt }) => liftedAt === null);
  if (standing.some((each) => each.staffId === staffId)) return refuse('declared-already');
  await store.addConflict(hand, staffId, because);
  await takeCaseBack(hand, staffId);
  await hand.announce({ name: 'conflict.declared', staffId });
  return allow(staffId);
}

/** Lifts a conflict of interest that does not stand. (ALC-5) */
export async function liftConflict(
  hand: Hand,
  staffId: StaffId,
  because: string,
  by: StaffMember,
): Promise<Decision<StaffId, CannotLift>> {
  await holdCase(hand);
  const decision = lift({ staffId }, { staffId: by.staffId, maySupervise: mayLift(by) });
  if (!decision.ok) return decision;
  if (!(await store.markLifted(hand, staffId, because))) return refuse('not-there');
  await hand.announce({ name: 'conflict.lifted', staffId });
  return decision;
}
