import { refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { CaseStatus, Complexity, PracticeLevel } from '#vocabulary/parts.ts';
import type { Training } from '#vocabulary/staff.ts';

export type As = 'lead' | 'co';

/** Somebody who works on the case now. */
export interface Allocated {
  readonly staffId: StaffId;
  readonly as: As;
  readonly level: PracticeLevel;
}

/** What is known of a case and of whoever may be given it. */
export interface Giving {
  readonly staffId: StaffId;
  readonly as: As;
  readonly level: PracticeLevel;
  readonly isActive: boolean;
  /** Whether a role of theirs works on cases. */
  readonly hasRole: boolean;
  readonly hasConflict: boolean;
  /** What they must be checked for and trained in is over (FAC-3 of the register of facilitators). */
  readonly isCheckOver: boolean;
  /** What the case asks whoever leads it to be trained for, and they are not (domain 81, 83, 84). */
  readonly lacks: readonly Training[];
  readonly complexity: Complexity;
  readonly status: CaseStatus;
  /** Who works on it now. */
  readonly now: readonly Allocated[];
  readonly override: Override | null;
}

/** A supervisor lets somebody work above their level, and says why (domain 86). */
export interface Override {
  readonly by: StaffId;
  readonly isBySupervisor: boolean;
  readonly reason: string;
}

export type CannotAllocate =
  | 'level-is-below-the-case'
  | 'lead-is-not-trained-for-it'
  | 'only-a-supervisor-overrides'
  | 'nobody-overrides-for-themselves'
  | 'has-a-conflict-of-interest'
  | 'check-is-over'
  | 'no-longer-works-here'
  | 'works-on-no-cases'
  | 'somebody-leads-already'
  | 'works-on-it-already'
  | 'case-is-closed';

/**
 * Whether a level is enough for a role in a case: foundation never leads, intermediate leads what is standard, advanced
 * leads anything; beside a lead, foundation works on what is standard and intermediate on what is complex only beside an
 * advanced lead. (ALC-3)
 */
export function isLevelEnough({
  as,
  level,
  complexity,
  now,
}: Pick<Giving, 'as' | 'level' | 'complexity' | 'now'>): boolean {
  if (level === 'advanced') return true;
  if (as === 'lead') return level === 'intermediate' && complexity === 'standard';
  if (complexity === 'standard') return true;
  return level === 'intermediate' && now.some((each) => each.as === 'lead' && each.level === 'advanced');
}

/** Gives somebody the case, or every reason why not. (ALC-1 to ALC-4, ALC-6, ALC-8, ALC-9) */
export function allocate(giving: Giving): Decision<Allocated, CannotAllocate> {
  const { staffId, as, level, now, override } = giving;
  const reasons: CannotAllocate[] = [];
  if (giving.status === 'closed') reasons.push('case-is-closed');
  if (!giving.isActive) reasons.push('no-longer-works-here');
  if (giving.isActive && !giving.hasRole) reasons.push('works-on-no-cases');
  if (giving.hasConflict) reasons.push('has-a-conflict-of-interest');
  if (giving.isCheckOver) reasons.push('check-is-over');
  if (now.some((each) => each.staffId === staffId)) reasons.push('works-on-it-already');
  else if (as === 'lead' && now.some((each) => each.as === 'lead')) reasons.push('somebody-leads-already');
  if (override && !override.isBySupervisor) reasons.push('only-a-supervisor-overrides');
  if (override?.by === staffId) reasons.push('nobody-overrides-for-themselves');
  if (!override && !isLevelEnough(giving)) reasons.push('level-is-below-the-case');
  if (!override && as === 'lead' && giving.lacks.length > 0) reasons.push('lead-is-not-trained-for-it');
  return refuseAny(reasons, { staffId, as, level });
}

/** How many cases are handed over at once. */
export const workAtOnce = 100;

export type CannotHandOver =
  | CannotAllocate
  | 'does-not-work-on-it'
  | 'hands-over-to-themselves'
  | 'nobody-would-remain';

/**
 * Hands the case from one to another, in the role that the first has: the second is weighed as anybody who is given a case, by who works on
 * it besides the first. Whoever works beside a lead may take the lead over. (ALC-7)
 */
export function handOver(from: StaffId, giving: Omit<Giving, 'as' | 'override'>): Decision<Allocated, CannotHandOver> {
  const { staffId: to, now } = giving;
  if (from === to) return refuse('hands-over-to-themselves');
  const held = now.find(({ staffId }) => staffId === from);
  if (!held) return refuse('does-not-work-on-it');
  const takesTheLead = held.as === 'lead' ? to : null;
  const rest = now.filter(({ staffId }) => staffId !== from && staffId !== takesTheLead);
  return allocate({ ...giving, as: held.as, now: rest, override: null });
}

export type CannotLift = 'only-a-supervisor-lifts' | 'nobody-lifts-their-own' | 'not-there';

/** A conflict of interest is lifted by a supervisor or manager who is somebody else. (ALC-5) */
export function lift(
  conflict: { readonly staffId: StaffId },
  by: { readonly staffId: StaffId; readonly maySupervise: boolean },
): Decision<StaffId, CannotLift> {
  const reasons: CannotLift[] = [];
  if (!by.maySupervise) reasons.push('only-a-supervisor-lifts');
  if (by.staffId === conflict.staffId) reasons.push('nobody-lifts-their-own');
  return refuseAny(reasons, conflict.staffId);
}

/** The refusals in plain words for staff. */
export function explain(reason: CannotAllocate | CannotHandOver | CannotLift | 'declared-already'): string {
  switch (reason) {
    case 'level-is-below-the-case':
      return 'Their level of practice is below what this case asks for. A supervisor may decide otherwise, with a reason';
    case 'lead-is-not-trained-for-it':
      return 'The case is about abuse at home or sexual harm, and the register does not say that they are trained for it. A supervisor may decide otherwise, with a reason';
    case 'only-a-supervisor-overrides':
      return 'Only a supervisor may let somebody work above their level or their training';
    case 'nobody-overrides-for-themselves':
      return 'Ask another supervisor: nobody decides this for themselves';
    case 'has-a-conflict-of-interest':
      return 'They have a conflict of interest in this case';
    case 'check-is-over':
      return 'Their vetting or a training they need is over. Write down a new one first, in the register of facilitators';
    case 'no-longer-works-here':
      return 'They no longer work here';
    case 'works-on-no-cases':
      return 'No role of theirs works on cases, so that they could not open it';
    case 'somebody-leads-already':
      return 'Somebody leads this case already. End that first';
    case 'works-on-it-already':
      return 'They work on this case already. End that first';
    case 'case-is-closed':
      return 'The case is closed. Reopen it first';
    case 'does-not-work-on-it':
      return 'Whoever hands it over does not work on it now';
    case 'hands-over-to-themselves':
      return 'Choose two different people';
    case 'only-a-supervisor-lifts':
      return 'Only a supervisor or a manager may lift a conflict of interest';
    case 'nobody-lifts-their-own':
      return 'Nobody lifts their own conflict of interest';
    case 'not-there':
      return 'This is not there any more';
    case 'declared-already':
      return 'Their conflict of interest is written down already';
    case 'nobody-would-remain':
      return 'Nobody else could open this restricted case. A supervisor or a manager has to be named first';
    default:
      return unreachable(reason);
  }
}
