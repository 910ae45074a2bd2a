import { sql, type Db } from '#platform/sql.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import type { Kept } from './rules.ts';

export { clocksOn, type Kept } from './rules.ts';

/** What is kept of the clocks of a referral, as whoever asks. */
export async function clocksOfReferral(db: Db, referralId: ReferralId): Promise<Kept | undefined> {
  return db.row(sql<Kept>`
    select received_on as "receivedOn", acknowledge_by as "acknowledgeBy", acknowledged_on as "acknowledgedOn", triage_by as "triageBy",
           triaged_on as "triagedOn", paused_on as "pausedOn", allocate_by as "allocateBy", allocated_on as "allocatedOn",
           contact_by as "contactBy", contacted_on as "contactedOn", stopped_on as "stoppedOn"
      from app.referral_clocks where referral_id = ${referralId}`);
}
