import { allow, refuse, type Decision } from '#platform/decision.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { Asker } from '#vocabulary/asking.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { askerIn, whole, type Answers, type WholeAnswers } from './rules.ts';

export interface Draft {
  readonly id: string;
  /** Empty once it was sent. */
  readonly answers: Answers;
  readonly isSent: boolean;
}

type DraftRow = Omit<Draft, 'answers'> & { readonly answers: string };

/** The answers of a draft as they are kept, which is as one text. */
export function answersIn(kept: string): Answers {
  return kept === '' ? {} : (JSON.parse(kept) as Answers);
}

function draftIn(row: DraftRow | undefined): Draft | undefined {
  return row && { ...row, answers: answersIn(row.answers) };
}

/** What this visitor has written so far; nobody else's draft is visible to them, and none after its day. (ASK-2) */
export async function draftOf(db: Db, visitor: string, now: Date): Promise<Draft | undefined> {
  if (visitor === '') return undefined;
  return draftIn(
    await db.row(sql<DraftRow>`
      select id, answers, sent_at is not null as "isSent"
        from app.referral_drafts where visitor = ${visitor} and expires_at > ${now}`),
  );
}

/** A draft that can be sent, or that was. */
export interface Sendable {
  readonly draftId: string;
  /** Undefined once it was sent. */
  readonly answers: WholeAnswers | undefined;
}

/** Locks a visitor's draft, so that sending it twice at once is one referral. (ASK-1, ASK-3) */
export async function holdDraft(
  hand: Hand,
  visitor: string,
): Promise<Decision<Sendable, 'nothing-written' | 'not-finished'>> {
  const draft = draftIn(
    await hand.row(sql<DraftRow>`
      select id, answers, sent_at is not null as "isSent" from app.referral_drafts
       where service_id = ${hand.serviceId} and visitor = ${visitor} and expires_at > ${hand.at} for update`),
  );
  if (!draft) return refuse('nothing-written');
  if (draft.isSent) return allow({ draftId: draft.id, answers: undefined });
  const decision = whole(draft.answers);
  return decision.ok ? allow({ draftId: draft.id, answers: decision.value }) : decision;
}

/** Who asks in a draft that is being sent, when it is on another's behalf. */
export async function askerInDraft(hand: Hand, draftId: string): Promise<Asker | undefined> {
  const found = await hand.row(sql<{ answers: string }>`
    select answers from app.referral_drafts where service_id = ${hand.serviceId} and id = ${draftId}`);
  return found && askerIn(answersIn(found.answers));
}
