import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import { daysBetween, type PlainDate } from '#vocabulary/dates.ts';
import type { CaseStatus, IncidentKind, ReferralStatus } from '#vocabulary/parts.ts';
import { lettersApart, soundOf, wordsOf, writtenOut } from '#vocabulary/names-alike.ts';

/** What is compared of somebody: whatever is known. */
export interface Comparable {
  readonly fullName: string;
  readonly born: PlainDate | null;
  readonly happenedOn: PlainDate | null;
  readonly postcodeDistrict: string;
  readonly incidentKind: IncidentKind | null;
}

/** Why two look alike. Each is shown to whoever decides. */
export type Likeness =
  | 'same-name'
  | 'same-names-swapped'
  | 'short-name'
  | 'one-name-more'
  | 'sounds-alike'
  | 'spelt-alike'
  | 'same-birthday'
  | 'day-and-month-swapped'
  | 'birthday-one-part-off'
  | 'same-phone'
  | 'same-email'
  | 'same-number'
  | 'near-in-time-and-place';

/** What speaks against it; it is counted, and shown too. */
export type Difference = 'another-birthday' | 'another-name';

const weights: Readonly<Record<Likeness | Difference, number>> = {
  'same-name': 5,
  'same-names-swapped': 4.5,
  'short-name': 4.5,
  'one-name-more': 4,
  'sounds-alike': 3.5,
  'spelt-alike': 3.5,
  'same-birthday': 5,
  'day-and-month-swapped': 4,
  'birthday-one-part-off': 2.5,
  'same-phone': 6,
  'same-email': 6,
  'same-number': 7,
  'near-in-time-and-place': 3,
  'another-birthday': -5,
  'another-name': -3,
};

export interface Weighed {
  readonly reasons: readonly Likeness[];
  readonly against: readonly Difference[];
  readonly weight: number;
}

/** From here somebody is asked to look. Below it stands what many people share by chance. */
const shownFrom = 4;
const likelyFrom = 8;
const nearDays = 3;

/** How like two people on the record are, each reason by itself. What is not known of either says nothing. (LIK-6) */
export function weigh(one: Comparable, other: Comparable, met: readonly Likeness[], sharedBy = 1): Weighed {
  const names = namesAlike(one.fullName, other.fullName);
  const birthday = birthdaysAlike(one.born, other.born);
  const near = areNear(one, other);
  const all = [names, birthday, ...met, near].filter((each) => each !== undefined);
  const against = all.filter((each): each is Difference => each === 'another-birthday' || each === 'another-name');
  const reasons = all.filter((each): each is Likeness => each !== 'another-birthday' && each !== 'another-name');
  // A name that many people of this service have says little by itself.
  const common = names === undefined || names === 'another-name' ? 0 : sharedBy >= 10 ? 3 : sharedBy >= 4 ? 2 : 0;
  const kind = near !== undefined && one.incidentKind !== null && one.incidentKind === other.incidentKind ? 1 : 0;
  // Who lives at one number may be a family: another name and another birthday stand against it.
  const asPeople = all.reduce((sum, each) => sum + weights[each], kind - common);
  // The other side of an incident is somebody else by name: the same kind of thing, there and then, is worth a look by itself.
  const asIncident = near === undefined ? 0 : weights[near] + kind;
  return { reasons, against, weight: Math.max(asPeople, asIncident) };
}

/** Whether it is worth somebody's look, and how sure it is; undefined where it is not. */
export function standing({ weight }: Pick<Weighed, 'weight'>): 'likely' | 'perhaps' | undefined {
  if (weight >= likelyFrom) return 'likely';
  return weight >= shownFrom ? 'perhaps' : undefined;
}

type NameReason = Extract<
  Likeness,
  'same-name' | 'same-names-swapped' | 'short-name' | 'one-name-more' | 'sounds-alike' | 'spelt-alike'
>;

/** How two names are alike. One name alone says nothing: there are many of every name. */
export function namesAlike(one: string, other: string): NameReason | 'another-name' | undefined {
  const [mine, theirs] = [wordsOf(one), wordsOf(other)];
  if (mine.length < 2 || theirs.length < 2) return undefined;
  if (mine.join(' ') === theirs.join(' ')) return 'same-name';
  if (mine.toSorted().join(' ') === theirs.toSorted().join(' ')) return 'same-names-swapped';
  const [whole, otherWhole] = [mine.map(writtenOut), theirs.map(writtenOut)];
  if (whole.toSorted().join(' ') === otherWhole.toSorted().join(' ')) return 'short-name';
  const [fewer, more] = whole.length <= otherWhole.length ? [whole, otherWhole] : [otherWhole, whole];
  if (fewer.every((word) => more.includes(word))) return 'one-name-more';
  if (pairUp(fewer, more, (a, b) => soundOf(a) === soundOf(b))) return 'sounds-alike';
  if (pairUp(fewer, more, isSpeltLike)) return 'spelt-alike';
  return 'another-name';
}

function isSpeltLike(one: string, other: string): boolean {
  if (one === other || soundOf(one) === soundOf(other)) return true;
  const length = Math.max(one.length, other.length);
  return lettersApart(one, other) <= (length >= 8 ? 2 : length >= 3 ? 1 : 0);
}

/** Whether each of the fewer names has one of its own among the others. */
function pairUp(
  fewer: readonly string[],
  more: readonly string[],
  isAlike: (one: string, other: string) => boolean,
): boolean {
  const left = [...more];
  return fewer.every((word) => {
    const at = left.findIndex((other) => isAlike(word, other));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

type BirthdayReason = 'same-birthday' | 'day-and-month-swapped' | 'birthday-one-part-off' | 'another-birthday';

function birthdaysAlike(one: PlainDate | null, other: PlainDate | null): BirthdayReason | undefined {
  if (one === null || other === null) return undefined;
  if (one === other) return 'same-birthday';
  const [mine, theirs] = [one.split('-'), other.split('-')];
  if (swapped(one) === other) return 'day-and-month-swapped';
  return mine.filter((part, at) => part === theirs[at]).length === 2 ? 'birthday-one-part-off' : 'another-birthday';
}

/** A day with day and month changed round, where that is a day. */
export function swapped(day: PlainDate): PlainDate | undefined {
  const [year = '', month = '', date = ''] = day.split('-');
  return Number(date) <= 12 && date !== month ? (`${year}-${date}-${month}` as PlainDate) : undefined;
}

function areNear(one: Comparable, other: Comparable): 'near-in-time-and-place' | undefined {
  const isThere = one.postcodeDistrict !== '' && one.postcodeDistrict === other.postcodeDistrict;
  if (!isThere || one.happenedOn === null || other.happenedOn === null) return undefined;
  return Math.abs(daysBetween(one.happenedOn, other.happenedOn)) <= nearDays ? 'near-in-time-and-place' : undefined;
}

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

/** Somebody says that two are not the same, once, of a referral that waits. (LIK-3) */
export function tellApart(
  status: ReferralStatus,
  isToldApart: boolean,
): Decision<'told-apart', 'already-decided' | 'told-apart-already'> {
  if (isDecided(status)) return refuse('already-decided');
  return isToldApart ? refuse('told-apart-already') : allow('told-apart');
}

/** A refusal in plain words for staff. */
export function explainLikeness(reason: CannotLink | 'not-linked' | 'told-apart-already'): string {
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
    case 'told-apart-already':
      return 'Somebody has said already that they are not the same';
    default:
      return unreachable(reason);
  }
}
