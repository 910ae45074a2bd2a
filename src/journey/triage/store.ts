import type { DeclineReason } from '#journey/referral/facts.ts';
import { sealed, sql, type Query } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import { ofReferral } from '#vocabulary/key-owners.ts';
import type { ReferralStatus } from '#vocabulary/parts.ts';
import type { Other } from './rules.ts';

/** Marks a referral acknowledged now. */
export async function markAcknowledged(hand: Hand, id: ReferralId): Promise<void> {
  await move(hand, id, 'received', sql`status = 'acknowledged', acknowledged_at = ${hand.at}`);
}

/** Marks a referral as the case that the hand holds. */
export async function markAccepted(hand: Hand, id: ReferralId, was: ReferralStatus): Promise<void> {
  await move(hand, id, was, sql`status = 'accepted', case_id = ${hand.caseId}, ${decidedNow(hand)}`);
}

/** Marks a referral that waited as one of a case that was there before it. */
export async function markLinked(hand: Hand, id: ReferralId): Promise<void> {
  await hand.run(sql`
    update app.referrals set status = 'accepted', case_id = ${hand.caseId}, ${decidedNow(hand)}
     where service_id = ${hand.serviceId} and id = ${id} and status in ('received', 'acknowledged')`);
}

/** Lets a referral wait again whose link was taken back. */
export async function markWaiting(hand: Hand, id: ReferralId): Promise<void> {
  await move(
    hand,
    id,
    'accepted',
    sql`status = 'acknowledged', acknowledged_at = coalesce(acknowledged_at, ${hand.at}), case_id = null, person_id = null, decided_at = null, decided_by = null`,
  );
}

/** Marks a referral declined, with the coded reason and the words added to it. */
export async function markDeclined(
  hand: Hand,
  id: ReferralId,
  was: ReferralStatus,
  why: { readonly reason: DeclineReason; readonly words: string },
): Promise<void> {
  const said = sql`decline_reason = ${why.reason}, decline_words = ${sealed(ofReferral(id), why.words)}`;
  await move(hand, id, was, sql`status = 'declined', ${said}, ${decidedNow(hand)}`);
}

/** Marks a referral withdrawn, while it waits. */
export async function markWithdrawn(hand: Hand, id: ReferralId): Promise<void> {
  const moved = await hand.run(sql`
    update app.referrals set status = 'withdrawn'
     where service_id = ${hand.serviceId} and id = ${id} and status in ('received', 'acknowledged')`);
  if (moved !== 1) throw new Error('The referral that is taken back did not wait any more');
}

function decidedNow(hand: Hand): Query<unknown> {
  return sql`decided_at = ${hand.at}, decided_by = ${hand.actor.id}`;
}

async function move(hand: Hand, id: ReferralId, was: ReferralStatus, change: Query<unknown>): Promise<void> {
  const moved = await hand.run(sql`
    update app.referrals set ${change} where service_id = ${hand.serviceId} and id = ${id} and status = ${was}`);
  if (moved !== 1) throw new Error('The referral no longer had the status that was read');
}

/** Adds somebody on either side of a referral. */
export async function addOther(hand: Hand, referralId: ReferralId, other: Omit<Other, 'id'>): Promise<void> {
  await hand.run(sql`
    insert into app.referral_others (service_id, referral_id, kind, part, full_name, called, is_under_18, contact_role, phone, added_by, added_at)
    values (${hand.serviceId}, ${referralId}, ${other.kind}, ${other.part}, ${other.fullName}, ${other.called},
            ${other.isUnder18}, ${other.contactRole}, ${sealed(ofReferral(referralId), other.phone)}, ${hand.actor.id}, ${hand.at})`);
}

/** Takes somebody off a referral that is not decided yet. */
export async function removeOther(hand: Hand, referralId: ReferralId, otherId: string): Promise<void> {
  await hand.run(sql`
    delete from app.referral_others
     where service_id = ${hand.serviceId} and referral_id = ${referralId} and id = ${otherId}`);
}
