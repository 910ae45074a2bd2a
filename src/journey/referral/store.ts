import { sealed, sql, type Query } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId, ReferralId } from '#vocabulary/ids.ts';
import { ofReferral } from '#vocabulary/key-owners.ts';
import type { SafeContact } from '#vocabulary/safe-contact.ts';
import type { Referral, Told } from './facts.ts';
import type { ReferralStatus } from '#vocabulary/parts.ts';
import type { DeclineReason, Other } from './rules.ts';

export interface NewReferral extends Told {
  readonly contact: SafeContact;
  /** The draft it was sent from; null when staff typed it in. (REF-6) */
  readonly draftId: string | null;
}

/** Adds a referral as it was received. */
export async function addReferral(hand: Hand, made: NewReferral): Promise<void> {
  const { contact } = made;
  const theirs = (words: string) => sealed(ofReferral(made.id), words);
  const may = (way: SafeContact['ways'][number]) => contact.ways.includes(way);
  await hand.run(sql`
    insert into app.referrals (service_id, id, reference, draft_id, source, referrer_name, referrer_contact, part, full_name, called,
      pronouns, date_of_birth, is_under_18, guardian_name, language, needs_interpreter, access_needs,
      phone, email, address, may_phone, may_text, may_email, may_post, from_hour, until_hour, safe_times, may_leave_voicemail, codeword,
      if_someone_else_answers, incident_kind, what_happened, when_words, happened_on, where_words, postcode_district,
      in_area, other_people_words, hopes, agreed_to_referral, received_on, entered_at, entered_by)
    values (${hand.serviceId}, ${made.id}, ${made.reference}, ${made.draftId}, ${made.source}, ${made.referrerName}, ${theirs(made.referrerContact)},
      ${made.part}, ${made.fullName}, ${made.called}, ${made.pronouns}, ${made.dateOfBirth}, ${made.isUnder18},
      ${made.guardianName}, ${made.language}, ${made.needsInterpreter}, ${theirs(made.accessNeeds)},
      ${theirs(contact.phone)}, ${theirs(contact.email)}, ${theirs(contact.address)}, ${may('call')}, ${may('text')}, ${may('email')},
      ${may('post')}, ${contact.fromHour}, ${contact.untilHour}, ${theirs(contact.times)}, ${contact.mayLeaveVoicemail}, ${theirs(contact.codeword)},
      ${theirs(contact.ifSomeoneElseAnswers)}, ${made.incidentKind}, ${theirs(made.whatHappened)}, ${theirs(made.whenWords)}, ${made.happenedOn},
      ${theirs(made.whereWords)}, ${made.postcodeDistrict}, ${made.inArea}, ${theirs(made.otherPeopleWords)}, ${theirs(made.hopes)},
      ${made.agreedToReferral}, ${made.receivedOn}, ${hand.at}, ${made.enteredBy})`);
}

/** Marks a referral acknowledged now. */
export async function markAcknowledged(hand: Hand, id: ReferralId): Promise<void> {
  await move(hand, id, 'received', sql`status = 'acknowledged', acknowledged_at = ${hand.at}`);
}

/** Marks a referral as the case that the hand holds. */
export async function markAccepted(hand: Hand, id: ReferralId, was: ReferralStatus): Promise<void> {
  await move(hand, id, was, sql`status = 'accepted', case_id = ${hand.caseId}, ${decidedNow(hand)}`);
}

/** Marks a referral that waited as one of a case that was there before it. */
export async function markLinked(hand: Hand, id: ReferralId): Promise<void> {
  await hand.run(sql`
    update app.referrals set status = 'accepted', case_id = ${hand.caseId}, ${decidedNow(hand)}
     where service_id = ${hand.serviceId} and id = ${id} and status in ('received', 'acknowledged')`);
}

/** Lets a referral wait again whose link was taken back. */
export async function markWaiting(hand: Hand, id: ReferralId): Promise<void> {
  await move(
    hand,
    id,
    'accepted',
    sql`status = 'acknowledged', acknowledged_at = coalesce(acknowledged_at, ${hand.at}), case_id = null, person_id = null, decided_at = null, decided_by = null`,
  );
}

