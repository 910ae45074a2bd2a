import type { ComplexSign } from '#vocabulary/complexity.ts';
import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { Source } from '#vocabulary/agencies.ts';
import type { CaseKind, IncidentKind, Part, ReferralStatus } from '#vocabulary/parts.ts';

export type AlreadyDecided = 'already-decided';

const isDecided = (status: ReferralStatus): boolean => status !== 'received' && status !== 'acknowledged';

/** A referral is acknowledged once, before or without a decision. (REF-3) */
export function acknowledge(status: ReferralStatus): Decision<'acknowledged', AlreadyDecided | 'already-acknowledged'> {
  if (isDecided(status)) return refuse('already-decided');
  return status === 'acknowledged' ? refuse('already-acknowledged') : allow('acknowledged');
}

/** A referral is declined once, and what was decided stays decided. (REF-3) */
export function decline(status: ReferralStatus): Decision<'declined', AlreadyDecided> {
  return isDecided(status) ? refuse('already-decided') : allow('declined');
}

/** Words to whoever wrote to us hold nothing that we know of others and they did not tell us. (REF-10) */
export function mayBeAdded(places: number): Decision<'fit', 'words-hold-somebody-else'> {
  return places > 0 ? refuse('words-hold-somebody-else') : allow('fit');
}

/** Somebody on either side of a referral, beside the person it is for. */
export interface Other {
  readonly id: string;
  readonly kind: 'person' | 'organisation';
  readonly part: Part;
  readonly fullName: string;
  readonly called: string;
  readonly isUnder18: boolean;
  readonly contactRole: string;
  readonly phone: string;
}

/** An organisation can be harmed; whoever is responsible is a person. (REF-7) */
export function addOther<Added extends Pick<Other, 'kind' | 'part'>>(
  status: ReferralStatus,
  other: Added,
): Decision<Added, AlreadyDecided | 'organisation-cannot-be-responsible'> {
  if (isDecided(status)) return refuse('already-decided');
  if (other.kind === 'organisation' && other.part === 'responsible')
    return refuse('organisation-cannot-be-responsible');
  return allow(other);
}

export type CannotAccept =
  | AlreadyDecided
  | 'nobody-on-the-other-side'
  | 'organisation-cannot-be-responsible'
  | 'something-stops-it'
  | 'only-the-harmed-begin'
  | 'belongs-with-another';

/** What the coordinator decides when a referral becomes a case. */
export interface Acceptance {
  readonly kind: CaseKind;
  /** Whether each side harmed the other, as in many rows between neighbours. */
  readonly isMutual: boolean;
}

/** A referral becomes a case with somebody on each side, once. Each harmed the other only among persons. (REF-3, REF-5, REF-7) */
export function accept(
  referral: { readonly status: ReferralStatus; readonly part: Part },
  others: readonly Pick<Other, 'kind' | 'part'>[],
  wish: Acceptance,
): Decision<Acceptance, CannotAccept> {
  if (isDecided(referral.status)) return refuse('already-decided');
  const reasons: CannotAccept[] = [];
  if (!others.some(({ part }) => part !== referral.part)) reasons.push('nobody-on-the-other-side');
  if (wish.isMutual && others.some(({ kind }) => kind === 'organisation'))
    reasons.push('organisation-cannot-be-responsible');
  return refuseAny(reasons, wish);
}

/** Who harmed whom, by place in the list of everybody: every harmed with every responsible, and back where it is mutual. */
export function harmPairs(
  parts: readonly Part[],
  isMutual: boolean,
): readonly (readonly [harmed: number, responsible: number])[] {
  const places = parts.map((_, place) => place);
  const across = places.flatMap((harmed) =>
    places
      .filter((responsible) => parts[harmed] === 'harmed' && parts[responsible] === 'responsible')
      .map((responsible): readonly [number, number] => [harmed, responsible]),
  );
  return isMutual ? across.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]) : across;
}

/** Why a case is complex from its first day, as far as a referral can show (domain 87); it is weighed again on the case. */
export function signsOfComplexity(
  referral: { readonly incidentKind: IncidentKind; readonly isUnder18: boolean },
  others: readonly Pick<Other, 'isUnder18'>[],
): readonly ComplexSign[] {
  const signs: ComplexSign[] = [];
  if (referral.isUnder18 || others.some(({ isUnder18 }) => isUnder18)) signs.push('child');
  if (referral.incidentKind === 'serious-crime') signs.push('weapon');
  if (others.length + 1 > 4) signs.push('many');
  return signs;
}

/** Only somebody who asked us themselves is written to at this stage; an agency is answered by a person of ours. (REF-8, H17) */
export function isWrittenTo(source: Source): boolean {
  return source === 'self';
}

export type CannotTriage = CannotAccept | 'already-acknowledged' | 'words-hold-somebody-else';

/** The refusal in plain words for staff. */
export function explainTriage(reason: CannotTriage): string {
  switch (reason) {
    case 'already-decided':
      return 'This referral has been decided already';
    case 'already-acknowledged':
      return 'This referral has been acknowledged already';
    case 'nobody-on-the-other-side':
      return 'Add at least one person or organisation on the other side first';
    case 'organisation-cannot-be-responsible':
      return 'An organisation can be harmed; whoever is responsible is a person';
    case 'words-hold-somebody-else':
      return 'What you add says something of another person. Write it without that';
    case 'something-stops-it':
      return 'Something stops it for now. See “Is it eligible?” above';
    case 'only-the-harmed-begin':
      return 'It is about abuse at home or sexual harm, and began with whoever is responsible. Only the person harmed can begin it';
    case 'belongs-with-another':
      return 'It belongs with another referral, which becomes the case. Link this one to it, or take that back above';
    default:
      return unreachable(reason);
  }
}
