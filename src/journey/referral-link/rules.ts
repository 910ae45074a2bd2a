import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { CaseStatus, ReferralStatus } from '#vocabulary/parts.ts';

const isDecided = (status: ReferralStatus): boolean => status !== 'received' && status !== 'acknowledged';

/** What a referral is linked to: a case that is there, whose people are known by id. */
export interface LinkWish {
  /** Who of the case each person on the referral is; null for somebody the case does not have yet. */
  readonly who: readonly { readonly aboutId: string; readonly participantId: string | null }[];
}

export type CannotLink = 'already-decided' | 'case-is-closed' | 'two-are-one-person' | 'somebody-is-not-said';

/** A referral that waits is linked to a case that is open; each of its people is somebody of the case, or joins it. (LIK-4) */
export function link(
  status: ReferralStatus,
  caseStatus: CaseStatus,
  people: readonly string[],
  wish: LinkWish,
): Decision<LinkWish, CannotLink> {
  const reasons: CannotLink[] = [];
  if (isDecided(status)) reasons.push('already-decided');
  if (caseStatus === 'closed') reasons.push('case-is-closed');
  const known = wish.who.map(({ participantId }) => participantId).filter((id) => id !== null);
  if (new Set(known).size < known.length) reasons.push('two-are-one-person');
  if (!people.every((id) => wish.who.some(({ aboutId }) => aboutId === id))) reasons.push('somebody-is-not-said');
  return refuseAny(reasons, wish);
}

/** A link is taken back once. (LIK-5) */
export function unlink<Link>(live: Link | undefined): Decision<Link, 'not-linked'> {
  return live === undefined ? refuse('not-linked') : allow(live);
}

export type CannotPair = 'already-decided' | 'belongs-already' | 'other-belongs-elsewhere';

/** Two that wait belong together: one of them becomes the case. Neither belongs with a third already. (LIK-10) */
export function belongTogether(
  one: { readonly status: ReferralStatus; readonly isPaired: boolean; readonly isFirst: boolean },
  other: { readonly status: ReferralStatus; readonly isPaired: boolean },
): Decision<'paired', CannotPair> {
  const reasons: CannotPair[] = [];
  if (isDecided(one.status) || isDecided(other.status)) reasons.push('already-decided');
  if (one.isPaired) reasons.push('belongs-already');
  if (one.isFirst || other.isPaired) reasons.push('other-belongs-elsewhere');
  return refuseAny(reasons, 'paired');
}

/** What belongs with another referral becomes no case of its own. (LIK-10) */
export function becomeCase(isPaired: boolean): Decision<'free', 'belongs-with-another'> {
  return isPaired ? refuse('belongs-with-another') : allow('free');
}

/** A refusal in plain words for staff. */
export function explainLink(reason: CannotLink | CannotPair | 'not-linked'): string {
  switch (reason) {
    case 'already-decided':
      return 'This referral has been decided already';
    case 'case-is-closed':
      return 'That case is closed. Open it again first, or accept this referral as a case of its own';
    case 'two-are-one-person':
      return 'Two people of the referral cannot be the same person of the case';
    case 'somebody-is-not-said':
      return 'Say of each person who they are in the case';
    case 'not-linked':
      return 'This referral is not linked any more';
    case 'belongs-already':
      return 'It belongs with a referral already. Take that back first';
    case 'other-belongs-elsewhere':
      return 'One of the two belongs with a third already. Say it of that one';
    default:
      return unreachable(reason);
  }
}
