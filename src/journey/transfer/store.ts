import { sealed, sql, type Query } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import { ofHeldCase, ofReferral } from '#vocabulary/key-owners.ts';
import type { Offer } from './facts.ts';
import type { MoveAnswer, TheirAnswer, Where, Why } from './rules.ts';

/** What is passed on: a referral that waits, or where none is named the case that is held. */
export type OfReferral = ReferralId | null;

/** Adds a transfer that is on offer. */
export async function addTransfer(
  hand: Hand,
  made: Where & { readonly id: string; readonly why: Why },
  of: OfReferral = null,
): Promise<void> {
  const { id, toServiceId, toName, why } = made;
  await hand.run(
    of === null
      ? sql`
        insert into app.transfers (service_id, case_id, id, to_service_id, to_name, why, offered_by, offered_at)
        values (${hand.serviceId}, ${hand.caseId}, ${id}, ${toServiceId}, ${toName}, ${why}, ${hand.actor.id}, ${hand.at})`
      : sql`
        insert into app.referral_transfers (service_id, referral_id, id, to_service_id, to_name, why, offered_by, offered_at)
        values (${hand.serviceId}, ${of}, ${id}, ${toServiceId}, ${toName}, ${why}, ${hand.actor.id}, ${hand.at})`,
  );
}

/** One transfer that waits for its next step, changed; of a case only of the one that is held. */
async function move(
  hand: Hand,
  which: { readonly id: string; readonly of: OfReferral },
  change: Query<unknown>,
  from: readonly string[],
): Promise<number> {
  const { id, of } = which;
  return hand.run(
    of === null
      ? sql`update app.transfers set ${change}
             where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and status = any(${from})`
      : sql`update app.referral_transfers set ${change}
             where service_id = ${hand.serviceId} and referral_id = ${of} and id = ${id} and status = any(${from})`,
  );
}

/** Keeps what the other service said; `by` is who of the staff wrote it down. */
export async function markAnswered(
  hand: Hand,
  id: string,
  said: TheirAnswer & { readonly by: string | null },
  of: OfReferral = null,
): Promise<void> {
  const change = sql`status = ${said.answer}, because = ${said.because}, answered_at = ${hand.at}, answered_by = ${said.by}`;
  await changed(move(hand, { id, of }, change, ['offered']));
}

/** Marks a transfer as taken back. */
export async function markTakenBack(hand: Hand, id: string, of: OfReferral = null): Promise<void> {
  await changed(move(hand, { id, of }, sql`status = 'taken-back'`, ['offered', 'accepted']));
}

/** Marks the details as gone. */
export async function markSent(hand: Hand, id: string, of: OfReferral = null): Promise<void> {
  const change = sql`status = 'sent', sent_by = ${hand.actor.id}, sent_at = ${hand.at}`;
  await changed(move(hand, { id, of }, change, ['accepted']));
}

/** Keeps who has it there; said before, it stays as it was. */
export async function markReceived(
  hand: Hand,
  id: string,
  { by, on }: { readonly by: string; readonly on: PlainDate },
  of: OfReferral = null,
): Promise<void> {
  const owner = of === null ? ofHeldCase(hand) : ofReferral(of);
  await hand.run(
    of === null
      ? sql`update app.transfers set received_by = ${sealed(owner, by)}, received_on = ${on}
             where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and received_on is null`
      : sql`update app.referral_transfers set received_by = ${sealed(owner, by)}, received_on = ${on}
             where service_id = ${hand.serviceId} and referral_id = ${of} and id = ${id} and received_on is null`,
  );
}

/** Takes a referral off offer that was decided or taken back meanwhile; the other service is told as soon as that holds. (TRF-7) */
export async function offerNoLonger(hand: Hand, of: ReferralId): Promise<void> {
  await hand.run(sql`
    with taken as (
      update app.referral_transfers set status = 'taken-back'
       where service_id = ${hand.serviceId} and referral_id = ${of} and status in ('offered', 'accepted')
      returning id, to_service_id)
    select jobs.enqueue('take-offer-back', jsonb_build_object('serviceId', to_service_id, 'transferId', id), null, 'take-offer-back ' || id)
      from taken where to_service_id is not null`);
}

/** Keeps what somebody of a referral said to going along, with the question as it was asked. (TRF-3) */
export async function addMoveAnswer(
  hand: Hand,
  of: ReferralId,
  said: MoveAnswer & { readonly transferId: string; readonly how: string; readonly wording: string },
): Promise<void> {
  await hand.run(sql`
    insert into app.move_answers (service_id, transfer_id, referral_id, about_id, speaker, answer, how, wording, written_by, said_at)
    values (${hand.serviceId}, ${said.transferId}, ${of}, ${said.aboutId}, ${said.speaker}, ${said.answer}, ${said.how},
            ${sealed(ofReferral(of), said.wording)}, ${hand.actor.id}, ${hand.at})`);
}

/** Keeps an offer of another service; the same offer again adds nothing. */
export async function addOffer(hand: Hand, made: Omit<Offer, 'status' | 'because' | 'referralId'>): Promise<void> {
  await hand.run(sql`
    insert into app.transfer_offers (service_id, id, from_service_id, from_case_id, from_referral_id, from_name, kind, why, offered_at)
    values (${hand.serviceId}, ${made.id}, ${made.fromServiceId}, ${made.fromCaseId}, ${made.fromReferralId}, ${made.fromName}, ${made.kind},
            ${made.why}, ${made.offeredAt})
    on conflict (service_id, id) do nothing`);
}
/** Keeps what this service said to an offer. */
export async function markOfferAnswered(hand: Hand, id: string, said: TheirAnswer): Promise<void> {
  await changed(
    hand.run(sql`
    update app.transfer_offers set status = ${said.answer}, because = ${said.because}, answered_by = ${hand.actor.id}, answered_at = ${hand.at}
     where service_id = ${hand.serviceId} and id = ${id} and status = 'offered'`),
  );
}

/** Marks an offer as taken back by the service that made it; one that is over stays as it was. */
export async function markOfferTakenBack(hand: Hand, id: string): Promise<void> {
  await hand.run(sql`
    update app.transfer_offers set status = 'taken-back'
     where service_id = ${hand.serviceId} and id = ${id} and status in ('offered', 'accepted')`);
}

/** Marks an offer as taken in: the referral it became here. */
export async function markTakenIn(hand: Hand, id: string, referralId: ReferralId): Promise<void> {
  await changed(
    hand.run(sql`
    update app.transfer_offers set status = 'taken-in', referral_id = ${referralId}, taken_in_by = ${hand.actor.id}, taken_in_at = ${hand.at}
     where service_id = ${hand.serviceId} and id = ${id} and status = 'accepted'`),
  );
}

async function changed(rows: Promise<number>): Promise<void> {
  if ((await rows) !== 1) throw new Error('The transfer was decided meanwhile');
}
