import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Asker, Knowing, Relation } from '#vocabulary/asking.ts';
import type { IncidentKind, Part } from '#vocabulary/parts.ts';
import type { SafeContact } from '#vocabulary/safe-contact.ts';

/** What somebody has told us so far, a topic at a time. It lives in a draft for a day, never in a session. */
export interface Answers {
  /** The part somebody says was theirs, or that they ask for another person. */
  readonly who?: { readonly part: Part | 'another' };
  /** Who asks on another's behalf; `reply` is how it is safe to reach them, `about` what they ask for. */
  readonly asker?: { readonly fullName: string; readonly relation: Relation };
  readonly reply?: SafeContact;
  readonly about?: { readonly part: Part; readonly knowing: Knowing };
  readonly name?: {
    readonly fullName: string;
    readonly called: string;
    readonly isUnder18: boolean;
    readonly guardianName: string;
  };
  readonly contact?: SafeContact;
  readonly happened?: { readonly kind: IncidentKind; readonly words: string };
  readonly place?: {
    readonly when: string;
    readonly where: string;
    readonly district: string;
    /** Null when it cannot be told. */
    readonly inArea: boolean | null;
  };
  /** Only asked outside the area: whether to go on all the same. */
  readonly area?: { readonly goOn: true };
  readonly others?: { readonly words: string };
  readonly hopes?: {
    readonly words: string;
    readonly language: string;
    readonly needsInterpreter: boolean;
    readonly accessNeeds: string;
  };
}

export type Question = keyof Answers;

/** The questions in their order. How to reach somebody safely comes before everything they tell us. (ASK-1) */
export const questions: readonly Question[] = [
  'who',
  'asker',
  'reply',
  'about',
  'name',
  'contact',
  'happened',
  'place',
  'area',
  'others',
  'hopes',
];

/** Whether a question comes up at all with these answers. */
export function isAsked(question: Question, answers: Answers): boolean {
  const forAnother = answers.who?.part === 'another';
  if (question === 'asker' || question === 'reply' || question === 'about') return forAnother;
  if (question === 'contact') return !forAnother || answers.about?.knowing === 'agreed';
  return question !== 'area' || answers.place?.inArea === false;
}

/** The answers of a draft as they are kept, which is as one text. */
export function answersIn(written: string): Answers {
  return written === '' ? {} : (JSON.parse(written) as Answers);
}

/** Answers as the one text that is kept. */
export function asWritten(answers: Answers): string {
  return JSON.stringify(answers);
}

/** The answers with one more, or with one that was changed. */
export function withAnswer<Asked extends Question>(
  { area, ...others }: Answers,
  question: Asked,
  answer: NonNullable<Answers[Asked]>,
): Answers {
  // Another place is asked about anew: whether to go on outside the area was answered for the old one.
  const before = question === 'place' || area === undefined ? others : { ...others, area };
  return { ...before, [question]: answer };
}

/** The first question not answered yet, or `check` when all are. */
export function nextQuestion(answers: Answers): Question | 'check' {
  return questions.find((question) => isAsked(question, answers) && answers[question] === undefined) ?? 'check';
}

/** The question before one of them, for the way back; none before the first. */
export function questionBefore(question: Question | 'check', answers: Answers): Question | undefined {
  const asked = questions.filter((each) => isAsked(each, answers));
  return question === 'check' ? asked.at(-1) : asked[asked.indexOf(question) - 1];
}

/** Where a question stands among the ones that come up with these answers; the area is a page on the way. */
export function stepOf(question: Question, answers: Answers): { readonly step: number; readonly of: number } {
  const counted = questions.filter((each) => each !== 'area' && isAsked(each, answers));
  return { step: counted.indexOf(question) + 1, of: counted.length };
}

/** Answers with everything that sending needs. */
export type WholeAnswers = Required<Omit<Answers, 'area' | 'who' | 'asker' | 'reply' | 'about'>> & {
  readonly part: Part;
  /** Set when somebody asked on another's behalf. */
  readonly asker: Asker | undefined;
};

/** The part of the person that the answers are about, as far as it was said. */
export function partIn({ who, about }: Answers): Part | undefined {
  return who?.part === 'another' ? about?.part : who?.part;
}

/** Who asks, when it is on another's behalf and all of it was said. */
export function askerIn({ who, asker, reply, about }: Answers): Asker | undefined {
  if (who?.part !== 'another' || !asker || !reply || !about) return undefined;
  return { ...asker, knowing: about.knowing, contact: reply };
}

/** Nobody may be reached in any way: what holds until somebody said what is safe. (ASK-4) */
const noWay: SafeContact = {
  ...{ ways: ['none'], phone: '', email: '', address: '', fromHour: null, untilHour: null, times: '' },
  ...{ mayLeaveVoicemail: false, ifSomeoneElseAnswers: '', codeword: '' },
};

/** A referral is sent when every question was answered; leaving a box empty is an answer, skipping a page is not. (ASK-1) */
export function whole(answers: Answers): Decision<WholeAnswers, 'not-finished'> {
  const { name, happened, place, others, hopes } = answers;
  const part = partIn(answers);
  // An answer to a question that no longer comes up is not used: a number was given while they were said to agree.
  const contact = isAsked('contact', answers) ? answers.contact : noWay;
  if (nextQuestion(answers) !== 'check') return refuse('not-finished');
  if (!part || !name || !contact || !happened || !place || !others || !hopes) return refuse('not-finished');
  return allow({ part, asker: askerIn(answers), name, contact, happened, place, others, hopes });
}
