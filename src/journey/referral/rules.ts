import { refuse, allow, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { IncidentKind, Part } from '#vocabulary/parts.ts';

/** A way in which somebody may say that it is safe to reach them; `none` is an answer too. */
export type Way = 'call' | 'text' | 'email' | 'post' | 'none';

export interface SafeContact {
  readonly ways: readonly Way[];
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  readonly times: string;
  readonly mayLeaveVoicemail: boolean;
  readonly ifSomeoneElseAnswers: string;
  readonly codeword: string;
}

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

/** The questions in their order. How to reach somebody safely comes before everything they tell us. (REF-1) */
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
  const counted = questions.filter((each) => each !== 'area');
  return { step: counted.indexOf(question) + 1, of: counted.length };
}

/** Answers with everything that sending needs. */
export type WholeAnswers = Required<Omit<Answers, 'area'>>;

/** A referral is sent when every question was answered; leaving a box empty is an answer, skipping a page is not. (REF-1) */
export function whole(answers: Answers): Decision<WholeAnswers, 'not-finished'> {
  const { who, name, contact, happened, place, others, hopes } = answers;
  if (nextQuestion(answers) !== 'check') return refuse('not-finished');
  if (!who || !name || !contact || !happened || !place || !others || !hopes) return refuse('not-finished');
  return allow({ who, name, contact, happened, place, others, hopes });
}

export type CannotReach =
  | 'no-way-chosen'
  | 'none-and-another-way'
  | 'phone-is-missing'
  | 'phone-is-no-number'
  | 'email-is-missing'
  | 'email-is-no-address'
  | 'address-is-missing';

/**
 * What is safe is said by the person, way by way; a way that was chosen needs its number or address (REF-1). What belongs
 * to a way that was not chosen is not kept.
 */
export function sayWhatIsSafe(contact: SafeContact): Decision<SafeContact, CannotReach> {
  const { ways, phone, email, address } = contact;
  const reasons: CannotReach[] = [];
  const byPhone = ways.includes('call') || ways.includes('text');
  if (ways.length === 0) reasons.push('no-way-chosen');
  if (ways.includes('none') && ways.length > 1) reasons.push('none-and-another-way');
  if (byPhone && phone === '') reasons.push('phone-is-missing');
  if (byPhone && phone !== '' && !looksLikePhone(phone)) reasons.push('phone-is-no-number');
  if (ways.includes('email') && email === '') reasons.push('email-is-missing');
  if (ways.includes('email') && email !== '' && !looksLikeEmail(email)) reasons.push('email-is-no-address');
  if (ways.includes('post') && address === '') reasons.push('address-is-missing');
  return refuseAny(reasons, {
    ...contact,
    phone: byPhone ? phone : '',
    email: ways.includes('email') ? email : '',
    address: ways.includes('post') ? address : '',
    mayLeaveVoicemail: ways.includes('call') && contact.mayLeaveVoicemail,
    ifSomeoneElseAnswers: ways.includes('call') ? contact.ifSomeoneElseAnswers : '',
  });
}

/** Whether a text could be a phone number: signs people write numbers with, and 7 to 15 figures. */
export function looksLikePhone(text: string): boolean {
  const figures = text.replace(/[^0-9]/g, '').length;
  return /^[0-9+() .-]+$/.test(text) && figures >= 7 && figures <= 15;
}

function looksLikeEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

/** What is wrong with a way of being reached, in plain words. */
export function explainReach(reason: CannotReach): string {
  switch (reason) {
    case 'no-way-chosen':
      return 'Choose at least one way, or choose “None of these”';
    case 'none-and-another-way':
      return 'Choose “None of these” by itself, or take it away';
    case 'phone-is-missing':
      return 'Write the phone number that is safe';
    case 'phone-is-no-number':
      return 'Write a phone number, like 07700 900 123';
    case 'email-is-missing':
      return 'Write the e-mail address that is safe';
    case 'email-is-no-address':
      return 'Write an e-mail address, like name@example.com';
    case 'address-is-missing':
      return 'Write the postal address that is safe';
    default:
      return unreachable(reason);
  }
}

/** How somebody is called: what they said, or else their first name. */
export function calledBy(fullName: string, called: string): string {
  return called === '' ? (fullName.split(' ')[0] ?? fullName).slice(0, 100) : called;
}
