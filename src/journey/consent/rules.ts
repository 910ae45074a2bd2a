import { refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { Answer, Purpose, Stand, Subject } from '#vocabulary/consent.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CompanionId, ParticipantId } from '#vocabulary/ids.ts';
import type { Mode } from '#vocabulary/modes.ts';

/** One line of the ledger: who said what about what, when. Lines are added, never changed. */
export interface Statement extends Stand {
  readonly saidOn: PlainDate;
  readonly recordedAt: Date;
}

/** What somebody wants to say, before the ledger takes it. */
export interface Saying extends Subject {
  readonly participantId: ParticipantId;
  readonly guardianId: CompanionId | null;
  readonly answer: Answer;
  readonly askAfter: PlainDate | null;
  readonly saidOn: PlainDate;
}

export type CannotSay =
  | 'pick-a-day-to-ask-again'
  | 'day-to-ask-again-has-passed'
  | 'nothing-to-withdraw'
  | 'said-in-the-future'
  | 'towards-themselves'
  | 'question-is-not-whole';

/** Whether two statements are about the same thing, said by the same mouth. */
function sameSubject(a: Omit<Stand, 'answer' | 'askAfter'>, b: Omit<Stand, 'answer' | 'askAfter'>): boolean {
  return (
    a.participantId === b.participantId &&
    a.guardianId === b.guardianId &&
    a.purpose === b.purpose &&
    a.mode === b.mode &&
    a.towardId === b.towardId &&
    a.itemId === b.itemId
  );
}

/** Where somebody stands on exactly this subject, from a ledger in the order it was recorded. */
export function lastAnswer(ledger: readonly Stand[], about: Omit<Stand, 'answer' | 'askAfter'>): Answer | undefined {
  return ledger.findLast((stand) => sameSubject(stand, about))?.answer;
}

/** The ledger as it stood at a moment: the last statement on each subject recorded by then. (CON-6) */
export function standingAt(ledger: readonly Statement[], moment: Date): readonly Statement[] {
  const known = ledger.filter((statement) => statement.recordedAt <= moment);
  return known.filter((statement, at) => !known.slice(at + 1).some((later) => sameSubject(statement, later)));
}

const itemPurposes: readonly Purpose[] = ['share-item', 'attend', 'agreement-terms', 'move'];

/** A mode is asked mode by mode, an item item by item; nothing is agreed to in general. (CON-1) */
function isWhole(subject: Subject): boolean {
  return (
    (subject.purpose === 'mode') === (subject.mode !== null) &&
    itemPurposes.includes(subject.purpose) === (subject.itemId !== null)
  );
}

/**
 * Takes a statement into the ledger. "Not now" needs a day to ask again (CON-2), only what was given can be withdrawn
 * (CON-3), nothing is said in the future (CON-4), and a no after a yes is a withdrawal (H2).
 */
export function say(ledger: readonly Stand[], saying: Saying, today: PlainDate): Decision<Saying, CannotSay> {
  const before = lastAnswer(ledger, saying);
  const answer = saying.answer === 'declined' && before === 'given' ? 'withdrawn' : saying.answer;
  const reasons: CannotSay[] = [];
  if (!isWhole(saying)) reasons.push('question-is-not-whole');
  if (saying.towardId === saying.participantId) reasons.push('towards-themselves');
  if (saying.saidOn > today) reasons.push('said-in-the-future');
  if (answer === 'withdrawn' && before !== 'given') reasons.push('nothing-to-withdraw');
  if (answer === 'not-now' && saying.askAfter === null) reasons.push('pick-a-day-to-ask-again');
  if (answer === 'not-now' && saying.askAfter !== null && saying.askAfter <= today) {
    reasons.push('day-to-ask-again-has-passed');
  }
  return refuseAny(reasons, { ...saying, answer, askAfter: answer === 'not-now' ? saying.askAfter : null });
}

/** Whether a statement takes back a yes, and so stops what that yes allowed, in the same transaction. (H2) */
export function takesBack(ledger: readonly Stand[], saying: Saying): boolean {
  return saying.answer !== 'given' && lastAnswer(ledger, saying) === 'given';
}

/** The refusal in plain words, for whoever is speaking. */
export function explain(reason: CannotSay): string {
  switch (reason) {
    case 'pick-a-day-to-ask-again':
      return 'Tell us the day we can ask again';
    case 'day-to-ask-again-has-passed':
      return 'The day to ask again must be after today';
    case 'nothing-to-withdraw':
      return 'There is no yes to take back here';
    case 'said-in-the-future':
      return 'The day it was said cannot be after today';
    case 'towards-themselves':
      return 'Choose another person';
    case 'question-is-not-whole':
      return 'Choose what the answer is about';
    default:
      return unreachable(reason);
  }
}

const modeWords: Record<Mode, string> = {
  letter: 'a letter',
  shuttle: 'messages that your facilitator carries',
  video: 'a video meeting',
  meeting: 'meeting in person',
};

/** The question as the person is asked it. Stored with the answer, word for word (domain 39). */
export function question(subject: Pick<Subject, 'purpose' | 'mode'>): string {
  switch (subject.purpose) {
    case 'be-contacted':
      return 'May we keep in touch with you about this?';
    case 'approach-other':
      return 'May we speak with the other person about what happened?';
    case 'share-item':
      return 'May we pass this on to the other person?';
    case 'share-name':
      return 'May we tell the other person your first name?';
    case 'mode':
      return `Would you like to communicate by ${modeWords[subject.mode ?? 'letter']}?`;
    case 'attend':
      return 'Is it all right with you if this person comes?';
    case 'agreement-terms':
      return 'Do you agree to what is written in the agreement?';
    case 'move':
      return 'May we pass you on to another service?';
    case 'follow-up':
      return 'May we ask you afterwards how it was?';
    default:
      return unreachable(subject.purpose);
  }
}

/** The questions every person is asked, in the order they come up. Questions about one item live with the item. */
export function usualQuestions(parts: { readonly isHarmed: boolean }): readonly Subject[] {
  const of = (purpose: Purpose, mode: Mode | null = null): Subject => ({ purpose, mode, towardId: null, itemId: null });
  return [
    of('be-contacted'),
    ...(parts.isHarmed ? [of('approach-other')] : []),
    of('mode', 'letter'),
    of('mode', 'shuttle'),
    of('mode', 'video'),
    of('mode', 'meeting'),
    of('share-name'),
    of('follow-up'),
  ];
}

/** What somebody answered to a question last, by their own mouth, or nothing yet. */
export function standsAt(ledger: readonly Stand[], participantId: ParticipantId, subject: Subject): Stand | undefined {
  return ledger.findLast((stand) => sameSubject(stand, { ...subject, participantId, guardianId: null }));
}

/** A short name of a question for addresses and forms: `be-contacted`, `mode-letter`. */
export function keyOf(subject: Pick<Subject, 'purpose' | 'mode'>): string {
  return subject.mode === null ? subject.purpose : `mode-${subject.mode}`;
}

/** The usual question a short name stands for, or nothing. */
export function subjectOf(key: string): Subject | undefined {
  return usualQuestions({ isHarmed: true }).find((subject) => keyOf(subject) === key);
}
