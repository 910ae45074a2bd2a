import { refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import {
  eligibilityQuestions,
  onlyTheHarmedBegin,
  standsInTheWay,
  type EligibilityAnswer,
  type EligibilityQuestion,
  type EligibilityStand,
} from '#vocabulary/eligibility.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { CaseKind, Part } from '#vocabulary/parts.ts';

/** All that is asked, in order. */
export const questions = Object.keys(eligibilityQuestions) as readonly EligibilityQuestion[];

/** One answer that somebody gave. */
export interface Answer extends EligibilityStand {
  /** What it rests on; with `allowed`, why it goes on. */
  readonly words: string;
  readonly answeredBy: StaffId;
  readonly answeredAt: Date;
}

/** The newest answer to each question, from all there are, the newest first. */
export function newestOf<Each extends EligibilityStand>(answers: readonly Each[]): readonly Each[] {
  return questions.flatMap((question) => answers.find((each) => each.question === question) ?? []);
}

/** Whether a referral or a case is eligible: not, while something stops it; not yet, while something is in the way or was not asked. */
export interface Eligibility {
  readonly is: 'eligible' | 'not-yet' | 'not';
  readonly inTheWay: readonly EligibilityStand[];
  readonly unasked: readonly EligibilityQuestion[];
}

/** Weighs what was answered. What was never asked keeps nobody from starting, but it is not called eligible either. (ELG-1) */
export function weigh(stands: readonly EligibilityStand[], kind: CaseKind | null): Eligibility {
  const inTheWay = standsInTheWay(stands, kind, null);
  const unasked = questions.filter((question) => !stands.some((each) => each.question === question));
  if (stops(stands, kind).length > 0) return { is: 'not', inTheWay, unasked };
  return { is: inTheWay.length > 0 || unasked.length > 0 ? 'not-yet' : 'eligible', inTheWay, unasked };
}

function stops(stands: readonly EligibilityStand[], kind: CaseKind | null): readonly EligibilityStand[] {
  return standsInTheWay(stands, kind, null).filter(
    ({ question, answer }) => answer === 'yes' && eligibilityQuestions[question].strength === 'stop',
  );
}

export type CannotTakeOn = 'something-stops-it' | 'only-the-harmed-begin';

/**
 * A referral that something stops becomes no case (ELG-4), nor does one about abuse at home or sexual harm that began with whoever is
 * responsible (ELG-8).
 */
export function takeOn(
  stands: readonly EligibilityStand[],
  kind: CaseKind,
  begunBy: Part,
): Decision<CaseKind, CannotTakeOn> {
  const reasons: CannotTakeOn[] = [];
  if (stops(stands, kind).length > 0) reasons.push('something-stops-it');
  const isTheirsToBegin = stands.some(
    ({ question, answer: said }) => onlyTheHarmedBegin.includes(question) && (said === 'yes' || said === 'allowed'),
  );
  if (begunBy === 'responsible' && isTheirsToBegin) reasons.push('only-the-harmed-begin');
  return refuseAny(reasons, kind);
}

export type CannotAnswer =
  | 'case-is-closed'
  | 'referral-is-decided'
  | 'evidence-is-missing'
  | 'nothing-to-allow'
  | 'never-allowed'
  | 'only-a-supervisor-allows'
  | 'allowed-by-who-answered'
  | 'only-the-harmed-begin';

export interface Answering {
  readonly question: EligibilityQuestion;
  readonly answer: EligibilityAnswer;
  readonly words: string;
}

export interface Answerer {
  readonly staffId: StaffId;
  readonly isSupervisor: boolean;
}

/**
 * An answer is added, never changed. What stood in the way is lifted with what that rests on (ELG-2); a supervisor who did not
 * answer may let it go on with a reason where the question allows that at all (ELG-3), and where it did not begin with whoever is
 * responsible alone, for what only the person harmed begins (ELG-8). `begunBy` is undefined where a case came without a referral.
 */
export function answer(
  said: Answering,
  before: Pick<Answer, 'answer' | 'answeredBy'> | undefined,
  by: Answerer,
  begunBy: Part | undefined,
): Decision<Answering, CannotAnswer> {
  const reasons: CannotAnswer[] = [];
  const isLifted = said.answer === 'no' || said.answer === 'allowed';
  const stood = before?.answer === 'yes' || before?.answer === 'allowed';
  if (isLifted && stood && said.words === '') reasons.push('evidence-is-missing');
  if (said.answer === 'allowed') {
    if (before?.answer !== 'yes') reasons.push('nothing-to-allow');
    if (eligibilityQuestions[said.question].strength !== 'supervisor') reasons.push('never-allowed');
    if (!by.isSupervisor) reasons.push('only-a-supervisor-allows');
    if (before?.answeredBy === by.staffId) reasons.push('allowed-by-who-answered');
    if (begunBy === 'responsible' && onlyTheHarmedBegin.includes(said.question)) reasons.push('only-the-harmed-begin');
  }
  return refuseAny(reasons, said);
}

/**
 * What an agency's word about who agrees changes: its no stands in the way, and its yes lifts that again where the agency itself had said
 * it. What somebody of the service found out is theirs to lift. (AGY-7)
 */
export function sayNo(
  stood: Pick<Answer, 'answer' | 'answeredBy'> | undefined,
  { saysNo, words, theirs }: { readonly saysNo: boolean; readonly words: string; readonly theirs: readonly StaffId[] },
): Answering | undefined {
  const stands = stood?.answer === 'yes';
  if (saysNo) return stands ? undefined : { question: 'said-no', answer: 'yes', words: `The agency: ${words}` };
  if (!stands || !theirs.includes(stood.answeredBy)) return undefined;
  return { question: 'said-no', answer: 'no', words: `The agency: ${words}` };
}

/**
 * What a second referral adds to a case it is linked to: what stands in its way stands in the way of the case too, even where it
 * was lifted there; what it does not know, only where the case does not know either. (ELG-6)
 */
export function addsToCase<Each extends EligibilityStand>(
  ofReferral: readonly Each[],
  ofCase: readonly EligibilityStand[],
): readonly Each[] {
  return ofReferral.filter(({ question, answer: said }) => {
    const there = ofCase.find((each) => each.question === question)?.answer;
    return said === 'yes' ? there !== 'yes' : said === 'not-known' && there === undefined;
  });
}

/** A refusal in plain words for staff. */
export function explain(reason: CannotAnswer | CannotTakeOn): string {
  switch (reason) {
    case 'case-is-closed':
      return 'The case is closed. Open it again first';
    case 'referral-is-decided':
      return 'This referral has been decided already';
    case 'evidence-is-missing':
      return 'Write what that rests on: who said so, when, and where it can be found';
    case 'nothing-to-allow':
      return 'This does not stand in the way now';
    case 'never-allowed':
      return 'Nobody can allow this: it has to be over';
    case 'only-a-supervisor-allows':
      return 'Only a supervisor can allow this';
    case 'allowed-by-who-answered':
      return 'Somebody other than whoever answered has to allow it';
    case 'only-the-harmed-begin':
      return 'This cannot begin with whoever is responsible. It can go on once the person harmed is referred to us or asks, and that referral is linked';
    case 'something-stops-it':
      return 'Something stops it for now. See “Is it eligible?”';
    default:
      return unreachable(reason);
  }
}
