import { sql, type Db } from '#platform/sql.ts';
import type { CaseId, ReferralId } from '#vocabulary/ids.ts';

export { safeFromNowOn } from './safe-rules.ts';

/** A link of a referral that stands, with the reference of its case, as whoever may read the referral. */
export async function linkOf(
  db: Db,
  referralId: ReferralId,
): Promise<{ readonly caseId: CaseId; readonly linkedAt: Date } | undefined> {
  return db.row(sql<{ caseId: CaseId; linkedAt: Date }>`
    select case_id as "caseId", linked_at as "linkedAt" from app.referral_links
     where referral_id = ${referralId} and undone_at is null`);
}

/** The live pair that a referral is the second of, and the referrals that it is the first of. (LIK-10) */
export async function pairsOf(
  db: Db,
  referralId: ReferralId,
): Promise<{ readonly withId: ReferralId | undefined; readonly seconds: readonly ReferralId[] }> {
  const rows = await db.rows(sql<{ referralId: ReferralId; withId: ReferralId }>`
    select referral_id as "referralId", with_id as "withId" from app.referral_pairs
     where undone_at is null and (referral_id = ${referralId} or with_id = ${referralId}) order by said_at, id limit 50`);
  return {
    withId: rows.find((row) => row.referralId === referralId)?.withId,
    seconds: rows.filter((row) => row.withId === referralId).map((row) => row.referralId),
  };
}
