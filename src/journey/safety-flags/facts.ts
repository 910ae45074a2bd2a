import { sql, type Db } from '#platform/sql.ts';
import type { ReferralId, StaffId } from '#vocabulary/ids.ts';
import type { SafetyFlagKind } from '#vocabulary/safety-flags.ts';

/** A flag of a referral, as staff read it. */
export interface Flag {
  readonly id: string;
  readonly kind: SafetyFlagKind;
  /** Empty where it follows from the referral. */
  readonly words: string;
  /** Who raised it; null where it follows from the referral. */
  readonly raisedBy: StaffId | null;
  readonly raisedAt: Date;
  readonly loweredBy: StaffId | null;
  readonly loweredAt: Date | null;
  readonly loweredBecause: string;
}

/** The flags of a referral, those that stand first, the newest first; the last fifty. */
export async function flagsOfReferral(db: Db, referralId: ReferralId): Promise<readonly Flag[]> {
  return db.rows(sql<Flag>`
    select f.id, f.kind, f.words, f.raised_at as "raisedAt", f.lowered_at as "loweredAt", f.lowered_because as "loweredBecause",
           f.raised_by as "raisedBy", f.lowered_by as "loweredBy"
      from app.safety_flags f where f.referral_id = ${referralId}
     order by f.lowered_at is not null, f.raised_at desc, f.id limit 50`);
}
