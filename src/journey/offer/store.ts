import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import { ofListed } from '#vocabulary/key-owners.ts';
import type { ListedId } from '#vocabulary/offers.ts';
import type { Asked, NewAnswer, NewOffer } from './rules.ts';

/** Writes down that somebody was asked. */
export async function addOffer(
  hand: Hand,
  asked: Pick<Asked, 'isChild' | 'isLikeANo'> & { readonly id: ListedId },
  id: string,
  made: NewOffer,
): Promise<void> {
  const owner = ofListed(asked.id);
  await hand.run(sql`
    insert into app.offers (service_id, id, listed_person_id, way, offered_on, offered_by, recorded_at, note,
                            order_of_approach, order_reason, is_like_a_no, although, is_child, guardian)
    values (${hand.serviceId}, ${id}, ${asked.id}, ${made.way}, ${made.offeredOn}, ${hand.actor.id}, ${hand.at},
            ${sealed(owner, made.note)}, ${made.order}, ${sealed(owner, made.orderReason)}, ${asked.isLikeANo},
            ${sealed(owner, made.although)}, ${asked.isChild}, ${sealed(owner, made.guardian)})`);
}

/** Writes down what somebody answered. */
export async function addAnswer(
  hand: Hand,
  offer: { readonly id: string; readonly listedId: ListedId },
  said: NewAnswer & { readonly referralId: ReferralId | null },
): Promise<void> {
  const written = await hand.run(sql`
    update app.offers
       set answer = ${said.answer}, answered_on = ${said.answeredOn}, answer_recorded_by = ${hand.actor.id},
           answer_recorded_at = ${hand.at}, ask_after = ${said.askAfter}, referral_id = ${said.referralId},
           answer_note = ${sealed(ofListed(offer.listedId), said.note)}
     where service_id = ${hand.serviceId} and id = ${offer.id} and answer is null`);
  if (written !== 1) throw new Error('The offer was answered meanwhile');
}
