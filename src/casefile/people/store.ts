import { sealed, sql, type Marked } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { emailIndex, phoneIndex, reachIndex } from '#vocabulary/blind-index.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CompanionId, OrganisationId, ParticipantId, PersonId } from '#vocabulary/ids.ts';
import { ofOrganisation, ofParticipant, ofPerson } from '#vocabulary/key-owners.ts';
import type { CompanionKind } from '#vocabulary/parts.ts';
import type { CheckedHow, ContactPoint, SafeContact } from './rules.ts';

export interface NewPerson {
  readonly id: PersonId;
  readonly fullName: string;
  readonly called: string;
  readonly pronouns: string;
  readonly dateOfBirth: PlainDate | null;
  readonly isUnder18: boolean;
  readonly language: string;
  readonly needsInterpreter: boolean;
  readonly accessNeeds: string;
  /** The word they chose for themselves; empty means ours. */
  readonly ownWord?: string;
}

/** Adds a person; nobody can read them until they are a participant of a case. */
export async function addPerson(hand: Hand, person: NewPerson): Promise<void> {
  await hand.run(sql`
    insert into app.people (service_id, id, full_name, called, pronouns, date_of_birth, is_under_18, language, needs_interpreter,
                            access_needs, own_word)
    values (${hand.serviceId}, ${person.id}, ${person.fullName}, ${person.called}, ${person.pronouns}, ${person.dateOfBirth},
            ${person.isUnder18}, ${person.language}, ${person.needsInterpreter},
            ${sealed(ofPerson(person.id), person.accessNeeds)}, ${person.ownWord ?? ''})`);
}

/** Writes somebody's details down as they are now. What they need is sealed anew only where it is not what it was. */
export async function savePerson(hand: Hand, person: NewPerson, was: Pick<NewPerson, 'accessNeeds'>): Promise<void> {
  const accessNeeds =
    person.accessNeeds === was.accessNeeds
      ? sql`access_needs`
      : sql`${sealed(ofPerson(person.id), person.accessNeeds)}`;
  const saved = await hand.run(sql`
    update app.people set full_name = ${person.fullName}, called = ${person.called}, pronouns = ${person.pronouns},
           date_of_birth = ${person.dateOfBirth}, is_under_18 = ${person.isUnder18}, language = ${person.language},
           needs_interpreter = ${person.needsInterpreter}, access_needs = ${accessNeeds}, own_word = ${person.ownWord ?? ''}
     where service_id = ${hand.serviceId} and id = ${person.id}`);
  if (saved !== 1) throw new Error('The person to change was not in this case');
}

export interface NewOrganisation {
  readonly id: OrganisationId;
  readonly name: string;
  /** Organisations are reached through a role, not a person (domain 98). */
  readonly contactRole: string;
  readonly email: string;
  readonly phone: string;
}

/** Adds an organisation, such as a shop. */
export async function addOrganisation(hand: Hand, made: NewOrganisation): Promise<void> {
  await hand.run(sql`
    insert into app.organisations (service_id, id, name, contact_role, email, email_index, phone, phone_index)
    values (${hand.serviceId}, ${made.id}, ${made.name}, ${made.contactRole}, ${sealed(ofOrganisation(made.id), made.email)},
            ${emailIndex(hand, made.email)}, ${sealed(ofOrganisation(made.id), made.phone)}, ${phoneIndex(hand, made.phone)})`);
}

export interface NewContactPoint extends Pick<ContactPoint, 'channel' | 'value' | 'checkedOn' | 'checkedHow'> {
  readonly personId: PersonId;
}

/** Adds a number or an address. */
export async function addContactPoint(hand: Hand, point: NewContactPoint): Promise<void> {
  await hand.run(sql`
    insert into app.contact_points (service_id, person_id, channel, value, value_index, checked_on, checked_how, added_at)
    values (${hand.serviceId}, ${point.personId}, ${point.channel}, ${sealed(ofPerson(point.personId), point.value)},
            ${reachIndex(hand, point.channel, point.value)}, ${point.checkedOn}, ${point.checkedHow}, ${hand.at})`);
}

/** Marks a number or an address as checked; one that is checked already, or somebody else's, is not there. */
export async function markChecked(
  hand: Hand,
  personId: PersonId,
  pointId: string,
  checked: { readonly on: PlainDate; readonly how: CheckedHow },
): Promise<boolean> {
  const marked = await hand.run(sql`
    update app.contact_points set checked_on = ${checked.on}, checked_how = ${checked.how}
     where service_id = ${hand.serviceId} and person_id = ${personId} and id = ${pointId} and checked_on is null and is_in_use`);
  return marked === 1;
}

/** Marks a number or an address as no longer used. */
export async function markStopped(hand: Hand, personId: PersonId, pointId: string): Promise<boolean> {
  const marked = await hand.run(sql`
    update app.contact_points set is_in_use = false
     where service_id = ${hand.serviceId} and person_id = ${personId} and id = ${pointId} and is_in_use`);
  return marked === 1;
}

/** Adds how it is safe to reach somebody; the newest holds, the others stay. */
export async function addSafeContact(hand: Hand, personId: PersonId, safe: SafeContact): Promise<void> {
  const theirs = (words: string) => sealed(ofPerson(personId), words);
  await hand.run(sql`
    insert into app.safe_contact_rules (service_id, person_id, may_phone, may_text, may_email, may_post, from_hour, until_hour,
           times_words, may_leave_voicemail, may_say_who_calls, codeword, if_someone_else_answers, hides_service_name, said_on,
           recorded_at)
    values (${hand.serviceId}, ${personId}, ${safe.mayPhone}, ${safe.mayText}, ${safe.mayEmail}, ${safe.mayPost},
            ${safe.fromHour}, ${safe.untilHour}, ${theirs(safe.timesWords)}, ${safe.mayLeaveVoicemail}, ${safe.maySayWhoCalls},
            ${theirs(safe.codeword)}, ${theirs(safe.ifSomeoneElseAnswers)}, ${safe.hidesServiceName}, ${safe.saidOn}, ${hand.at})`);
}

export interface NewCompanion {
  readonly id: CompanionId;
  readonly participantId: ParticipantId;
  readonly kind: CompanionKind;
  readonly fullName: string;
  readonly called: string;
  readonly relation: string;
  readonly phone?: string;
  readonly email?: string;
}

/** Adds somebody beside a participant. */
export async function addCompanion(hand: Hand, companion: NewCompanion): Promise<void> {
  const theirs = (words = '') => sealed(ofParticipant(companion.participantId), words);
  await hand.run(sql`
    insert into app.companions (service_id, case_id, id, participant_id, kind, full_name, called, relation, phone, email, added_at)
    values (${hand.serviceId}, ${hand.caseId}, ${companion.id}, ${companion.participantId}, ${companion.kind},
            ${companion.fullName}, ${companion.called}, ${companion.relation}, ${theirs(companion.phone)},
            ${theirs(companion.email)}, ${hand.at})`);
}

/** Writes what the search of cases finds the case, or one of its participants, by: words, and numbers by their blind index. */
export async function saveSearchEntry(
  hand: Hand,
  aboutId: string,
  words: string,
  marks: readonly Marked[],
): Promise<void> {
  await hand.run(sql`
    insert into app.search_entries (service_id, case_id, about_id, words, marks)
    values (${hand.serviceId}, ${hand.caseId}, ${aboutId}, ${words}, ${marks})
    on conflict (service_id, case_id, about_id) do update set words = excluded.words, marks = excluded.marks`);
}
