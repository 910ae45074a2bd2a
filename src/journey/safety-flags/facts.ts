import { sql, type Db } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
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

/** Which flags stand on these referrals. */
export async function flagsThatStand(hand: Hand, ids: readonly ReferralId[]): Promise<readonly SafetyFlagKind[]> {
  if (ids.length === 0) return [];
  const rows = await hand.rows(sql<{ kind: SafetyFlagKind }>`
    select distinct kind from app.safety_flags
     where service_id = ${hand.serviceId} and referral_id = any(${ids}::uuid[]) and lowered_at is null`);
  return rows.map(({ kind }) => kind);
}
