import { sql, type Db } from '#platform/sql.ts';
import { referencesOf } from '#journey/referral/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ReferralId, StaffId } from '#vocabulary/ids.ts';
import type { ListedId, OfferAnswer, OfferWay } from '#vocabulary/offers.ts';
import type { OrderOfApproach } from '#vocabulary/parts.ts';

/** That somebody was asked, and what they answered or not yet. */
export interface Offer {
  readonly id: string;
  readonly listedId: ListedId;
  readonly way: OfferWay;
  readonly offeredOn: PlainDate;
  readonly offeredBy: StaffId;
  readonly note: string;
  readonly order: OrderOfApproach | null;
  readonly orderReason: string;
  readonly although: string;
  readonly guardian: string;
  readonly answer: OfferAnswer | null;
  readonly answeredOn: PlainDate | null;
  readonly askAfter: PlainDate | null;
  readonly answerNote: string;
  /** Of the referral that a yes became. */
  readonly reference: string | null;
}

/** The offers that were made to these people, the newest first. */
export async function offersTo(db: Db, people: readonly ListedId[]): Promise<readonly Offer[]> {
  const rows = await db.rows(sql<Omit<Offer, 'reference'> & { referralId: ReferralId | null }>`
    select o.id, o.listed_person_id as "listedId", o.way, o.offered_on as "offeredOn", o.offered_by as "offeredBy", o.note,
           o.order_of_approach as "order", o.order_reason as "orderReason", o.although, o.guardian, o.answer,
           o.answered_on as "answeredOn", o.ask_after as "askAfter", o.answer_note as "answerNote",
           o.referral_id as "referralId"
      from app.offers o
     where o.listed_person_id = any(${people}) order by o.recorded_at desc, o.id`);
  const named = await referencesOf(
    db,
    rows.flatMap(({ referralId }) => referralId ?? []),
  );
  return rows.map(({ referralId, ...offer }) => ({ ...offer, reference: named.get(referralId ?? '') ?? null }));
}

/** The offer to somebody that waits for an answer. */
export async function waitingOffer(
  hand: Hand,
  listedId: ListedId,
): Promise<{ readonly id: string; readonly offeredOn: PlainDate; readonly guardian: string } | undefined> {
  return hand.row(sql<{ id: string; offeredOn: PlainDate; guardian: string }>`
    select id, offered_on as "offeredOn", guardian from app.offers
     where service_id = ${hand.serviceId} and listed_person_id = ${listedId} and answer is null`);
}

/** How often somebody asked in a way since a day. */
export interface Asked {
  readonly way: OfferWay;
  readonly by: StaffId;
  readonly count: number;
}

/** How people were asked since a day, and by whom: counts alone. */
export async function askedSince(db: Db, from: PlainDate): Promise<readonly Asked[]> {
  return db.rows(sql<Asked>`
    select o.way, o.offered_by as by, count(*)::int as count from app.offers o
     where o.offered_on >= ${from} group by o.way, o.offered_by`);
}
