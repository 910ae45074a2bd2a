import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import { ofHeldCase, ofReferral } from '#vocabulary/key-owners.ts';
import type { Answer } from './rules.ts';

/** Adds answers about a referral, or where none is named about the case that is held, in their order. */
export async function addAnswers(hand: Hand, referralId: ReferralId | null, answers: readonly Answer[]): Promise<void> {
  if (answers.length === 0) return;
  const owner = referralId === null ? ofHeldCase(hand) : ofReferral(referralId);
  await hand.run(sql`
    insert into app.eligibility_answers (service_id, referral_id, case_id, question, answer, words, answered_by, answered_at)
    select ${hand.serviceId}::uuid, ${referralId}::uuid, ${referralId === null ? hand.caseId : null}::uuid, a.question, a.answer, a.words, a.by, a.at
      from unnest(${answers.map((each) => each.question)}::text[], ${answers.map((each) => each.answer)}::text[],
                  ${answers.map((each) => sealed(owner, each.words))}::text[], ${answers.map((each) => each.answeredBy)}::uuid[],
                  ${answers.map((each) => each.answeredAt)}::timestamptz[]) as a (question, answer, words, by, at)`);
}
