import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import type { SafeContact } from '#vocabulary/safe-contact.ts';
import type { Told } from './facts.ts';
import type { DeclineReason, Other, ReferralStatus } from './rules.ts';

export interface NewReferral extends Told {
  readonly contact: SafeContact;
  /** The draft it was sent from; null when staff typed it in. (REF-6) */
  readonly draftId: string | null;
}

/** Adds a referral as it was received. */
export async function addReferral(hand: Hand, made: NewReferral): Promise<void> {
  const { contact } = made;
  const may = (way: SafeContact['ways'][number]) => contact.ways.includes(way);
  await hand.run(sql`
    insert into app.referrals (service_id, id, reference, draft_id, source, referrer_name, referrer_contact, part, full_name, called,
      pronouns, date_of_birth, is_under_18, guardian_name, language, needs_interpreter, access_needs,
      phone, email, address, may_phone, may_text, may_email, may_post, from_hour, until_hour, safe_times, may_leave_voicemail, codeword,
      if_someone_else_answers, incident_kind, what_happened, when_words, happened_on, where_words, postcode_district,
      in_area, other_people_words, hopes, agreed_to_referral, received_on, entered_at, entered_by)
    values (${hand.serviceId}, ${made.id}, ${made.reference}, ${made.draftId}, ${made.source}, ${made.referrerName}, ${made.referrerContact},
      ${made.part}, ${made.fullName}, ${made.called}, ${made.pronouns}, ${made.dateOfBirth}, ${made.isUnder18},
      ${made.guardianName}, ${made.language}, ${made.needsInterpreter}, ${made.accessNeeds},
      ${contact.phone}, ${contact.email}, ${contact.address}, ${may('call')}, ${may('text')}, ${may('email')},
      ${may('post')}, ${contact.fromHour}, ${contact.untilHour}, ${contact.times}, ${contact.mayLeaveVoicemail}, ${contact.codeword},
      ${contact.ifSomeoneElseAnswers}, ${made.incidentKind}, ${made.whatHappened}, ${made.whenWords}, ${made.happenedOn},
      ${made.whereWords}, ${made.postcodeDistrict}, ${made.inArea}, ${made.otherPeopleWords}, ${made.hopes},
      ${made.agreedToReferral}, ${made.receivedOn}, ${hand.at}, ${made.enteredBy})`);
}

/** Marks a referral acknowledged now. */
export async function markAcknowledged(hand: Hand, id: ReferralId): Promise<void> {
  const marked = await hand.run(sql`
    update app.referrals set status = 'acknowledged', acknowledged_at = ${hand.at}
     where service_id = ${hand.serviceId} and id = ${id} and status = 'received'`);
  if (marked !== 1) throw new Error('The referral was no longer waiting to be acknowledged');
}

/** Marks a referral as the case that the hand holds. */
export async function markAccepted(hand: Hand, id: ReferralId, was: ReferralStatus): Promise<void> {
  const marked = await hand.run(sql`
    update app.referrals set status = 'accepted', case_id = ${hand.caseId}, decided_at = ${hand.at}, decided_by = ${hand.actor.id}
     where service_id = ${hand.serviceId} and id = ${id} and status = ${was}`);
  if (marked !== 1) throw new Error('The referral no longer had the status that was read');
}

/** Marks a referral declined, with the coded reason and the words added to it. */
export async function markDeclined(
  hand: Hand,
  id: ReferralId,
  was: ReferralStatus,
  why: { readonly reason: DeclineReason; readonly words: string },
): Promise<void> {
  const marked = await hand.run(sql`
    update app.referrals set status = 'declined', decline_reason = ${why.reason}, decline_words = ${why.words},
           decided_at = ${hand.at}, decided_by = ${hand.actor.id}
     where service_id = ${hand.serviceId} and id = ${id} and status = ${was}`);
  if (marked !== 1) throw new Error('The referral no longer had the status that was read');
}

/** Adds somebody on either side of a referral. */
export async function addOther(hand: Hand, referralId: ReferralId, other: Omit<Other, 'id'>): Promise<void> {
  await hand.run(sql`
    insert into app.referral_others (service_id, referral_id, kind, part, full_name, called, is_under_18, contact_role, phone, added_by, added_at)
    values (${hand.serviceId}, ${referralId}, ${other.kind}, ${other.part}, ${other.fullName}, ${other.called},
            ${other.isUnder18}, ${other.contactRole}, ${other.phone}, ${hand.actor.id}, ${hand.at})`);
}

/** Takes somebody off a referral that is not decided yet. */
export async function removeOther(hand: Hand, referralId: ReferralId, otherId: string): Promise<void> {
  await hand.run(sql`
    delete from app.referral_others
     where service_id = ${hand.serviceId} and referral_id = ${referralId} and id = ${otherId}`);
}
