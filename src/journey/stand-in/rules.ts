import { refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { CaseStatus, Part } from '#vocabulary/parts.ts';

/** Why the person harmed does not take part themselves. */
export const whys = ['does-not-want-to', 'cannot', 'was-not-found', 'nobody-in-particular'] as const;
export type Why = (typeof whys)[number];

/** What the person harmed said of somebody taking their place. */
export const wishes = ['agreed', 'informed', 'not-consulted'] as const;
export type Wish = (typeof wishes)[number];

/** What the stand-in has to do with it. */
export const links = ['same-harm', 'works-there', 'family-or-friend', 'lives-nearby', 'no-link'] as const;
export type Link = (typeof links)[number];

export const subjects = ['own-story', 'the-organisation', 'their-words', 'what-is-agreed'] as const;
export type Subject = (typeof subjects)[number];

/** How somebody stands in for whoever was harmed. */
export interface StandIn {
  /** Null where whose place it is is not in the case. */
  readonly forId: ParticipantId | null;
  readonly because: Why;
  readonly wish: Wish;
  readonly link: Link;
  readonly speaksFor: readonly Subject[];
}

export interface SomebodyInTheCase {
  readonly id: ParticipantId;
  readonly parts: readonly Part[];
  readonly isOrganisation: boolean;
}

export type CannotStandIn =
  | 'case-is-closed'
  | 'is-not-on-the-harmed-side'
  | 'is-an-organisation'
  | 'stands-in-for-themselves'
  | 'was-not-harmed'
  | 'speaks-for-nothing'
  | 'they-did-not-agree'
  | 'was-asked'
  | 'was-not-asked'
  | 'somebody-in-particular';

/** Writes down how somebody stands in. (STI-1, STI-3, STI-4) */
export function standIn(
  said: StandIn,
  found: {
    readonly who: SomebodyInTheCase;
    readonly whose: SomebodyInTheCase | undefined;
    readonly status: CaseStatus;
  },
): Decision<StandIn, CannotStandIn> {
  const { who, whose, status } = found;
  const reasons: CannotStandIn[] = [];
  if (status === 'closed') reasons.push('case-is-closed');
  if (!who.parts.includes('harmed')) reasons.push('is-not-on-the-harmed-side');
  if (who.isOrganisation) reasons.push('is-an-organisation');
  if (whose?.id === who.id) reasons.push('stands-in-for-themselves');
  if (whose && !whose.parts.includes('harmed')) reasons.push('was-not-harmed');
  return refuseAny([...reasons, ...unfitting(said)], said);
}

function unfitting({ forId, because, wish, speaksFor }: StandIn): readonly CannotStandIn[] {
  const reasons: CannotStandIn[] = [];
  if (speaksFor.length === 0) reasons.push('speaks-for-nothing');
  if (wish !== 'agreed' && speaksFor.some((each) => each === 'their-words' || each === 'what-is-agreed'))
    reasons.push('they-did-not-agree');
  if (because === 'does-not-want-to' && wish === 'not-consulted') reasons.push('was-asked');
  if ((because === 'was-not-found' || because === 'nobody-in-particular') && wish !== 'not-consulted')
    reasons.push('was-not-asked');
  if (because === 'nobody-in-particular' && forId !== null) reasons.push('somebody-in-particular');
  return reasons;
}

/** As whom somebody who speaks for themselves is counted: a stand-in is nobody harmed. (STI-5) */
export function countedAs(isStandIn: boolean): 'self' | 'stand-in' {
  return isStandIn ? 'stand-in' : 'self';
}

/** A refusal in plain words. */
export function explain(reason: CannotStandIn): string {
  switch (reason) {
    case 'case-is-closed':
      return 'The case is closed. Nothing can be added';
    case 'is-not-on-the-harmed-side':
      return 'Only somebody on the side of the person harmed can stand in for them';
    case 'is-an-organisation':
      return 'A person stands in, not an organisation. Add the person first';
    case 'stands-in-for-themselves':
      return 'Choose somebody else: nobody stands in for themselves';
    case 'was-not-harmed':
      return 'Choose somebody who was harmed in this case';
    case 'speaks-for-nothing':
      return 'Choose at least one thing they may speak for';
    case 'they-did-not-agree':
      return 'They can speak or agree for the person harmed only where that person agreed';
    case 'was-asked':
      return 'Somebody who does not want to take part was asked. Choose what they said';
    case 'was-not-asked':
      return 'Nobody could be asked here. Choose that they were not consulted';
    case 'somebody-in-particular':
      return 'No one person was harmed, so choose nobody of this case';
    default:
      return unreachable(reason);
  }
}
