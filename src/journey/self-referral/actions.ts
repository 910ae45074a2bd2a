import { randomBytes } from 'node:crypto';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import { checkArea } from '#service/areas/facts.ts';
import { hashOf } from '#platform/token.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { sayWhatIsSafe, type SafeContact } from '#vocabulary/safe-contact.ts';
import { draftOf } from './facts.ts';
import { codeIn, newCode, nextQuestion, type Answers, type CannotTakeUp, type Question } from './rules.ts';
import * as drafts from './store.ts';

type CannotReach = Extract<ReturnType<typeof sayWhatIsSafe>, { ok: false }>['because'][number];
type Next = Question | 'check';

/** Keeps the answer to one question of a self-referral and says what is asked next. */
export async function answerQuestion<Asked extends Question>(
  hand: Hand,
  visitor: string,
  question: Asked,
  answer: NonNullable<Answers[Asked]>,
): Promise<Decision<Next, 'sent-already'>> {
  await drafts.removeExpiredDrafts(hand);
  const answers = await drafts.saveAnswer(hand, visitor, question, answer);
  return answers ? allow(nextQuestion(answers)) : refuse('sent-already');
}

/** Keeps how it is safe to reach somebody, or whoever asks for them, once it is whole. (ASK-1) */
export async function answerContact(
  hand: Hand,
  visitor: string,
  question: 'contact' | 'reply',
  contact: SafeContact,
): Promise<Decision<Next, CannotReach | 'sent-already'>> {
  const decision = sayWhatIsSafe(contact);
  return decision.ok ? answerQuestion(hand, visitor, question, decision.value) : decision;
}

/** Keeps roughly when and where it happened; of a postcode only the district, and whether we work there. */
export async function answerPlace(
  hand: Hand,
  visitor: string,
  place: { readonly when: string; readonly where: string; readonly postcode: string },
): Promise<Decision<Next, 'not-a-postcode' | 'sent-already'>> {
  const area = await checkArea(hand, place.postcode);
  if (area === 'not-a-postcode') return refuse('not-a-postcode');
  return answerQuestion(hand, visitor, 'place', { when: place.when, where: place.where, ...area });
}

/** Empties a draft once it became a referral. (ASK-3) */
export async function putAwayDraft(hand: Hand, draftId: string): Promise<void> {
  await drafts.markSent(hand, draftId);
}

/** Forgets what a visitor wrote, or the reference that they have seen. What was sent stays with us. */
export async function forgetDraft(hand: Hand, visitor: string): Promise<Decision<'forgotten', never>> {
  await drafts.removeExpiredDrafts(hand);
  await drafts.removeDraft(hand, visitor);
  return allow('forgotten');
}

const [day, week] = [24 * 3600 * 1000, 7 * 24 * 3600 * 1000];

/** Puts a draft away for a week under a code that only whoever wrote it is shown; their device no longer has it. (ASK-5) */
export async function keepForLater(
  hand: Hand,
  visitor: string,
): Promise<Decision<{ readonly code: string; readonly until: Date }, 'nothing-written'>> {
  const draft = await draftOf(hand, visitor, hand.at);
  if (!draft || draft.isSent) return refuse('nothing-written');
  const code = newCode(randomBytes(20));
  const until = new Date(hand.at.getTime() + week);
  await drafts.moveDraft(hand, { from: visitor, to: hashOf(code), until });
  return allow({ code, until });
}

/** Brings a draft that was put away to the device of whoever has its code, which works once. (ASK-5) */
export async function takeUp(hand: Hand, visitor: string, typed: string): Promise<Decision<'here', CannotTakeUp>> {
  const [kept, here] = [hashOf(codeIn(typed)), await draftOf(hand, visitor, hand.at)];
  if (!(await draftOf(hand, kept, hand.at))) return refuse('no-such-code');
  if (here && !here.isSent) return refuse('another-is-begun');
  await drafts.removeDraft(hand, visitor);
  await drafts.moveDraft(hand, { from: kept, to: visitor, until: new Date(hand.at.getTime() + day) });
  return allow('here');
}
