import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import { ofReferral } from '#vocabulary/key-owners.ts';
import type { SafetyFlagKind } from '#vocabulary/safety-flags.ts';

/** Adds the flags that follow from a referral. */
export async function addFlags(hand: Hand, referralId: ReferralId, kinds: readonly SafetyFlagKind[]): Promise<void> {
  await hand.run(sql`
    insert into app.safety_flags (service_id, referral_id, kind, words, raised_at)
    select ${hand.serviceId}::uuid, ${referralId}::uuid, kind, '', ${hand.at}::timestamptz from unnest(${kinds}::text[]) as kind`);
}

/** Adds a flag that somebody raises. */
export async function addFlag(
  hand: Hand,
  referralId: ReferralId,
  flag: { readonly kind: SafetyFlagKind; readonly words: string },
): Promise<void> {
  await hand.run(sql`
    insert into app.safety_flags (service_id, referral_id, kind, words, raised_by, raised_at)
    values (${hand.serviceId}, ${referralId}, ${flag.kind}, ${sealed(ofReferral(referralId), flag.words)}, ${hand.actor.id}, ${hand.at})`);
}

/** Lowers a flag that stands; whether it did. */
export async function lowerFlag(
  hand: Hand,
  referralId: ReferralId,
  flag: { readonly id: string; readonly because: string },
): Promise<boolean> {
  const lowered = await hand.run(sql`
    update app.safety_flags
       set lowered_by = ${hand.actor.id}, lowered_at = ${hand.at}, lowered_because = ${sealed(ofReferral(referralId), flag.because)}
     where service_id = ${hand.serviceId} and referral_id = ${referralId} and id = ${flag.id} and lowered_at is null`);
  return lowered === 1;
}
