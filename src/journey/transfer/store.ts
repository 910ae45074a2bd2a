import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import { ofHeldCase } from '#vocabulary/key-owners.ts';
import type { Offer } from './facts.ts';
import type { TheirAnswer, Where, Why } from './rules.ts';

/** Adds a transfer that is on offer. */
export async function addTransfer(hand: Hand, made: Where & { readonly id: string; readonly why: Why }): Promise<void> {
  await hand.run(sql`
    insert into app.transfers (service_id, case_id, id, to_service_id, to_name, why, offered_by, offered_at)
    values (${hand.serviceId}, ${hand.caseId}, ${made.id}, ${made.toServiceId}, ${made.toName}, ${made.why}, ${hand.actor.id}, ${hand.at})`);
}

/** Keeps what the other service said; `by` is who of the staff wrote it down. */
export async function markAnswered(hand: Hand, id: string, said: TheirAnswer, by: string | null): Promise<void> {
  await changed(
    hand.run(sql`
    update app.transfers set status = ${said.answer}, because = ${said.because}, answered_at = ${hand.at}, answered_by = ${by}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and status = 'offered'`),
  );
}

/** Marks a transfer as taken back. */
export async function markTakenBack(hand: Hand, id: string): Promise<void> {
  await changed(
    hand.run(sql`
    update app.transfers set status = 'taken-back'
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and status in ('offered', 'accepted')`),
  );
}

/** Marks the details as gone. */
export async function markSent(hand: Hand, id: string): Promise<void> {
  await changed(
    hand.run(sql`
    update app.transfers set status = 'sent', sent_by = ${hand.actor.id}, sent_at = ${hand.at}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and status = 'accepted'`),
  );
}

/** Keeps who has it there; said before, it stays as it was. */
export async function markReceived(hand: Hand, id: string, by: string, on: PlainDate): Promise<void> {
  await hand.run(sql`
    update app.transfers set received_by = ${sealed(ofHeldCase(hand), by)}, received_on = ${on}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and received_on is null`);
}

/** Keeps an offer of another service; the same offer again adds nothing. */
export async function addOffer(hand: Hand, made: Omit<Offer, 'status' | 'because' | 'referralId'>): Promise<void> {
  await hand.run(sql`
    insert into app.transfer_offers (service_id, id, from_service_id, from_case_id, from_name, kind, why, offered_at)
    values (${hand.serviceId}, ${made.id}, ${made.fromServiceId}, ${made.fromCaseId}, ${made.fromName}, ${made.kind}, ${made.why}, ${made.offeredAt})
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
