import { holdReferral, type Referral } from '#journey/referral/facts.ts';
import { sql, type Db } from '#platform/sql.ts';
import { followersOf, placeOfReferrer, whoWants } from '#service/agencies/facts.ts';
import { staffByIds } from '#service/staff/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { AgencyId, ReferralId, StaffId } from '#vocabulary/ids.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { AgencyEmail, AmendableField, ToldReason, WithdrawReason } from '#vocabulary/agencies.ts';

export { allowedStatus, allowedStatuses, type AllowedStatus } from './rules.ts';

/** What belongs to a referral only because an agency made it. */
export interface FromAgency {
  readonly referralId: ReferralId;
  readonly agencyId: AgencyId;
  readonly referredBy: StaffId;
  readonly agencyReference: string;
  readonly situationWords: string;
  readonly toldWords: string;
  readonly withdrawnBecause: WithdrawReason | null;
  readonly withdrawnWords: string;
  /** Why it was not taken on, as the agency may know it, and since when it is told. (AGY-5) */
  readonly toldBecause: ToldReason | null;
  readonly toldOn: PlainDate | null;
  /** Whether the case that it became is closed. */
  readonly isFinished: boolean;
}

/** What the agency of a referral says of it, as whoever asks; undefined where no agency made it. */
export async function fromAgency(db: Db, referralId: ReferralId): Promise<FromAgency | undefined> {
  return db.row(sql<FromAgency>`
    select referral_id as "referralId", agency_id as "agencyId", referred_by as "referredBy", agency_reference as "agencyReference",
           situation_words as "situationWords", told_words as "toldWords", withdrawn_because as "withdrawnBecause",
           withdrawn_words as "withdrawnWords", told_because as "toldBecause", told_on as "toldOn",
           finished_at is not null as "isFinished"
      from app.agency_referrals where referral_id = ${referralId}`);
}

/** The number that its agency gave each of these referrals; one that no agency made is not there. */
export async function agencyReferencesOf(
  hand: Hand,
  ids: readonly ReferralId[],
): Promise<ReadonlyMap<ReferralId, string>> {
  const rows = await hand.rows(sql<{ id: ReferralId; agencyReference: string }>`
    select referral_id as id, agency_reference as "agencyReference" from app.agency_referrals
     where service_id = ${hand.serviceId} and referral_id = any(${ids})`);
  return new Map(rows.map(({ id, agencyReference }) => [id, agencyReference]));
}

/**
 * Who of an agency is written to about a referral: who sent it, or where they can no longer come in, who follows all of it (NTC-7); of
 * those, who wants such e-mails (AGN-4).
 */
export async function whoHearsOf(
  hand: Hand,
  { agencyId, referredBy }: Pick<FromAgency, 'agencyId' | 'referredBy'>,
  email: AgencyEmail,
): Promise<readonly StaffId[]> {
  const people = await staffByIds(hand, await followersOf(hand, agencyId, referredBy));
  const here = people.filter(({ isActive }) => isActive).map(({ id }) => id);
  return whoWants(hand, email, here.includes(referredBy) ? [referredBy] : here);
}

export type OwnReferral = Referral & FromAgency;

/** Locks a referral for one of the agency's people; undefined where it is not theirs to follow. (AGY-1) */
export async function holdOwn(hand: Hand, reference: string): Promise<OwnReferral | undefined> {
  const referral = await holdReferral(hand, reference);
  const said = referral && (await fromAgency(hand, referral.id));
  const place = await placeOfReferrer(hand, hand.actor.id as StaffId);
  if (!said || place?.agencyId !== said.agencyId) return undefined;
  return place.seesAll || said.referredBy === place.staffId ? { ...referral, ...said } : undefined;
}

/** What an agency changed or said after it referred. */
export interface KeptAmendment {
  readonly id: string;
  readonly field: AmendableField;
  readonly before: string;
  readonly words: string;
  readonly because: string;
  readonly wasApplied: boolean;
  readonly amendedAt: Date;
}

/** The newest changes of a referral first; the last hundred. */
export async function amendmentsOf(db: Db, referralId: ReferralId): Promise<readonly KeptAmendment[]> {
  return db.rows(sql<KeptAmendment>`
    select id, field, before, words, because, was_applied as "wasApplied", amended_at as "amendedAt"
      from app.referral_amendments where referral_id = ${referralId} order by amended_at desc, id limit 100`);
}

/** One change, for what follows from it. */
export async function amendmentById(
  hand: Hand,
  id: string,
): Promise<Pick<KeptAmendment, 'field' | 'words' | 'because'>> {
  const found = await hand.row(sql<Pick<KeptAmendment, 'field' | 'words' | 'because'>>`
    select field, words, because from app.referral_amendments where service_id = ${hand.serviceId} and id = ${id}`);
  if (!found) throw new Error('The change that was announced is not there');
  return found;
}
