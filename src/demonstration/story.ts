import type { DeclineReason, Source } from '#journey/referral/rules.ts';
import type { CaseKind, IncidentKind, Part } from '#vocabulary/parts.ts';
import type { Life } from './life.ts';
import type { StaffKey } from './staff-cast.ts';

/** Somebody made up: nobody real, numbers that ring nowhere, addresses that no post reaches. */
export interface Person {
  readonly kind: 'person';
  readonly fullName: string;
  readonly called: string;
  readonly pronouns: string;
  readonly age: number;
  readonly language: string;
  readonly needsInterpreter: boolean;
  readonly accessNeeds: string;
  readonly ownWord: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  readonly ways: readonly ('call' | 'text' | 'email' | 'post')[];
  readonly hours: readonly [from: number, until: number] | null;
  readonly times: string;
  readonly mayLeaveVoicemail: boolean;
  readonly codeword: string;
  readonly ifSomeoneElseAnswers: string;
  readonly guardian: { readonly fullName: string; readonly called: string; readonly relation: string } | null;
}

/** A shop, a club, a church: harmed as a whole and reached through a role. */
export interface Organisation {
  readonly kind: 'organisation';
  readonly fullName: string;
  readonly called: string;
  readonly contactRole: string;
  readonly phone: string;
}

export type Cast = Person | Organisation;

/** How somebody came to us and what they, or an agency for them, told. */
export interface Arrival {
  readonly who: Person;
  readonly part: Part;
  readonly source: Source;
  /** Who wrote or rang, where that was an agency. */
  readonly referrer?: { readonly name: string; readonly contact: string };
  readonly incident: IncidentKind;
  readonly what: string;
  readonly when: string;
  readonly where: string;
  readonly postcode: string;
  readonly others: string;
  readonly hopes: string;
}

/** One thing that somebody does, by the action that a page would call. */
export type Step = (life: Life) => Promise<void>;

/** What happens on one day of a story: day 0 is the Monday on which we heard of it. */
export interface Moment {
  readonly day: number;
  readonly steps: readonly Step[];
}

/** The life of one case, from the first word to today. */
export interface Story {
  /** Names the story; its reference is made from it, so that a demonstration that was cut off goes on where it was. */
  readonly key: string;
  readonly weeksAgo: number;
  readonly arrival: Arrival;
  readonly others: readonly (readonly [Part, Cast])[];
  readonly kind?: CaseKind;
  /** Whether each side harmed the other. */
  readonly isMutual?: boolean;
  /** Who leads, then who co-facilitates; nobody while it waits to be given. */
  readonly team: readonly StaffKey[];
  readonly then: readonly Moment[];
}

/** A referral that is no case yet, or never became one. */
export interface Letterbox {
  readonly key: string;
  readonly daysAgo: number;
  readonly arrival: Arrival;
  readonly isAcknowledged: boolean;
  readonly declined?: { readonly reason: DeclineReason; readonly words: string };
}

/** What happens on a day of a story. */
export function on(day: number, ...steps: readonly Step[]): Moment {
  return { day, steps };
}

type Details = Partial<Omit<Person, 'kind' | 'fullName' | 'called' | 'phone' | 'email'>>;

/** Somebody made up, on the line of that number: 07700 900000 to 07700 900999 are kept for drama and ring nowhere. */
export function person(fullName: string, line: number, details: Details = {}): Person {
  const names = fullName.toLowerCase().normalize('NFD').replace(/[^a-z ]/g, '').split(' ');
  return {
    kind: 'person',
    fullName,
    called: fullName.split(' ')[0] ?? fullName,
    pronouns: '',
    age: 34,
    language: 'English',
    needsInterpreter: false,
    accessNeeds: '',
    ownWord: '',
    phone: `07700 900${String(line).padStart(3, '0')}`,
    email: `${names.join('.')}@example.org`,
    address: '',
    ways: ['call', 'text'],
    hours: null,
    times: '',
    mayLeaveVoicemail: false,
    codeword: '',
    ifSomeoneElseAnswers: '',
    guardian: null,
    ...details,
  };
}

/** A made-up organisation, on a drama number of no town. */
export function organisation(fullName: string, contactRole: string, line: number): Organisation {
  const phone = `01632 960${String(line).padStart(3, '0')}`;
  return { kind: 'organisation', fullName, called: fullName, contactRole, phone };
}
