import { closeCase, putCaseOnHold, reopenCase, takeCaseOffHold } from '#journey/closure/actions.ts';
import type { ClosureReason } from '#journey/closure/rules.ts';
import { giveFeedback, letFollowUpGo, recordCheck } from '#journey/follow-up/actions.ts';
import { followUpsOf } from '#journey/follow-up/facts.ts';
import type { Feedback } from '#journey/follow-up/rules.ts';
import { allow } from '#platform/decision.ts';
import { plusMonths } from '#vocabulary/dates.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import type { Afterwards } from './life.ts';
import type { Step } from './story.ts';

/** What staff write down when they ask somebody how they are, by occasion; anything else is an everyday note. */
export function afterwards(called: string, notes: Afterwards): Step {
  return async (life) => void life.afterwards.set(called, notes);
}

/** Somebody says on their own page how it was. */
export function surveys(
  called: string,
  satisfied: Feedback['satisfied'],
  wouldRecommend: Feedback['wouldRecommend'],
  words = '',
  mayQuote = false,
): Step {
  return async (life) => {
    const who = { participantId: life.id(called), answeredAs: 'self' } as const;
    const said = { satisfied, wouldRecommend, words, mayQuote };
    await life.asParticipant(called, (hand) => giveFeedback(hand, who, said));
  };
}

/** A year after a day of the story: did somebody come to notice again? */
export function looksAtReoffending(called: string, fromDay: number, source: string, reoffences: number): Step {
  return async (life) => {
    const fromOn = life.day(fromDay);
    if (plusMonths(fromOn, 12) > life.today) throw new Error(`${life.story.key}: the year is not over`);
    const looked = { fromOn, months: 12, checkedOn: life.today, source, reoffences } as const;
    await life.asStaff('amara', (hand) => recordCheck(hand, life.id(called), looked));
  };
}

/** What is still to be asked of somebody is let go, for a reason. */
export function letsFollowUpsGo(called: string, because: string): Step {
  return async (life) => {
    const all = await life.byLead(async (hand) => allow(await followUpsOf(hand, hand.caseId as CaseId)));
    const open = all.filter((each) => each.participantId === life.id(called) && isOpen(each));
    for (const { id } of open) await life.byLead((hand) => letFollowUpGo(hand, id, because));
  };
}

function isOpen(followUp: { readonly doneOn: unknown; readonly letGoBecause: string }): boolean {
  return followUp.doneOn === null && followUp.letGoBecause === '';
}

export function closes(reason: ClosureReason, note: string, openFollowUpsBecause = ''): Step {
  return async (life) => {
    const closing = { reason, note, openFollowUpsBecause, on: life.today };
    await life.byLead((hand) => closeCase(hand, closing));
  };
}

export function reopens(because: string): Step {
  return async (life) => {
    await life.byLead((hand) => reopenCase(hand, because));
  };
}

/** The case waits until a day of the story, with a reason. */
export function waits(reason: string, reviewDay: number): Step {
  return async (life) => {
    await life.byLead((hand) => putCaseOnHold(hand, { reason, reviewOn: life.day(reviewDay) }));
  };
}

export function goesOn(): Step {
  return async (life) => {
    await life.byLead((hand) => takeCaseOffHold(hand));
  };
}
