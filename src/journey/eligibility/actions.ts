import { holdCase } from '#casefile/cases/facts.ts';
import { begunBy, holdReferral } from '#journey/referral/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { CaseId, ReferralId, StaffId } from '#vocabulary/ids.ts';
import type { CaseKind, Part } from '#vocabulary/parts.ts';
import { answersOf } from './facts.ts';
import {
  addsToCase,
  answer,
  newestOf,
  sayNo,
  takeOn,
  type Answer,
  type Answerer,
  type Answering,
  type CannotAnswer,
  type CannotTakeOn,
} from './rules.ts';
import { addAnswers } from './store.ts';

type Answered = Decision<number, `${Answering['question']} ${CannotAnswer}` | 'not-there'>;

/** Answers questions about a referral that waits. What is as it was is not written again. */
export async function answerForReferral(
  hand: Hand,
  reference: string,
  said: readonly Answering[],
  by: Answerer,
): Promise<Answered> {
  const referral = await holdReferral(hand, reference);
  if (!referral) return refuse('not-there');
  const rests = referral.status !== 'received' && referral.status !== 'acknowledged';
  return answerAll(hand, {
    said,
    by,
    referralId: referral.id,
    begunBy: referral.part,
    rests: rests ? 'referral-is-decided' : undefined,
  });
}

/** Answers questions about the case that is held. */
export async function answerForCase(hand: Hand, said: readonly Answering[], by: Answerer): Promise<Answered> {
  const { status } = await holdCase(hand);
  const began = await begunBy(hand, hand.caseId as CaseId);
  return answerAll(hand, {
    said,
    by,
    referralId: null,
    begunBy: began,
    rests: status === 'closed' ? 'case-is-closed' : undefined,
  });
}

async function answerAll(
  hand: Hand,
  asked: {
    readonly said: readonly Answering[];
    readonly by: Answerer;
    readonly referralId: ReferralId | null;
    readonly begunBy: Part | undefined;
    readonly rests: CannotAnswer | undefined;
  },
): Promise<Answered> {
  const { said, by, referralId, rests } = asked;
  const of = referralId === null ? { caseId: hand.caseId as CaseId } : { referralId };
  const before = newestOf(await answersOf(hand, of));
  const refusals: `${Answering['question']} ${CannotAnswer}`[] = [];
  const added: Answer[] = [];
  for (const each of said) {
    const was = before.find(({ question }) => question === each.question);
    if (was?.answer === each.answer && (each.words === '' || each.words === was.words)) continue;
    const decision = rests === undefined ? answer(each, was, by, asked.begunBy) : refuse(rests);
    if (decision.ok) added.push({ ...each, answeredBy: by.staffId, answeredAt: hand.at });
    else refusals.push(...decision.because.map((reason) => `${each.question} ${reason}` as const));
  }
  const [first, ...others] = refusals;
  if (first) return refuse(first, ...others);
  await addAnswers(hand, referralId, added);
  for (const { question, answer: given } of added)
    await hand.announce({ name: 'eligibility.answered', question, answer: given, referralId });
  return allow(added.length);
}

/** Whether a referral may become a case of a kind: not while something stops it, or it is not theirs to begin. (ELG-4, ELG-8) */
export async function mayTakeOn(
  hand: Hand,
  reference: string,
  kind: CaseKind,
): Promise<Decision<CaseKind, CannotTakeOn | 'not-there'>> {
  const referral = await holdReferral(hand, reference);
  if (!referral) return refuse('not-there');
  return takeOn(newestOf(await answersOf(hand, { referralId: referral.id })), kind, referral.part);
}

/**
 * An agency says that whoever it referred does not agree any more, or does again: nobody goes on before that is cleared. It takes back what it
 * said itself, never what somebody of the service wrote down. False where nothing is to be written. (AGY-7, ELG-4, ELG-7)
 */
export async function agencySaysNo(
  hand: Hand,
  referralId: ReferralId,
  said: { readonly saysNo: boolean; readonly words: string; readonly theirs: readonly StaffId[] },
): Promise<boolean> {
  const isOfCase = hand.caseId !== '';
  if (isOfCase && (await holdCase(hand)).status === 'closed') return false;
  const of = isOfCase ? { caseId: hand.caseId as CaseId } : { referralId };
  const stood = newestOf(await answersOf(hand, of)).find(({ question }) => question === 'said-no');
  const next = sayNo(stood, said);
  if (!next) return false;
  await addAnswers(hand, isOfCase ? null : referralId, [
    { ...next, answeredBy: hand.actor.id as StaffId, answeredAt: hand.at },
  ]);
  const { question, answer: given } = next;
  await hand.announce({
    name: 'eligibility.answered',
    question,
    answer: given,
    referralId: isOfCase ? null : referralId,
  });
  return true;
}

/** What was answered about a referral goes on in the case it became. */
export async function takeAnswersIntoCase(hand: Hand, referralId: ReferralId): Promise<void> {
  await addAnswers(hand, null, (await answersOf(hand, { referralId })).toReversed());
}

/** What stands in the way of a second referral stands in the way of the case it is linked to. (ELG-6) */
export async function addAnswersToCase(hand: Hand, referralId: ReferralId): Promise<void> {
  const there = newestOf(await answersOf(hand, { caseId: hand.caseId as CaseId }));
  await addAnswers(hand, null, addsToCase(newestOf(await answersOf(hand, { referralId })), there));
}