/** Marks a referral declined, with the coded reason and the words added to it. */
export async function markDeclined(
  hand: Hand,
  id: ReferralId,
  was: ReferralStatus,
  why: { readonly reason: DeclineReason; readonly words: string },
): Promise<void> {
  const said = sql`decline_reason = ${why.reason}, decline_words = ${sealed(ofReferral(id), why.words)}`;
  await move(hand, id, was, sql`status = 'declined', ${said}, ${decidedNow(hand)}`);
}

/** Marks a referral withdrawn, while it waits. */
export async function markWithdrawn(hand: Hand, id: ReferralId): Promise<void> {
  const moved = await hand.run(sql`
    update app.referrals set status = 'withdrawn'
     where service_id = ${hand.serviceId} and id = ${id} and status in ('received', 'acknowledged')`);
  if (moved !== 1) throw new Error('The referral that is taken back did not wait any more');
}

/** Words that an agency may correct of a referral that waits. */
export type Corrections = Partial<
  Pick<
    Referral,
    'phone' | 'email' | 'address' | 'safeTimes' | 'whatHappened' | 'whereWords' | 'otherPeopleWords' | 'hopes'
  >
>;

/** Writes corrected words into a referral that waits; what is not named stays. */
export async function correct(hand: Hand, id: ReferralId, to: Corrections): Promise<void> {
  const theirs = (words: string | undefined) => (words === undefined ? null : sealed(ofReferral(id), words));
  await hand.run(sql`
    update app.referrals
       set phone = coalesce(${theirs(to.phone)}, phone), email = coalesce(${theirs(to.email)}, email),
           address = coalesce(${theirs(to.address)}, address), safe_times = coalesce(${theirs(to.safeTimes)}, safe_times),
           what_happened = coalesce(${theirs(to.whatHappened)}, what_happened), where_words = coalesce(${theirs(to.whereWords)}, where_words),
           other_people_words = coalesce(${theirs(to.otherPeopleWords)}, other_people_words), hopes = coalesce(${theirs(to.hopes)}, hopes)
     where service_id = ${hand.serviceId} and id = ${id} and status in ('received', 'acknowledged')`);
}

function decidedNow(hand: Hand): Query<unknown> {
  return sql`decided_at = ${hand.at}, decided_by = ${hand.actor.id}`;
}

async function move(hand: Hand, id: ReferralId, was: ReferralStatus, change: Query<unknown>): Promise<void> {
  const moved = await hand.run(sql`
    update app.referrals set ${change} where service_id = ${hand.serviceId} and id = ${id} and status = ${was}`);
  if (moved !== 1) throw new Error('The referral no longer had the status that was read');
}

/** Keeps who in the case that is held the referral was about. */
export async function markReferred(hand: Hand, id: ReferralId, participantId: ParticipantId): Promise<void> {
  await hand.run(sql`
    update app.referrals set person_id = (select q.person_id from app.participants q where q.case_id = ${hand.caseId} and q.id = ${participantId})
     where service_id = ${hand.serviceId} and id = ${id}`);
}

/** Adds somebody on either side of a referral. */
export async function addOther(hand: Hand, referralId: ReferralId, other: Omit<Other, 'id'>): Promise<void> {
  await hand.run(sql`
    insert into app.referral_others (service_id, referral_id, kind, part, full_name, called, is_under_18, contact_role, phone, added_by, added_at)
    values (${hand.serviceId}, ${referralId}, ${other.kind}, ${other.part}, ${other.fullName}, ${other.called},
            ${other.isUnder18}, ${other.contactRole}, ${sealed(ofReferral(referralId), other.phone)}, ${hand.actor.id}, ${hand.at})`);
}

/** Takes somebody off a referral that is not decided yet. */
export async function removeOther(hand: Hand, referralId: ReferralId, otherId: string): Promise<void> {
  await hand.run(sql`
    delete from app.referral_others
     where service_id = ${hand.serviceId} and referral_id = ${referralId} and id = ${otherId}`);
}
