import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { StaffId } from '#vocabulary/ids.ts';

/** Somebody of the staff who may be named, or who may open the case. */
export interface Candidate {
  readonly staffId: StaffId;
  readonly isActive: boolean;
  /** Holds a role that can be let into a case. */
  readonly isLetIn: boolean;
  /** A supervisor or manager: may name others and lift the restriction. */
  readonly isKeeper: boolean;
  readonly hasConflict: boolean;
}

export type CannotName = 'has-a-conflict-of-interest' | 'reads-no-cases' | 'no-longer-works-here' | 'named-already';

/** Somebody may be named who works here, holds a role that reads cases, and knows nobody in the case. (RDR-1, RDR-5) */
export function nameReader(who: Candidate, named: readonly StaffId[]): Decision<StaffId, CannotName> {
  const reasons: CannotName[] = [];
  if (!who.isActive) reasons.push('no-longer-works-here');
  if (!who.isLetIn) reasons.push('reads-no-cases');
  if (who.hasConflict) reasons.push('has-a-conflict-of-interest');
  if (named.includes(who.staffId)) reasons.push('named-already');
  return refuseAny(reasons, who.staffId);
}

/** Whether a supervisor or manager who works here is among those who may open a restricted case. (RDR-4) */
export function somebodyRemains(readers: readonly Candidate[]): boolean {
  return readers.some(({ isActive, isKeeper, hasConflict }) => isActive && isKeeper && !hasConflict);
}

export type CannotRestrict = 'restricted-already' | 'nobody-would-remain';

/** A case is restricted once at a time, to people among whom a supervisor or manager is. (RDR-3, RDR-4) */
export function restrict(
  isRestricted: boolean,
  remaining: readonly Candidate[],
): Decision<'restricted', CannotRestrict> {
  const reasons: CannotRestrict[] = [];
  if (isRestricted) reasons.push('restricted-already');
  if (!somebodyRemains(remaining)) reasons.push('nobody-would-remain');
  return refuseAny(reasons, 'restricted');
}

/** Being named ends whenever it should, but for the last supervisor or manager of a restricted case. (RDR-4) */
export function endNaming(
  who: Candidate,
  held: { readonly isRestricted: boolean; readonly remaining: readonly Candidate[] },
): Decision<StaffId, 'nobody-would-remain'> {
  return held.isRestricted && !somebodyRemains(held.remaining) ? refuse('nobody-would-remain') : allow(who.staffId);
}

/** The refusals in plain words for staff. */
export function explain(reason: CannotName | CannotRestrict | 'not-restricted' | 'not-there'): string {
  switch (reason) {
    case 'has-a-conflict-of-interest':
      return 'They have a conflict of interest in this case';
    case 'reads-no-cases':
      return 'Their role opens no cases';
    case 'no-longer-works-here':
      return 'They no longer work here';
    case 'named-already':
      return 'They are named already';
    case 'restricted-already':
      return 'The case is restricted already';
    case 'nobody-would-remain':
      return 'Name a supervisor or a manager first: one of them must always be able to open a restricted case';
    case 'not-restricted':
      return 'The case is not restricted';
    case 'not-there':
      return 'This is not there any more';
    default:
      return unreachable(reason);
  }
}
