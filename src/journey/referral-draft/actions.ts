import { randomBytes } from 'node:crypto';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import { hashOf } from '#platform/token.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { draftOf, heldDraft } from './facts.ts';
import { codeIn, draftDays, isAPersons, newCode, type CannotTakeUp, type TakenForProgram } from './rules.ts';
import * as drafts from './store.ts';

/** Changes what a visitor wrote so far, and begins their draft where there is none. */
export async function writeDraft(
  hand: Hand,
  visitor: string,
  change: (written: string) => string,
): Promise<Decision<string, 'sent-already'>> {
  await drafts.removeExpiredDrafts(hand);
  const until = inDays(draftDays.begun, hand.at);
  const written = await drafts.writeInto(hand, { visitor, until }, change);
  return written === undefined ? refuse('sent-already') : allow(written);
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

function inDays(days: number, from: Date): Date {
  return new Date(from.getTime() + days * 24 * 3600 * 1000);
}

/** Puts a draft away for a week under a code that only whoever wrote it is shown; their device no longer has it. (ASK-5) */
export async function keepForLater(
  hand: Hand,
  visitor: string,
): Promise<Decision<{ readonly code: string; readonly until: Date }, 'nothing-written'>> {
  const draft = await draftOf(hand, visitor, hand.at);
  if (!draft || draft.isSent) return refuse('nothing-written');
  const code = newCode(randomBytes(20));
  const until = inDays(draftDays.underCode, hand.at);
  await drafts.moveDraft(hand, { from: visitor, to: hashOf(code), until });
  return allow({ code, until });
}

/** Brings a draft that was put away to the device of whoever has its code, which works once. (ASK-5) */
export async function takeUp(hand: Hand, visitor: string, typed: string): Promise<Decision<'here', CannotTakeUp>> {
  const [kept, here] = [hashOf(codeIn(typed)), await draftOf(hand, visitor, hand.at)];
  // Held before deciding: of two devices with one code, the second finds that it was used.
  if (!(await heldDraft(hand, kept))) return refuse('no-such-code');
  if (here && !here.isSent) return refuse('another-is-begun');
  await drafts.removeDraft(hand, visitor);
  await drafts.moveDraft(hand, { from: kept, to: visitor, until: inDays(draftDays.begun, hand.at) });
  return allow('here');
}

/** Sends what a person wrote, in the way that is handed in; what a program filled in is not taken. (ASK-6) */
export async function sendByPerson<Sent, Refusal extends string>(
  hand: Hand,
  { visitor, hiddenBox }: { readonly visitor: string; readonly hiddenBox: string },
  send: (hand: Hand, visitor: string) => Promise<Decision<Sent, Refusal>>,
): Promise<Decision<Sent, Refusal | TakenForProgram>> {
  const draft = await draftOf(hand, visitor, hand.at);
  const person = isAPersons({ hiddenBox, begunAt: draft?.begunAt ?? hand.at }, hand.at);
  // Whoever presses again after it was sent sees their reference.
  return person.ok || draft?.isSent ? send(hand, visitor) : person;
}
