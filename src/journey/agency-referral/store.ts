import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ToldReason } from '#vocabulary/agencies.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { AgencyId, CaseId, ReferralId } from '#vocabulary/ids.ts';
import { ofReferral } from '#vocabulary/key-owners.ts';
import type { Amendment, Withdrawal } from './rules.ts';

export interface NewAgencyReferral {
  readonly referralId: ReferralId;
  readonly agencyId: AgencyId;
  readonly agencyReference: string;
  readonly situationWords: string;
  readonly toldWords: string;
}

/** Keeps which agency made a referral, and what only an agency says of one. */
export async function addAgencyReferral(hand: Hand, made: NewAgencyReferral): Promise<void> {
  const theirs = (words: string) => sealed(ofReferral(made.referralId), words);
  await hand.run(sql`
    insert into app.agency_referrals (service_id, referral_id, agency_id, referred_by, agency_reference, situation_words, told_words)
    values (${hand.serviceId}, ${made.referralId}, ${made.agencyId}, ${hand.actor.id}, ${theirs(made.agencyReference)},
            ${theirs(made.situationWords)}, ${theirs(made.toldWords)})`);
}

/** Adds a change to the log of a referral. */
export async function addAmendment(
  hand: Hand,
  made: Amendment & {
    readonly id: string;
    readonly referralId: ReferralId;
    readonly before: string;
    readonly wasApplied: boolean;
  },
): Promise<void> {
  const theirs = (words: string) => sealed(ofReferral(made.referralId), words);
  await hand.run(sql`
    insert into app.referral_amendments (service_id, id, referral_id, field, before, words, because, was_applied, amended_by, amended_at)
    values (${hand.serviceId}, ${made.id}, ${made.referralId}, ${made.field}, ${theirs(made.before)}, ${theirs(made.words)},
            ${theirs(made.because)}, ${made.wasApplied}, ${hand.actor.id}, ${hand.at})`);
}

/** Writes what only an agency says anew. */
export async function correctOwn(
  hand: Hand,
  id: ReferralId,
  field: 'agency-reference' | 'situation' | 'told',
  words: string,
): Promise<void> {
  const said = sealed(ofReferral(id), words);
  const change = {
    'agency-reference': sql`agency_reference = ${said}`,
    situation: sql`situation_words = ${said}`,
    told: sql`told_words = ${said}`,
  }[field];
  await hand.run(
    sql`update app.agency_referrals set ${change} where service_id = ${hand.serviceId} and referral_id = ${id}`,
  );
}

export async function markWithdrawn(hand: Hand, id: ReferralId, { reason, words }: Withdrawal): Promise<void> {
  await hand.run(sql`
    update app.agency_referrals
       set withdrawn_at = ${hand.at}, withdrawn_because = ${reason}, withdrawn_words = ${sealed(ofReferral(id), words)}
     where service_id = ${hand.serviceId} and referral_id = ${id}`);
}

/** Keeps why a referral was not taken on, as its agency may know it; one that no agency made has nothing to keep. (AGY-5) */
export async function markTold(hand: Hand, id: ReferralId, because: ToldReason): Promise<void> {
  await hand.run(sql`
    update app.agency_referrals set told_because = ${because}, told_on = ${dayOf(hand.at)} where service_id = ${hand.serviceId} and referral_id = ${id}`);
}

/** Keeps when the case that agencies' referrals became was closed; null where it is open again. */
export async function markFinished(hand: Hand, caseId: CaseId, at: Date | null): Promise<void> {
  await hand.run(sql`
    update app.agency_referrals set finished_at = ${at}
     where service_id = ${hand.serviceId}
       and referral_id in (select r.id from app.referrals r where r.service_id = ${hand.serviceId} and r.case_id = ${caseId})`);
}
