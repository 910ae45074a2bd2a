import { flagsThatStand } from '#journey/safety-flags/facts.ts';
import { referralsOfCase } from '#journey/referral/facts.ts';
import { sql, type Db, type Query } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { signsOf, type ComplexSign } from '#vocabulary/complexity.ts';
import type { CaseId, ReferralId } from '#vocabulary/ids.ts';
import { newestOf, type Answer } from './rules.ts';

/** Everything that was answered about a referral or a case, the newest first. */
export async function answersOf(
  db: Db,
  of: { readonly referralId: ReferralId } | { readonly caseId: CaseId },
): Promise<readonly Answer[]> {
  const whose = 'caseId' in of ? sql`case_id = ${of.caseId}` : sql`referral_id = ${of.referralId}`;
  return db.rows(sql<Answer>`
    select question, answer, words, answered_by as "answeredBy", answered_at as "answeredAt"
      from app.eligibility_answers where ${whose} order by seq desc limit 500`);
}

/** How complex a referral is by its flags and by what was answered of it. (CAS-7) */
export async function signsOfReferral(hand: Hand, referralId: ReferralId): Promise<readonly ComplexSign[]> {
  return signsOf(await flagsThatStand(hand, [referralId]), newestOf(await answersOf(hand, { referralId })));
}

/** How complex the case that the hand holds is by the flags of its referrals and by what was answered in it. (CAS-7) */
export async function signsThatStand(hand: Hand): Promise<readonly ComplexSign[]> {
  const caseId = hand.caseId as CaseId;
  const flags = await flagsThatStand(hand, await referralsOfCase(hand, caseId));
  return signsOf(flags, newestOf(await answersOf(hand, { caseId })));
}

/** In which of these referrals and cases somebody has said no to restorative practice, as whoever asks. */
export async function saidNoIn(db: Db, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const rows = await db.rows(sql<{ id: string }>`
    select coalesce(case_id, referral_id) as id from (
      select distinct on (a.case_id, a.referral_id) a.case_id, a.referral_id, a.answer from app.eligibility_answers a
       where a.question = 'said-no' and (a.case_id = any(${ids}::uuid[]) or a.referral_id = any(${ids}::uuid[]))
       order by a.case_id, a.referral_id, a.seq desc) newest
     where newest.answer = 'yes'`);
  return rows.map(({ id }) => id);
}

/** Where each question stands in the case `c` of a neighbour's query. */
export const eligibilityOfC: Query<unknown> = sql`coalesce((select json_agg(json_build_object('question', e.question, 'answer', e.answer))
  from (select distinct on (a.question) a.question, a.answer from app.eligibility_answers a
         where a.service_id = c.service_id and a.case_id = c.id order by a.question, a.seq desc) e), '[]')`;
