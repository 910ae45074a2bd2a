import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import { complexSigns, type ComplexSign } from '#vocabulary/complexity.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { HarmLink } from '#vocabulary/frame.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { Origin } from '#vocabulary/matter.ts';
import { stages, type CaseStatus, type Complexity, type OrderOfApproach, type Stage } from '#vocabulary/parts.ts';

/** The stage after something happened: a case moves forward by what happened, and never back by itself. (CAS-1) */
export function stageAfter(now: Stage, reached: Stage): Stage {
  return stages.indexOf(reached) > stages.indexOf(now) ? reached : now;
}

// Letters and figures that are not mistaken for one another when read out over the phone: no 0 O, 1 I L, 5 S, 8 B, 2 Z.
const readable = '34679ACDEFGHJKMNPQRTUVWXY';

/** A reference such as `7K3M-QX94` from eight random bytes. People read it out, so no look-alikes. */
export function referenceFrom(bytes: Uint8Array): string {
  const signs = [...bytes.slice(0, 8)].map((byte) => readable[byte % readable.length] ?? 'X').join('');
  return `${signs.slice(0, 4)}-${signs.slice(4)}`;
}

export type CannotLink = 'harmed-and-responsible-are-the-same' | 'case-is-closed';

/** Nobody harms themselves, and a closed case takes no new links. (CAS-2) */
export function drawLink(link: HarmLink, status: CaseStatus): Decision<HarmLink, CannotLink> {
  const reasons: CannotLink[] = [];
  if (link.harmedId === link.responsibleId) reasons.push('harmed-and-responsible-are-the-same');
  if (status === 'closed') reasons.push('case-is-closed');
  return refuseAny(reasons, link);
}

/** The signs among what was ticked, in the order of the list. */
export function signsIn(ticked: readonly string[]): readonly ComplexSign[] {
  return (Object.keys(complexSigns) as ComplexSign[]).filter((sign) => ticked.includes(sign));
}

export type CannotSetComplexity = 'only-a-supervisor-makes-it-standard' | 'a-sign-still-stands' | 'case-is-closed';

/**
 * Any sign makes a case complex, and anybody on it may say so. Making it standard again lowers who may lead it, so that is
 * a coordinator's or supervisor's, and nobody's while a flag or an answer says otherwise. (CAS-3, CAS-7)
 */
export function weigh(
  before: { readonly status: CaseStatus; readonly complexity: Complexity },
  signs: readonly ComplexSign[],
  standing: readonly ComplexSign[],
  isTheirs: boolean,
): Decision<Complexity, CannotSetComplexity> {
  const complexity = signs.length > 0 ? 'complex' : 'standard';
  const reasons: CannotSetComplexity[] = [];
  if (standing.some((sign) => !signs.includes(sign))) reasons.push('a-sign-still-stands');
  if (before.status === 'closed') reasons.push('case-is-closed');
  if (before.complexity === 'complex' && complexity === 'standard' && !isTheirs) {
    reasons.push('only-a-supervisor-makes-it-standard');
  }
  return refuseAny(reasons, complexity);
}

/** So many take part in a standard case at most (domain 87). */
const mostInStandard = 4;

/** What the people of a case make it complex by: a child, and more than four who take part. (CAS-7) */
export function signsOfPeople(people: readonly { readonly isChild: boolean }[]): readonly ComplexSign[] {
  return [
    ...(people.some(({ isChild }) => isChild) ? (['child'] as const) : []),
    ...(people.length > mostInStandard ? (['many'] as const) : []),
  ];
}

/** What a case is complex by, with what was found now; undefined where that adds nothing. What was ticked stays. (CAS-7) */
export function withSigns(
  before: readonly ComplexSign[],
  found: readonly ComplexSign[],
): readonly ComplexSign[] | undefined {
  return found.every((sign) => before.includes(sign)) ? undefined : signsIn([...before, ...found]);
}

/** Where a case comes from, by its referrals: one that was sent to this service makes it a case of the service. (CAS-8) */
export function originOf(origins: readonly Origin[]): Origin {
  return origins.length > 0 && origins.every((each) => each === 'police-out-of-court')
    ? 'police-out-of-court'
    : 'service';
}

export type CannotChooseOrder = 'responsible-first-needs-a-reason' | 'case-is-closed';

/** Both orders are right; speaking with the person responsible first has a reason written down. (CAS-4) */
export function chooseOrder(
  order: OrderOfApproach,
  reason: string,
  status: CaseStatus,
): Decision<OrderOfApproach, CannotChooseOrder> {
  const reasons: CannotChooseOrder[] = [];
  if (order === 'responsible-first' && reason === '') reasons.push('responsible-first-needs-a-reason');
  if (status === 'closed') reasons.push('case-is-closed');
  return refuseAny(reasons, order);
}

/** How far the service has come with telling one participant about restorative practice. */
export interface Approach {
  readonly participantId: ParticipantId;
  readonly approachedOn: PlainDate | null;
  readonly isHarmed: boolean;
  /** People they harmed who have not agreed that we speak with them. */
  readonly waitsFor: readonly ParticipantId[];
  readonly order: OrderOfApproach;
}

/**
 * Whether somebody may be told about restorative practice now. For a person responsible everybody they harmed agrees first,
 * or the other order was chosen with its reason, so that no wish leaks. Where both harmed each other, one of them has to
 * be first. (CAS-4)
 */
export function mayApproach(
  approaches: readonly Approach[],
  participantId: ParticipantId,
): Decision<Approach, 'harmed-have-not-agreed-yet'> {
  const theirs = approaches.find((each) => each.participantId === participantId);
  if (!theirs) throw new Error('Somebody to approach is a participant of the case');
  const others = approaches.filter((each) => each !== theirs);
  const isFirstOfBoth = theirs.isHarmed && others.every(({ approachedOn }) => approachedOn === null);
  const isFree = theirs.order === 'responsible-first' || theirs.waitsFor.length === 0 || isFirstOfBoth;
  return isFree || theirs.approachedOn !== null ? allow(theirs) : refuse('harmed-have-not-agreed-yet');
}

/** The refusals of this slice in plain words for staff. */
export function explain(reason: CannotLink | CannotSetComplexity | CannotChooseOrder): string {
  switch (reason) {
    case 'harmed-and-responsible-are-the-same':
      return 'Choose two different people: nobody harms themselves here';
    case 'case-is-closed':
      return 'The case is closed. Reopen it first';
    case 'only-a-supervisor-makes-it-standard':
      return 'Ask a coordinator or a supervisor: they decide when a complex case is standard again';
    case 'a-sign-still-stands':
      return 'A safety flag or an answer under Eligibility still says so. Lower the flag or answer anew first';
    case 'responsible-first-needs-a-reason':
      return 'Write why the person responsible is spoken with first';
    default:
      return unreachable(reason);
  }
}
