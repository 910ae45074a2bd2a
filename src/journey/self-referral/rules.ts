import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Asker, Knowing, Relation } from '#vocabulary/asking.ts';
import type { IncidentKind, Part } from '#vocabulary/parts.ts';
import { numberForTexts } from '#vocabulary/phones.ts';
import { sayWhatIsSafe, type SafeContact } from '#vocabulary/safe-contact.ts';

/** What somebody tells us, topic by topic, once every question about it was answered. */
export interface Told {
  /** The part somebody says was theirs, or that they ask for another person. */
  readonly who: { readonly part: Part | 'another' };
  /** Who asks on another's behalf; `reply` is how it is safe to reach them, `about` what they ask for. */
  readonly asker: { readonly fullName: string; readonly relation: Relation; readonly organisation: string };
  readonly reply: SafeContact;
  readonly about: { readonly part: Part; readonly knowing: Knowing };
  readonly name: {
    readonly fullName: string;
    readonly called: string;
    readonly isUnder18: boolean;
    readonly guardianName: string;
  };
  readonly contact: SafeContact;
  readonly happened: { readonly kind: IncidentKind; readonly words: string };
  readonly place: {
    readonly when: string;
    readonly where: string;
    readonly district: string;
    /** Null when it cannot be told. */
    readonly inArea: boolean | null;
  };
  /** Only asked outside the area: whether to go on all the same. */
  readonly area: { readonly goOn: true };
  readonly others: { readonly words: string };
  readonly hopes: {
    readonly words: string;
    readonly language: string;
    readonly needsInterpreter: boolean;
    readonly accessNeeds: string;
  };
}

export type Topic = keyof Told;
/** What somebody has told us so far. It lives in a draft for a day, never in a session. */
export type Answers = { readonly [About in Topic]?: Readonly<Partial<Told[About]>> };

/** The questions in their order, and where each answer is kept. How to reach somebody comes before what they tell us. (ASK-1) */
const kept = {
  who: ['who', 'part'],
  asker: ['asker', 'fullName'],
  relation: ['asker', 'relation'],
  organisation: ['asker', 'organisation'],
  reply: ['reply', 'ways'],
  'reply-details': ['reply', 'phone'],
  'reply-times': ['reply', 'times'],
  'reply-voicemail': ['reply', 'mayLeaveVoicemail'],
  'reply-answered': ['reply', 'ifSomeoneElseAnswers'],
  'reply-word': ['reply', 'codeword'],
  about: ['about', 'part'],
  knowing: ['about', 'knowing'],
  name: ['name', 'fullName'],
  age: ['name', 'isUnder18'],
  guardian: ['name', 'guardianName'],
  contact: ['contact', 'ways'],
  'contact-details': ['contact', 'phone'],
  'contact-times': ['contact', 'times'],
  'contact-voicemail': ['contact', 'mayLeaveVoicemail'],
  'contact-answered': ['contact', 'ifSomeoneElseAnswers'],
  'contact-word': ['contact', 'codeword'],
  kind: ['happened', 'kind'],
  happened: ['happened', 'words'],
  when: ['place', 'when'],
  where: ['place', 'where'],
  postcode: ['place', 'district'],
  area: ['area', 'goOn'],
  others: ['others', 'words'],
  hopes: ['hopes', 'words'],
  language: ['hopes', 'language'],
  interpreter: ['hopes', 'needsInterpreter'],
  access: ['hopes', 'accessNeeds'],
} as const satisfies Readonly<Record<string, readonly [Topic, string]>>;

export type Question = keyof typeof kept;
export const questions = Object.keys(kept) as readonly Question[];

/** What is asked about reaching somebody, after the ways. */
export type Reaching = 'details' | 'times' | 'voicemail' | 'answered' | 'word';

/** Whether a question comes up with these answers; undefined where it cannot be said yet. */
function comesUp(question: Question, answers: Answers): boolean | undefined {
  const { who, asker, about, name, place, hopes } = answers;
  const [topic] = kept[question];
  const isForAnother = who?.part === 'another';
  if (question === 'organisation' && isForAnother)
    return asker?.relation === undefined ? undefined : asker.relation === 'worker';
  if (topic === 'asker' || topic === 'reply' || topic === 'about') {
    return isForAnother && (topic !== 'reply' || comesUpToReach(question, answers.reply));
  }
  if (topic === 'contact') {
    if (isForAnother && about?.knowing !== 'agreed') return about?.knowing === undefined ? undefined : false;
    return comesUpToReach(question, answers.contact);
  }
  if (question === 'guardian') return name?.isUnder18;
  if (question === 'area') return place?.inArea === false;
  if (question === 'interpreter') return hopes?.language === undefined ? undefined : hopes.language !== 'English';
  return true;
}

function comesUpToReach(question: Question, contact: Answers['contact']): boolean | undefined {
  const asked = question.split('-')[1] as Reaching | undefined;
  const ways = contact?.ways;
  if (asked === undefined || ways === undefined) return asked === undefined ? true : undefined;
  if (asked === 'details') return !ways.includes('none');
  if (asked === 'voicemail' || asked === 'answered') return ways.includes('call');
  return ways.includes('call') || ways.includes('text');
}

/** Whether a question comes up at all with these answers. */
export function isAsked(question: Question, answers: Answers): boolean {
  return comesUp(question, answers) === true;
}

function isAnswered(question: Question, answers: Answers): boolean {
  const [topic, field] = kept[question];
  if (field === 'phone') return hasDetails(answers[topic] ?? {});
  return (answers[topic] as Readonly<Record<string, unknown>> | undefined)?.[field] !== undefined;
}

