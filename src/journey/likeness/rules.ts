import { allow, refuse, unreachable, type Decision } from '#platform/decision.ts';
import { daysBetween, type PlainDate } from '#vocabulary/dates.ts';
import type { IncidentKind, ReferralStatus } from '#vocabulary/parts.ts';
import { referenceText } from '#vocabulary/blind-index.ts';
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
  | 'same-first-name'
  | 'same-family-name'
  | 'same-birthday'
  | 'day-and-month-swapped'
  | 'birthday-one-part-off'
  | 'same-phone'
  | 'same-email'
  | 'same-reference'
  | 'near-in-time-and-place'
  | 'same-town';

/** What speaks against it; it is counted, and shown too. */
export type Difference = 'another-birthday' | 'another-name';

const weights: Readonly<Record<Likeness | Difference, number>> = {
  'same-name': 5,
  'same-names-swapped': 4.5,
  'short-name': 4.5,
  'one-name-more': 4,
  'sounds-alike': 3.5,
  'spelt-alike': 3.5,
  // Families share the second, and whoever marries changes it: neither says anything but with a birthday or a number.
  'same-first-name': -0.5,
  'same-family-name': -1.5,
  'same-birthday': 5,
  'day-and-month-swapped': 4,
  'birthday-one-part-off': 2.5,
  'same-phone': 6,
  'same-email': 6,
  'same-reference': 7,
  'near-in-time-and-place': 3,
  // So little that it never brings anybody up by itself: all else counts in halves. It says which of two is the likelier.
  'same-town': 0.4,
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
/** So many days before or after, an incident may be the same. */
export const nearDays = 3;
/** Where no more than so many happened there and then, one of the same kind is worth a look by itself. */
const nearAtMost = 2;

/** What many agencies write on everything, like the number of a form, is the number of nothing. */
const referencedAtMost = 3;

/** How many of what was found have such a name, how many incidents are near in time and place, and how many have that reference. */
export interface Crowd {
  readonly named: number;
  readonly near: number;
  readonly referenced: number;
}

/** How like two people on the record are, each reason by itself. What is not known of either says nothing. (LIK-6) */
export function weigh(
  one: Comparable,
  other: Comparable,
  met: readonly Likeness[],
  crowd: Crowd = { named: 1, near: 1, referenced: 1 },
): Weighed {
  const names = namesAlike(one.fullName, other.fullName);
  const birthday = birthdaysAlike(one.born, other.born);
  const near = areNear(one, other);
  const said = met.filter((each) => each !== 'same-reference' || crowd.referenced <= referencedAtMost);
  const all = [names, birthday, ...said, near].filter((each) => each !== undefined);
  const against = all.filter((each): each is Difference => isDifference(each));
  const reasons = all.filter((each): each is Likeness => !isDifference(each));
  // A name that many people of this service have says little by itself.
  const common = saysName(names) ? commonness(crowd.named, areElsewhere(one, other)) : 0;
  const isSameKind = isSameKindNear(one, other);
  const kind = isSameKind ? 1 : 0;
  // Who lives at one number may be a family: another name and another birthday stand against it.
  const asPeople = all.reduce((sum, each) => sum + weights[each], kind - common);
  // The other side of an incident is somebody else by name: the same reference, or the same kind of thing, there and then, is worth a
  // look by itself, the second where little happens.
  const byReference = said.includes('same-reference') ? weights['same-reference'] : 0;
  const isNearEnough = isSameKind && (crowd.near <= nearAtMost || byReference > 0);
  const asIncident = byReference + (isNearEnough ? weights['near-in-time-and-place'] + kind : 0);
  return { reasons, against, weight: Math.max(asPeople, asIncident) };
}

const isDifference = (each: Likeness | Difference): each is Difference =>
  each === 'another-birthday' || each === 'another-name';

/** Whether names are alike as a whole, so that how many have such a name matters. */
function saysName(names: ReturnType<typeof namesAlike>): boolean {
  return names !== undefined && names !== 'another-name' && names !== 'same-first-name' && names !== 'same-family-name';
}

function commonness(named: number, isElsewhere: boolean): number {
  if (named >= 10) return 3;
  if (named >= 4) return 2;
  if (named >= 3) return 1.5;
  // Of two who have it, the one who is of another place is likelier the other.
  return named === 2 && isElsewhere ? 1.5 : 0;
}

function areElsewhere(one: Incident, other: Incident): boolean {
  return (
    one.postcodeDistrict !== '' && other.postcodeDistrict !== '' && one.postcodeDistrict !== other.postcodeDistrict
  );
}

/** Whether two things happened in one town, as far as the service says which districts are of which; what is near is not said twice. */
function areInOneTown(one: Incident, other: Incident, towns: ReadonlyMap<string, string>): boolean {
  const town = towns.get(one.postcodeDistrict);
  return town !== undefined && town === towns.get(other.postcodeDistrict) && areNear(one, other) === undefined;
}

/** Whether it is worth somebody's look, and how sure it is; undefined where it is not. */
export function standing({ weight }: Pick<Weighed, 'weight'>): 'likely' | 'perhaps' | undefined {
  if (weight >= likelyFrom) return 'likely';
  return weight >= shownFrom ? 'perhaps' : undefined;
}

type NameReason = Extract<
  Likeness,
  | 'same-name'
  | 'same-names-swapped'
  | 'short-name'
  | 'one-name-more'
  | 'sounds-alike'
  | 'spelt-alike'
  | 'same-first-name'
  | 'same-family-name'
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
  if (isSpeltLike(whole[0] ?? '', otherWhole[0] ?? '')) return 'same-first-name';
  if (isSpeltLike(whole.at(-1) ?? '', otherWhole.at(-1) ?? '')) return 'same-family-name';
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

function isSameKindNear(one: Incident, other: Incident): boolean {
  return areNear(one, other) !== undefined && one.incidentKind !== null && one.incidentKind === other.incidentKind;
}

/** In which district two incidents happened, and how many days apart. */
export interface Near {
  readonly postcodeDistrict: string;
  readonly daysApart: number;
}

function nearOf(one: Incident, other: Incident): Near | undefined {
  const { postcodeDistrict } = one;
  const isThere = postcodeDistrict !== '' && postcodeDistrict === other.postcodeDistrict;
  if (!isThere || one.happenedOn === null || other.happenedOn === null) return undefined;
  const daysApart = Math.abs(daysBetween(one.happenedOn, other.happenedOn));
  return daysApart <= nearDays ? { postcodeDistrict, daysApart } : undefined;
}

function areNear(one: Incident, other: Incident): 'near-in-time-and-place' | undefined {
  return nearOf(one, other) && 'near-in-time-and-place';
}

/** Somebody to find others like: whatever is known of them. */
export interface Sought extends Pick<Comparable, 'fullName' | 'born'> {
  readonly phone: string;
  readonly email: string;
}

/** Where and when it happened. */
export type Incident = Omit<Comparable, 'fullName' | 'born'>;

/** An incident to find others like, with the numbers that an agency, the police, a court or a prison gave it. */
export interface SoughtIncident extends Incident {
  readonly references: readonly string[];
}

/** Whether there is anything to compare of somebody yet: a name of two words, a day, a number or an address. */
export function saysSomething({ fullName, born, phone, email }: Sought): boolean {
  return wordsOf(fullName).length >= 2 || born !== null || `${phone}${email}` !== '';
}

/** Whether there is anything to compare of an incident yet: a reference, or what happened, when and where. */
export function incidentSaysSomething(incident: SoughtIncident): boolean {
  const { happenedOn, postcodeDistrict, incidentKind, references } = incident;
  const isWhole = happenedOn !== null && postcodeDistrict !== '' && incidentKind !== null;
  return isWhole || references.some((reference) => referenceText(reference) !== '');
}

/** Somebody who was found by one or more of what is compared. */
export interface Found extends Comparable {
  readonly aboutId: string;
  /** The referral or the case that they are in. */
  readonly ofId: string;
  /** Whose number, and whose e-mail address, it has: places among those who are sought, from 1. */
  readonly phones: readonly number[];
  readonly emails: readonly number[];
  /** Whether others gave it a reference that is sought. */
  readonly isOfReference: boolean;
}

/** A referral or a case that looks alike: whom it was found by first, how sure it is, and who looks like whom, the surest first. */
export interface Ranked<Hit extends Found> {
  readonly hit: Hit;
  readonly is: 'likely' | 'perhaps';
  readonly people: readonly (Weighed & {
    readonly soughtName: string;
    readonly fullName: string;
    readonly aboutId: string;
    /** Where and how many days apart, where it is near in time and place. */
    readonly near: Near | undefined;
  })[];
}

const shownAtMost = 6;

/** What was found, each referral or case once, the surest first; what many would share by chance is left out. (LIK-6) */
export function ranked<Hit extends Found>(
  people: readonly Sought[],
  incident: Incident,
  hits: readonly Hit[],
  towns: ReadonlyMap<string, string> = new Map(),
): readonly Ranked<Hit>[] {
  const found = new Map<string, { readonly hit: Hit; readonly people: Ranked<Hit>['people'][number][] }>();
  const countOf = (is: (hit: Hit) => boolean) => new Set(hits.filter(is).map(({ ofId }) => ofId)).size;
  const near = countOf((hit) => areNear(incident, hit) !== undefined);
  const referenced = countOf(({ isOfReference }) => isOfReference);
  for (const [at, one] of people.entries()) {
    const named = hits.filter((hit) => saysName(namesAlike(one.fullName, hit.fullName))).length;
    for (const hit of hits) {
      const met: Likeness[] = [];
      if (hit.phones.includes(at + 1)) met.push('same-phone');
      if (hit.emails.includes(at + 1)) met.push('same-email');
      if (hit.isOfReference) met.push('same-reference');
      if (areInOneTown(incident, hit, towns)) met.push('same-town');
      const weighed = weigh({ ...one, ...incident }, hit, met, { named, near, referenced });
      if (standing(weighed) === undefined) continue;
      const of = found.get(hit.ofId) ?? { hit, people: [] };
      const { fullName, aboutId } = hit;
      of.people.push({ ...weighed, soughtName: one.fullName, fullName, aboutId, near: nearOf(incident, hit) });
      found.set(hit.ofId, of);
    }
  }
  const best = (each: { readonly people: Ranked<Hit>['people'] }) =>
    Math.max(...each.people.map(({ weight }) => weight));
  return [...found.values()]
    .toSorted((one, other) => best(other) - best(one))
    .slice(0, shownAtMost)
    .map((each) => ({
      hit: each.hit,
      is: standing({ weight: best(each) }) ?? ('perhaps' as const),
      people: whoIsWho(each.people).toSorted((one, other) => other.weight - one.weight),
    }));
}

// Where somebody is alike themselves, the others of the same incident add nothing but lines to read.
function whoIsWho<Pair extends Weighed>(pairs: readonly Pair[]): readonly Pair[] {
  const alike = pairs.filter((pair) => !restsOnIncident(pair));
  return alike.length > 0 ? alike : pairs;
}

const ofIncident: readonly Likeness[] = ['same-reference', 'near-in-time-and-place', 'same-town'];

function restsOnIncident({ reasons, against }: Pick<Weighed, 'reasons' | 'against'>): boolean {
  const isOfPerson = reasons.some((each) => !ofIncident.includes(each));
  return against.includes('another-name') && !isOfPerson;
}

const isDecided = (status: ReferralStatus): boolean => status !== 'received' && status !== 'acknowledged';

/** Somebody says that two are not the same, once, of a referral that waits. (LIK-3) */
export function tellApart(
  status: ReferralStatus,
  isToldApart: boolean,
): Decision<'told-apart', 'already-decided' | 'told-apart-already'> {
  if (isDecided(status)) return refuse('already-decided');
  return isToldApart ? refuse('told-apart-already') : allow('told-apart');
}

/** A refusal in plain words for staff. */
export function explainLikeness(reason: 'already-decided' | 'told-apart-already'): string {
  switch (reason) {
    case 'already-decided':
      return 'This referral has been decided already';
    case 'told-apart-already':
      return 'Somebody has said already that they are not the same';
    default:
      return unreachable(reason);
  }
}
