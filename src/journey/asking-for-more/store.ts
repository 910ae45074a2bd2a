import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import { ofReferral } from '#vocabulary/key-owners.ts';
import type { AskedOf, MoreReason } from '#vocabulary/more-asked.ts';

/** Keeps what whoever referred is asked. */
export async function addQuestion(
  hand: Hand,
  referralId: ReferralId,
  question: {
    readonly id: string;
    readonly askedOf: AskedOf;
    readonly reason: MoreReason;
    readonly words: string;
  },
): Promise<void> {
  await hand.run(sql`
    insert into app.more_asked (service_id, id, referral_id, asked_of, reason, words, asked_by, asked_at)
    values (${hand.serviceId}, ${question.id}, ${referralId}, ${question.askedOf}, ${question.reason},
            ${sealed(ofReferral(referralId), question.words)}, ${hand.actor.id}, ${hand.at})`);
}

/** Keeps the answer to what was asked. */
export async function keepAnswer(hand: Hand, referralId: ReferralId, id: string, words: string): Promise<void> {
  const kept = await hand.run(sql`
    update app.more_asked set answer = ${sealed(ofReferral(referralId), words)}, answered_by = ${hand.actor.id}, answered_at = ${hand.at}
     where service_id = ${hand.serviceId} and id = ${id} and answered_at is null and let_go_at is null`);
  if (kept !== 1) throw new Error('The question that is answered did not wait any more');
}

/** Lets go of what a referral still waits for; whether it waited. */
export async function letGo(hand: Hand, referralId: ReferralId): Promise<boolean> {
  const gone = await hand.run(sql`
    update app.more_asked set let_go_at = ${hand.at}
     where service_id = ${hand.serviceId} and referral_id = ${referralId} and answered_at is null and let_go_at is null`);
  return gone > 0;
}
