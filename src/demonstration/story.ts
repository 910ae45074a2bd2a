import type { DeclineReason } from '#journey/referral/rules.ts';
import type { Life } from './life.ts';
import type { Arrival, Organisation, Person, Told } from './told.ts';

/** One thing that somebody does, by the action that a page would call. */
export type Step = (life: Life) => Promise<void>;

/** What happens on one day of a story: day 0 is the Monday on which we heard of it. */
export interface Moment {
  readonly day: number;
  readonly steps: readonly Step[];
}

/** The life of one case, from the first word to today. */
export interface Story extends Told {
  readonly days: readonly Moment[];
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
  const names = fullName
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z ]/g, '')
    .split(' ');
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