// A way that was ticked later has no number yet, though the question was answered for the others.
function hasDetails({ ways = [], phone = '', email = '', address = '' }: Partial<SafeContact>): boolean {
  const byPhone = ways.includes('call') || ways.includes('text');
  return !(
    (byPhone && phone === '') ||
    (ways.includes('email') && email === '') ||
    (ways.includes('post') && address === '')
  );
}

/** The answers of a draft as they are kept, which is as one text. */
export function answersIn(written: string): Answers {
  return written === '' ? {} : (JSON.parse(written) as Answers);
}

/** Answers as the one text that is kept. */
export function asWritten(answers: Answers): string {
  return JSON.stringify(answers);
}

/** The answers with one more about a topic, or with one that was changed. */
export function withAnswer<About extends Topic>(
  { area, ...others }: Answers,
  topic: About,
  answer: Readonly<Partial<Told[About]>>,
): Answers {
  // Another place is asked about anew: whether to go on outside the area was answered for the old one.
  const before: Answers = 'inArea' in answer || area === undefined ? others : { ...others, area };
  return { ...before, [topic]: { ...before[topic], ...answer } };
}

/** The first question not answered yet, or `check` when all are. */
export function nextQuestion(answers: Answers): Question | 'check' {
  return questions.find((question) => isAsked(question, answers) && !isAnswered(question, answers)) ?? 'check';
}

/** The question before one of them, for the way back; none before the first. */
export function questionBefore(question: Question | 'check', answers: Answers): Question | undefined {
  const asked = questions.filter((each) => isAsked(each, answers));
  return question === 'check' ? asked.at(-1) : asked[asked.indexOf(question) - 1];
}

/**
 * Where a question stands, and how many there are at most: what only comes up by later answers is counted, so that the number never
 * grows on the way. The area is a page on the way.
 */
export function stepOf(question: Question, answers: Answers): { readonly step: number; readonly of: number } {
  const asked = questions.filter((each) => each !== 'area' && isAsked(each, answers));
  const possible = questions.filter((each) => each !== 'area' && comesUp(each, answers) !== false);
  return { step: asked.indexOf(question) + 1, of: possible.length };
}

/** Answers with everything that sending needs. */
export type WholeAnswers = Omit<Told, 'area' | 'who' | 'asker' | 'reply' | 'about'> & {
  readonly part: Part;
  /** Set when somebody asked on another's behalf. */
  readonly asker: Asker | undefined;
};

/** The part of the person that the answers are about, as far as it was said. */
export function partIn({ who, about }: Answers): Part | undefined {
  return who?.part === 'another' ? about?.part : who?.part;
}

/** Who asks, when it is on another's behalf and all of it was said. */
export function askerIn(answers: Answers): Asker | undefined {
  const { who, asker, reply, about } = answers;
  const contact = wholeContact(reply);
  const { fullName, relation, organisation = '' } = asker ?? {};
  if (who?.part !== 'another' || fullName === undefined || !relation || !contact || !about?.knowing) return undefined;
  // Whoever works with somebody asks as that: their name says where, as that of an agency does.
  const named = isAsked('organisation', answers) ? `${fullName}, ${organisation}`.slice(0, 200) : fullName;
  return { fullName: named, relation, knowing: about.knowing, contact };
}

/** Nobody may be reached in any way: what holds until somebody said what is safe. (ASK-4) */
const noWay: SafeContact = {
  ...{ ways: ['none'], phone: '', email: '', address: '', fromHour: null, untilHour: null, times: '' },
  ...{ mayLeaveVoicemail: false, ifSomeoneElseAnswers: '', codeword: '' },
};

/** How somebody is reached by what they said so far; what was not asked is as careful as can be. */
export function contactSoFar(contact: Answers['contact']): SafeContact {
  return { ...noWay, ways: [], ...contact };
}

/** Whoever wants texts gives a number that takes them; a landline is told so while another can still be written. (ASK-7) */
export function takesTexts({ ways, phone }: SafeContact): Decision<true, 'phone-takes-no-texts'> {
  const isNone = ways.includes('text') && phone !== '' && numberForTexts(phone) === undefined;
  return isNone ? refuse('phone-takes-no-texts') : allow(true);
}

function wholeContact(contact: Answers['contact']): SafeContact | undefined {
  const decision = sayWhatIsSafe(contactSoFar(contact));
  return decision.ok ? decision.value : undefined;
}

/** A referral is sent when every question was answered; leaving a box empty is an answer, skipping a page is not. (ASK-1) */
export function whole(answers: Answers): Decision<WholeAnswers, 'not-finished'> {
  const part = partIn(answers);
  // An answer to a question that no longer comes up is not used: a number was given while they were said to agree.
  const contact = isAsked('contact', answers) ? wholeContact(answers.contact) : noWay;
  const name = { fullName: '', called: '', isUnder18: false, ...answers.name };
  const guardianName = name.isUnder18 ? (answers.name?.guardianName ?? '') : '';
  const kind = answers.happened?.kind;
  if (nextQuestion(answers) !== 'check' || !part || !contact || !kind) return refuse('not-finished');
  return allow({
    part,
    asker: askerIn(answers),
    name: { ...name, guardianName },
    contact,
    happened: { words: '', ...answers.happened, kind },
    place: { when: '', where: '', district: '', inArea: null, ...answers.place },
    others: { words: '', ...answers.others },
    hopes: {
      ...{ words: '', language: 'English', accessNeeds: '', ...answers.hopes },
      needsInterpreter: isAsked('interpreter', answers) && answers.hopes?.needsInterpreter === true,
    },
  });
}
