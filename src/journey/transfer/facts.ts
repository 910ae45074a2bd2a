import { approachesOf, isChildOn, participantsOf } from '#casefile/cases/facts.ts';
import { ledgerOf } from '#journey/consent/facts.ts';
import type { Referral } from '#journey/referral/facts.ts';
import { othersOf } from '#journey/triage/facts.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { about, agrees } from '#vocabulary/consent.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, ReferralId, ServiceId } from '#vocabulary/ids.ts';
import type { CaseKind } from '#vocabulary/parts.ts';
import {
  askedOf,
  type Asked,
  type Because,
  type MoveAnswer,
  type OfferStatus,
  type OnReferral,
  type TransferStatus,
  type Where,
  type Why,
} from './rules.ts';

export interface Transfer extends Where {
  readonly id: string;
  readonly why: Why;
  readonly status: TransferStatus;
  readonly because: Because | null;
  readonly offeredAt: Date;
  readonly answeredAt: Date | null;
  readonly sentAt: Date | null;
  readonly receivedBy: string;
  readonly receivedOn: PlainDate | null;
}

const transfer = sql`id, to_service_id as "toServiceId", to_name as "toName", why, status, because, offered_at as "offeredAt",
  answered_at as "answeredAt", sent_at as "sentAt", received_by as "receivedBy", received_on as "receivedOn"`;

/** The transfers of a case, the newest first. */
export async function transfersOf(db: Db, caseId: CaseId): Promise<readonly Transfer[]> {
  return db.rows(sql<Transfer>`
    select ${transfer} from app.transfers where case_id = ${caseId} order by offered_at desc, id limit 50`);
}

/** The transfers of a referral, the newest first. */
export async function transfersOfReferral(db: Db, id: ReferralId): Promise<readonly Transfer[]> {
  return db.rows(sql<Transfer>`
    select ${transfer} from app.referral_transfers where referral_id = ${id} order by offered_at desc, id limit 50`);
}

/** What a participant is asked about now: to which service. */
export async function askedOfMe(db: Db, caseId: CaseId): Promise<Pick<Transfer, 'id' | 'toName'> | undefined> {
  return db.row(sql<Pick<Transfer, 'id' | 'toName'>>`
    select id, to_name as "toName" from app.transfers where case_id = ${caseId} and status in ('offered', 'accepted')`);
}

export interface OtherService {
  readonly id: ServiceId;
  readonly name: string;
  readonly areaName: string;
}

/** The services beside one's own: what each says of itself to everybody. */
export async function servicesBeside(db: Db): Promise<readonly OtherService[]> {
  return db.rows(sql<OtherService>`select id, name, area_name as "areaName" from app.services_beside()`);
}

/** How everybody in a case stands to a move. */
export async function askedAbout(
  db: Db,
  caseId: CaseId,
  transferId: string,
  today: PlainDate,
): Promise<readonly Asked[]> {
  const participants = await participantsOf(db, caseId);
  const stands = await ledgerOf(db, caseId);
  const approaches = await approachesOf(db, caseId);
  const children = participants.filter((each) => isChildOn(each, today)).map(({ id }) => id);
  const subject = about('move', { itemId: transferId });
  return participants.map(({ id, called, personId }): Asked => {
    const theirs = stands.filter(
      (stand) => stand.participantId === id && stand.purpose === 'move' && stand.itemId === transferId,
    );
    const own = theirs.findLast(({ guardianId }) => guardianId === null)?.answer;
    const guardian = theirs.findLast(({ guardianId }) => guardianId !== null)?.answer;
    const wasSpokenWith = approaches.some((each) => each.participantId === id && each.approachedOn !== null);
    const person = { id, called, isPerson: personId !== null, wasSpokenWith };
    if (agrees({ stands, children }, id, subject)) return { ...person, answer: 'yes' };
    if (own === undefined) return { ...person, answer: 'unasked' };
    if (own === 'given' && guardian === undefined) return { ...person, answer: 'guardian-unasked' };
    return { ...person, answer: own === 'not-now' ? 'not-now' : 'no' };
  });
}

/** How everybody of a referral that waits stands to a move. */
export async function askedOnReferral(db: Db, referral: Referral, transferId: string): Promise<readonly Asked[]> {
  const answers = await db.rows(sql<MoveAnswer>`
    select about_id as "aboutId", speaker, answer from app.move_answers
     where transfer_id = ${transferId} order by seq limit 500`);
  return askedOf(await peopleOn(db, referral), answers);
}

/** Everybody of a referral, whoever is referred first. */
export async function peopleOn(db: Db, referral: Referral): Promise<readonly OnReferral[]> {
  const { id, called, isUnder18 } = referral;
  const others = (await othersOf(db, referral.id)).map((other) => ({
    ...{ id: other.id, isUnder18: other.isUnder18, isPerson: other.kind === 'person' },
    called: other.called || other.fullName,
  }));
  return [{ id, called, isUnder18, isPerson: true }, ...others];
}

/** A case or a referral that another service offers to this one. */
export interface Offer {
  readonly id: string;
  readonly fromServiceId: ServiceId;
  /** Null of a referral that waits there. */
  readonly fromCaseId: CaseId | null;
  readonly fromReferralId: ReferralId | null;
  readonly fromName: string;
  readonly kind: CaseKind | null;
  readonly why: Why;
  readonly status: OfferStatus;
  readonly because: Because | null;
  readonly offeredAt: Date;
  readonly referralId: ReferralId | null;
}

const offer = sql`id, from_service_id as "fromServiceId", from_case_id as "fromCaseId", from_referral_id as "fromReferralId", from_name as "fromName", kind, why, status,
  because, offered_at as "offeredAt", referral_id as "referralId"`;

/** What other services offer to this one, the newest first. */
export async function offersTo(db: Db): Promise<readonly Offer[]> {
  return db.rows(sql<Offer>`select ${offer} from app.transfer_offers order by offered_at desc, id limit 100`);
}

/** One offer, locked so that two people answer one after the other. */
export async function holdOffer(hand: Hand, id: string): Promise<Offer | undefined> {
  return hand.row(sql<Offer>`
    select ${offer} from app.transfer_offers where service_id = ${hand.serviceId} and id = ${id} for update`);
}
