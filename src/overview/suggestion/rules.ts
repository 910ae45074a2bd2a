import { unreachable } from '#platform/decision.ts';
import { daysBetween, inWords, plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { EligibilityQuestion } from '#vocabulary/eligibility.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { Complexity, PracticeLevel } from '#vocabulary/parts.ts';
import { takesOnAtOnce, type Training } from '#vocabulary/staff.ts';

export type As = 'lead' | 'co';

/** Somebody who might work on the case, with all that speaks for and against them. */
export interface Person {
  readonly id: StaffId;
  readonly name: string;
  readonly level: PracticeLevel;
  readonly isVolunteer: boolean;
  readonly isActive: boolean;
  readonly hasConflict: boolean;
  readonly worksOnIt: boolean;
  readonly gender: 'woman' | 'man' | 'another' | 'not-said';
  readonly languages: readonly string[];
  readonly districts: readonly string[];
  /** When they can work; nothing where they did not say. */
  readonly available: readonly ('weekdays' | 'evenings' | 'weekends')[];
  /** What they are trained for today beyond what everybody must be. */
  readonly trainedFor: readonly Training[];
  readonly mostWork: number | null;
  readonly openCases: number;
  readonly complexCases: number;
  /** What they must be checked for and trained in, and is over: in words. */
  readonly checksOver: readonly string[];
  readonly isAnythingChecked: boolean;
  readonly absences: readonly { readonly fromOn: PlainDate; readonly untilOn: PlainDate }[];
}

/** Hours, London time, in which it is safe to reach somebody. */
export interface Hours {
  readonly called: string;
  readonly fromHour: number;
  readonly untilHour: number;
}

/** What the case asks for. */
export interface Need {
  readonly complexity: Complexity;
  /** Languages that people in the case speak, besides English, and who does. */
  readonly languages: readonly { readonly called: string; readonly language: string }[];
  readonly wishes: readonly { readonly called: string; readonly wish: 'woman' | 'man' }[];
  readonly districts: readonly string[];
  readonly trainings: readonly Training[];
  /** Without which nobody leads it, unless a supervisor says so (ALC-9). */
  readonly leadIsTrainedFor: readonly Training[];
  /** Of whoever can be reached at some hours only. */
  readonly hours: readonly Hours[];
  readonly today: PlainDate;
}

/** What whoever works on a case had better be trained for, by how complex it is and what it is about. */
export function trainingsFor(complexity: Complexity, about: readonly EligibilityQuestion[]): readonly Training[] {
  return [
    ...(complexity === 'complex' ? (['complex cases'] as const) : []),
    ...(about.includes('domestic-abuse') ? (['domestic abuse'] as const) : []),
    ...(about.includes('sexual-harm') || about.includes('young-sexual-behaviour') ? (['sexual harm'] as const) : []),
  ];
}

/** Whether a level is enough for a role, beside a lead of some level or nobody (ALC-3). */
export type LevelFits = (as: As, level: PracticeLevel, beside: PracticeLevel | null) => boolean;

/** Something that speaks for somebody, against them, or keeps the case from them. */
export type Reason =
  | { readonly weighs: 'bars'; readonly name: 'conflict' | 'inactive' | 'works-on-it' | 'level' }
  | { readonly weighs: 'bars'; readonly name: 'check-is-over'; readonly words: string }
  | {
      readonly weighs: 'for' | 'against';
      readonly name: 'language';
      readonly language: string;
      readonly called: string;
    }
  | {
      readonly weighs: 'for' | 'against';
      readonly name: 'wish';
      readonly wish: 'woman' | 'man';
      readonly called: string;
    }
  | { readonly weighs: 'against'; readonly name: 'gender-not-said' | 'nothing-checked' }
  | { readonly weighs: 'for'; readonly name: 'level-fits' | 'level-above' | 'travels-anywhere' }
  | { readonly weighs: 'for' | 'against'; readonly name: 'area'; readonly districts: readonly string[] }
  | { readonly weighs: 'for' | 'against' | 'bars'; readonly name: 'training'; readonly training: Training }
  | ({ readonly weighs: 'for' | 'against'; readonly name: 'times' } & Hours)
  | { readonly weighs: 'for' | 'against'; readonly name: 'work'; readonly weight: number; readonly most: number }
  | {
      readonly weighs: 'against';
      readonly name: 'away-now' | 'away-soon';
      readonly fromOn: PlainDate;
      readonly untilOn: PlainDate;
    };

export interface Suggested {
  readonly person: Person;
  readonly reasons: readonly Reason[];
  readonly isBarred: boolean;
  readonly points: number;
}

/** How much somebody works on now, a complex case counting twice. */
export function weightOf({ openCases, complexCases }: Pick<Person, 'openCases' | 'complexCases'>): number {
  return openCases + complexCases;
}

/** What somebody away within so many days would leave behind at the very beginning. */
const soon = 14;

/**
 * Weighs one person for a role in a case: what keeps it from them, and what speaks for and against them, each with its reason.
 * (SUG-1, SUG-2)
 */
export function weigh(person: Person, need: Need, as: As, fits: boolean): Suggested {
  const reasons = [
    ...bars(person, fits),
    ...(fits ? [levelReason(person, need, as)] : []),
    ...trainingReasons(person, need, as),
    ...languageReasons(person, need),
    ...wishReasons(person, need),
    ...areaReasons(person, need),
    ...timesReasons(person, need),
    workReason(person),
    ...awayReasons(person, need.today),
    ...(person.isAnythingChecked ? [] : [{ weighs: 'against', name: 'nothing-checked' } as const]),
  ];
  return {
    person,
    reasons,
    isBarred: reasons.some(({ weighs }) => weighs === 'bars'),
    points: reasons.reduce((sum, reason) => sum + pointsOf(reason), 0),
  };
}

function bars(person: Person, fits: boolean): readonly Reason[] {
  const found: Reason[] = [];
  if (!person.isActive) found.push({ weighs: 'bars', name: 'inactive' });
  if (person.worksOnIt) found.push({ weighs: 'bars', name: 'works-on-it' });
  if (person.hasConflict) found.push({ weighs: 'bars', name: 'conflict' });
  found.push(...person.checksOver.map((words): Reason => ({ weighs: 'bars', name: 'check-is-over', words })));
  if (!fits) found.push({ weighs: 'bars', name: 'level' });
  return found;
}

/** Who is above what the case asks is kept for the cases that need them. */
function levelReason({ level }: Person, { complexity }: Need, as: As): Reason {
  const asked: PracticeLevel = complexity === 'complex' ? 'advanced' : as === 'lead' ? 'intermediate' : 'foundation';
  return { weighs: 'for', name: level === asked ? 'level-fits' : 'level-above' };
}

function trainingReasons({ trainedFor }: Person, { trainings, leadIsTrainedFor }: Need, as: As): readonly Reason[] {
  return [...new Set([...trainings, ...leadIsTrainedFor])].map((training) => {
    const isAsked = as === 'lead' && leadIsTrainedFor.includes(training);
    return { weighs: trainedFor.includes(training) ? 'for' : isAsked ? 'bars' : 'against', name: 'training', training };
  });
}

const plain = (word: string) => word.trim().toLowerCase();

function languageReasons({ languages }: Person, need: Need): readonly Reason[] {
  return need.languages.map(({ language, called }) => {
    const speaks = languages.some((each) => plain(each) === plain(language));
    return { weighs: speaks ? 'for' : 'against', name: 'language', language, called };
  });
}

function wishReasons({ gender }: Person, { wishes }: Need): readonly Reason[] {
  if (wishes.length > 0 && gender === 'not-said') return [{ weighs: 'against', name: 'gender-not-said' }];
  return wishes.map(({ wish, called }) => ({
    weighs: gender === wish ? 'for' : 'against',
    name: 'wish',
    wish,
    called,
  }));
}

function areaReasons({ districts }: Person, need: Need): readonly Reason[] {
  if (need.districts.length === 0) return [];
  if (districts.length === 0) return [{ weighs: 'for', name: 'travels-anywhere' }];
  const far = need.districts.filter((each) => !districts.includes(each));
  return [
    far.length === 0
      ? { weighs: 'for', name: 'area', districts: need.districts }
      : { weighs: 'against', name: 'area', districts: far },
  ];
}

/** From when an evening begins, and until when a day lasts. */
const evening = 17;

/** Whoever can be reached by day and in the evening too asks for no time of anybody, and who did not say when they can work is not weighed. */
function timesReasons({ available }: Person, { hours }: Need): readonly Reason[] {
  if (available.length === 0) return [];
  return hours.flatMap((each): readonly Reason[] => {
    const inEvenings = each.fromHour >= evening;
    if (!inEvenings && each.untilHour > evening) return [];
    const can = available.includes(inEvenings ? 'evenings' : 'weekdays') || available.includes('weekends');
    return [{ weighs: can ? 'for' : 'against', name: 'times', ...each }];
  });
}

function workReason(person: Person): Reason {
  const [weight, most] = [weightOf(person), takesOnAtOnce(person)];
  return { weighs: weight < most ? 'for' : 'against', name: 'work', weight, most };
}

function awayReasons({ absences }: Person, today: PlainDate): readonly Reason[] {
  const next = absences.find(({ fromOn, untilOn }) => untilOn >= today && fromOn <= plusDays(today, soon));
  return next ? [{ weighs: 'against', name: next.fromOn <= today ? 'away-now' : 'away-soon', ...next }] : [];
}

/** How much a reason counts. What somebody asked for weighs more than what suits the service. */
function pointsOf(reason: Reason): number {
  const isFor = reason.weighs === 'for';
  switch (reason.name) {
    case 'conflict':
    case 'inactive':
    case 'works-on-it':
    case 'level':
    case 'check-is-over':
      return 0;
    case 'language':
      return isFor ? 60 : 0;
    case 'wish':
      return isFor ? 50 : -50;
    case 'gender-not-said':
      return -20;
    case 'area':
      return isFor ? 30 : -30;
    case 'travels-anywhere':
      return 20;
    case 'training':
      return isFor ? 50 : -50;
    case 'times':
      return isFor ? 20 : -30;
    case 'work':
      return isFor ? Math.round(40 * (1 - reason.weight / reason.most)) : -60;
    case 'level-fits':
      return 15;
    case 'level-above':
      return 5;
    case 'away-now':
      return -Math.min(80, 30 + daysBetween(reason.fromOn, reason.untilOn));
    case 'away-soon':
      return -20;
    case 'nothing-checked':
      return -10;
    default:
      return unreachable(reason);
  }
}

function before(one: Suggested, other: Suggested): number {
  return (
    Number(one.isBarred) - Number(other.isBarred) ||
    other.points - one.points ||
    weightOf(one.person) - weightOf(other.person) ||
    one.person.name.localeCompare(other.person.name, 'en') ||
    (one.person.id < other.person.id ? -1 : 1)
  );
}

/** Everybody, those who may be given the case first and the likeliest on top; who may not stands below with the reason. (SUG-1, SUG-3) */
export function suggest(
  people: readonly Person[],
  need: Need,
  role: { readonly as: As; readonly besideLevel: PracticeLevel | null; readonly fits: LevelFits },
): readonly Suggested[] {
  return people
    .map((person) => weigh(person, need, role.as, role.fits(role.as, person.level, role.besideLevel)))
    .toSorted(before);
}

export interface Pair {
  readonly lead: Suggested;
  readonly co: Suggested;
  readonly points: number;
}

/** Beyond these no pair is tried: whoever is far down alone makes no best pair. */
const tried = 30;

/**
 * The likeliest pairs of a lead and somebody beside them, each of whom may be given the case. What one of the two brings, a language or what
 * somebody asked for, counts once for both. (SUG-4)
 */
export function suggestPairs(people: readonly Person[], need: Need, fits: LevelFits, most = 3): readonly Pair[] {
  const leads = suggest(people, need, { as: 'lead', besideLevel: null, fits }).filter(({ isBarred }) => !isBarred);
  const pairs = leads.slice(0, tried).flatMap((lead) =>
    suggest(
      people.filter(({ id }) => id !== lead.person.id),
      need,
      { as: 'co', besideLevel: lead.person.level, fits },
    )
      .filter(({ isBarred }) => !isBarred)
      .slice(0, tried)
      .map((co): Pair => ({ lead, co, points: lead.points + co.points - twice(lead, co) })),
  );
  return pairs
    .toSorted((one, other) => other.points - one.points || before(one.lead, other.lead) || before(one.co, other.co))
    .slice(0, most);
}

/** What both bring or both lack of languages, wishes and times, counted twice in the sum: once is what the people in the case notice. */
function twice(lead: Suggested, co: Suggested): number {
  const shared = ({ name }: Reason) => name === 'language' || name === 'wish' || name === 'times';
  return lead.reasons.filter(shared).reduce((sum, reason) => {
    const other = co.reasons.find((each) => each.name === reason.name && subjectOf(each) === subjectOf(reason));
    return other ? sum + Math.min(pointsOf(reason), pointsOf(other)) : sum;
  }, 0);
}

function subjectOf(reason: Reason): string {
  if (reason.name === 'language') return `${reason.called} ${reason.language}`;
  if (reason.name === 'times') return reason.called;
  return reason.name === 'wish' ? `${reason.called} ${reason.wish}` : '';
}

/** When somebody can be reached, after "when". */
export function hoursWords({ called, fromHour, untilHour }: Hours): string {
  return `${called} can be reached, from ${fromHour}:00 to ${untilHour}:00`;
}

/** A reason in a sentence without its stop. (SUG-2) */
export function reasonWords(reason: Reason): string {
  const isFor = reason.weighs === 'for';
  switch (reason.name) {
    case 'conflict':
      return 'Has a conflict of interest in this case';
    case 'inactive':
      return 'Does not work here now';
    case 'works-on-it':
      return 'Works on this case already';
    case 'level':
      return 'Their level of practice is below what this case asks for. A supervisor may decide otherwise, with a reason';
    case 'check-is-over':
      return reason.words;
    case 'language':
      return `${isFor ? 'Speaks' : 'Does not speak'} ${reason.language}, as ${reason.called} does`;
    case 'wish':
      return isFor
        ? `${reason.called} would rather speak with a ${reason.wish}`
        : `${reason.called} would rather speak with a ${reason.wish}, which they are not`;
    case 'gender-not-said':
      return 'Somebody would rather speak with a woman or a man, and their gender is not written down';
    case 'nothing-checked':
      return 'No vetting or training is written down for them';
    case 'level-fits':
      return 'Their level is what this case asks for';
    case 'level-above':
      return 'Their level is above what this case asks for';
    case 'travels-anywhere':
      return 'Travels anywhere';
    case 'area':
      return `${isFor ? 'Travels' : 'Does not travel'} to ${reason.districts.join(', ')}`;
    case 'training':
      return isFor
        ? `Is trained for ${reason.training}`
        : `Training for ${reason.training} is not written down for them, or is over${reason.weighs === 'bars' ? '. A supervisor may decide otherwise, with a reason' : ''}`;
    case 'times':
      return isFor
        ? `Can work when ${hoursWords(reason)}`
        : `Did not say that they can work when ${hoursWords(reason)}`;
    case 'work':
      return isFor
        ? `Has room: a weight of ${reason.weight} of at most ${reason.most}`
        : `Has as much as they take on: a weight of ${reason.weight} of at most ${reason.most}`;
    case 'away-now':
      return `Is away until ${inWords(reason.untilOn)}`;
    case 'away-soon':
      return `Will be away from ${inWords(reason.fromOn)} to ${inWords(reason.untilOn)}`;
    default:
      return unreachable(reason);
  }
}
