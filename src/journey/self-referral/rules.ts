import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { IncidentKind, Part } from '#vocabulary/parts.ts';
import type { SafeContact } from '#vocabulary/safe-contact.ts';

/** What somebody has told us so far, a topic at a time. It lives in a draft for a day, never in a session. */
export interface Answers {
  readonly who?: { readonly part: Part };
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
  'name',
  'contact',
  'happened',
  'place',
  'area',
  'others',
  'hopes',
];

/** Whether a question comes up at all with these answers. */
function isAsked(question: Question, answers: Answers): boolean {
  return question !== 'area' || answers.place?.inArea === false;
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

/** Where a question stands among the ones that everybody is asked; the area is a page on the way. */
export function stepOf(question: Question): { readonly step: number; readonly of: number } {
  const counted: readonly Question[] = questions.filter((each) => each !== 'area');
  return { step: counted.indexOf(question) + 1, of: counted.length };
}

/** Answers with everything that sending needs. */
export type WholeAnswers = Required<Omit<Answers, 'area'>>;

/** A referral is sent when every question was answered; leaving a box empty is an answer, skipping a page is not. (ASK-1) */
export function whole(answers: Answers): Decision<WholeAnswers, 'not-finished'> {
  const { who, name, contact, happened, place, others, hopes } = answers;
  if (nextQuestion(answers) !== 'check') return refuse('not-finished');
  if (!who || !name || !contact || !happened || !place || !others || !hopes) return refuse('not-finished');
  return allow({ who, name, contact, happened, place, others, hopes });
}
