import { draftOf, heldDraft, writtenIn } from '#journey/referral-draft/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Db } from '#platform/sql.ts';
import type { Asker } from '#vocabulary/asking.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { answersIn, askerIn, whole, type Answers, type WholeAnswers } from './rules.ts';

/** What this visitor answered so far; the answers are empty once they were sent. */
export async function answeredBy(
  db: Db,
  visitor: string,
  now: Date,
): Promise<{ readonly answers: Answers; readonly isSent: boolean } | undefined> {
  const draft = await draftOf(db, visitor, now);
  return draft && { answers: answersIn(draft.written), isSent: draft.isSent };
}

/** A draft that can be sent, or that was. */
export interface Sendable {
  readonly draftId: string;
  /** Undefined once it was sent. */
  readonly answers: WholeAnswers | undefined;
}

/** Locks a visitor's draft, so that sending it twice at once is one referral. (ASK-1) */
export async function holdDraft(
  hand: Hand,
  visitor: string,
): Promise<Decision<Sendable, 'nothing-written' | 'not-finished'>> {
  const draft = await heldDraft(hand, visitor);
  if (!draft) return refuse('nothing-written');
  if (draft.isSent) return allow({ draftId: draft.id, answers: undefined });
  const decision = whole(answersIn(draft.written));
  return decision.ok ? allow({ draftId: draft.id, answers: decision.value }) : decision;
}

/** Who asks in a draft that is being sent, when it is on another's behalf. */
export async function askerInDraft(hand: Hand, draftId: string): Promise<Asker | undefined> {
  const written = await writtenIn(hand, draftId);
  return written === undefined ? undefined : askerIn(answersIn(written));
}
