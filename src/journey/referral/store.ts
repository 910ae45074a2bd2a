import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId, ReferralId } from '#vocabulary/ids.ts';
import { ofReferral } from '#vocabulary/key-owners.ts';
import type { SafeContact } from '#vocabulary/safe-contact.ts';
import type { Referral, Told } from './facts.ts';

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

export async function correctAgreed(hand: Hand, id: ReferralId, agrees: boolean): Promise<void> {
  await hand.run(sql`
    update app.referrals set agreed_to_referral = ${agrees} where service_id = ${hand.serviceId} and id = ${id}`);
}

/** Keeps who in the case that is held the referral was about. */
export async function markReferred(hand: Hand, id: ReferralId, participantId: ParticipantId): Promise<void> {
  await hand.run(sql`
    update app.referrals set person_id = (select q.person_id from app.participants q where q.case_id = ${hand.caseId} and q.id = ${participantId})
     where service_id = ${hand.serviceId} and id = ${id}`);
}
