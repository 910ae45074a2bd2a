import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { CaseId, ReferralId } from '#vocabulary/ids.ts';

/** Keeps that a referral is about the case that the hand holds. */
export async function keepLink(hand: Hand, referralId: ReferralId): Promise<void> {
  await hand.run(sql`
    insert into app.referral_links (service_id, referral_id, case_id, linked_by, linked_at)
    values (${hand.serviceId}, ${referralId}, ${hand.caseId}, ${hand.actor.id}, ${hand.at})`);
}

/** Marks a link as taken back. */
export async function undoLink(hand: Hand, referralId: ReferralId, caseId: CaseId): Promise<void> {
  const undone = await hand.run(sql`
    update app.referral_links set undone_by = ${hand.actor.id}, undone_at = ${hand.at}
     where service_id = ${hand.serviceId} and referral_id = ${referralId} and case_id = ${caseId} and undone_at is null`);
  if (undone !== 1) throw new Error('The link to take back was not there any more');
}

/** Keeps that a referral belongs with another one that waits. */
export async function keepPair(hand: Hand, referralId: ReferralId, withId: ReferralId): Promise<void> {
  await hand.run(sql`
    insert into app.referral_pairs (service_id, referral_id, with_id, said_by, said_at)
    values (${hand.serviceId}, ${referralId}, ${withId}, ${hand.actor.id}, ${hand.at})`);
}

/** Takes back that a referral belongs with another; how many it was said of. */
export async function undoPair(hand: Hand, referralId: ReferralId): Promise<number> {
  return hand.run(sql`
    update app.referral_pairs set undone_by = ${hand.actor.id}, undone_at = ${hand.at}
     where service_id = ${hand.serviceId} and referral_id = ${referralId} and undone_at is null`);
}
