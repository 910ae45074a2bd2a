import { allocationsOf, conflictsOf } from '#casefile/allocation/facts.ts';
import { holdCase } from '#casefile/cases/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import { staffOf } from '#service/staff/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { namedReadersOf, restrictionsOf } from './facts.ts';
import { keepers, mayBeLetIn } from './policy.ts';
import { endNaming, nameReader, restrict, type Candidate, type CannotName, type CannotRestrict } from './rules.ts';
import * as store from './store.ts';

/** Lets an allocated member of staff open the case. */
export async function letIn(hand: Hand, staffId: StaffId): Promise<void> {
  await store.addReader(hand, staffId);
}

/** Takes the case off somebody's list when their allocation ended. */
export async function letOut(hand: Hand, staffId: StaffId): Promise<void> {
  await store.removeReader(hand, staffId);
}

/** What the rules weigh: who could be named, who is, who works on the case, and whether it is restricted. */
interface Held {
  readonly all: ReadonlyMap<StaffId, Candidate>;
  readonly named: readonly StaffId[];
  readonly allocated: readonly StaffId[];
  readonly isRestricted: boolean;
}

async function heldReaders(hand: Hand): Promise<Held> {
  const { id } = await holdCase(hand);
  const conflicts = await conflictsOf(hand, id);
  const conflicted = conflicts.filter(({ liftedAt }) => liftedAt === null).map(({ staffId }) => staffId);
  const candidates = (await staffOf(hand)).map((card): Candidate => ({
    staffId: card.id,
    isActive: card.isActive,
    isLetIn: hasRole(card, ...mayBeLetIn),
    isKeeper: hasRole(card, ...keepers),
    hasConflict: conflicted.includes(card.id),
  }));
  return {
    all: new Map(candidates.map((each) => [each.staffId, each])),
    named: (await namedReadersOf(hand, id)).map(({ staffId }) => staffId),
    allocated: (await allocationsOf(hand, id)).flatMap(({ staffId, untilAt }) => (untilAt === null ? [staffId] : [])),
    isRestricted: (await restrictionsOf(hand, id)).some(({ liftedAt }) => liftedAt === null),
  };
}

function candidates(held: Held, ids: readonly StaffId[]): readonly Candidate[] {
  return ids.flatMap((id) => held.all.get(id) ?? []);
}

/** Restricts the case to its facilitators and to those who are named, at least one supervisor or manager among them. (RDR-3, RDR-4) */
export async function restrictCase(
  hand: Hand,
  wish: { readonly because: string; readonly named: readonly StaffId[] },
): Promise<Decision<'restricted', CannotRestrict | CannotName | 'not-there'>> {
  const held = await heldReaders(hand);
  const anew = wish.named.filter((id) => !held.named.includes(id));
  const decision = restrict(held.isRestricted, candidates(held, [...held.named, ...held.allocated, ...anew]));
  if (!decision.ok) return decision;
  for (const staffId of anew) {
    const named = await nameHeld(hand, held, staffId);
    if (!named.ok) return named;
  }
  await store.addRestriction(hand, wish.because);
  await hand.announce({ name: 'case.restricted' });
  return decision;
}

async function nameHeld(
  hand: Hand,
  held: Held,
  staffId: StaffId,
): Promise<Decision<StaffId, CannotName | 'not-there'>> {
  const who = held.all.get(staffId);
  if (!who) return refuse('not-there');
  const decision = nameReader(who, held.named);
  if (!decision.ok) return decision;
  await store.addNamed(hand, staffId);
  await hand.announce({ name: 'reader.named', staffId });
  return decision;
}

/** Names somebody who may open the case from now on without working on it. (RDR-5) */
export async function nameReaderOf(hand: Hand, staffId: StaffId): Promise<Decision<StaffId, CannotName | 'not-there'>> {
  return nameHeld(hand, await heldReaders(hand), staffId);
}

/** Ends that somebody is named, but for the last supervisor or manager of a restricted case. (RDR-4) */
export async function endNamingOf(
  hand: Hand,
  staffId: StaffId,
): Promise<Decision<StaffId, 'nobody-would-remain' | 'not-there'>> {
  const held = await heldReaders(hand);
  const who = held.all.get(staffId);
  if (!who || !held.named.includes(staffId)) return refuse('not-there');
  const others = held.named.filter((id) => id !== staffId);
  const decision = endNaming(who, {
    isRestricted: held.isRestricted,
    remaining: candidates(held, [...others, ...held.allocated]),
  });
  if (!decision.ok) return decision;
  await store.endNamed(hand, staffId);
  await hand.announce({ name: 'reader.no-longer-named', staffId });
  return decision;
}

/** Lifts the restriction, with a reason: roles open the case again. (RDR-3) */
export async function liftRestrictionOf(hand: Hand, because: string): Promise<Decision<'lifted', 'not-restricted'>> {
  await holdCase(hand);
  if (!(await store.liftRestriction(hand, because))) return refuse('not-restricted');
  await hand.announce({ name: 'case.no-longer-restricted' });
  return allow('lifted');
}
