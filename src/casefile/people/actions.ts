import { randomUUID } from 'node:crypto';
import { holdCase } from '#casefile/cases/facts.ts';
import { allow, refuse, refuseAny, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { reachIndex } from '#vocabulary/blind-index.ts';
import { dayOf, type PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, CompanionId, ParticipantId } from '#vocabulary/ids.ts';
import { detailsOf, safeContactOf, type PersonDetails } from './facts.ts';
import {
  mayJoin,
  readContactPoint,
  sayWhatIsSafe,
  searchWords,
  type CannotChangePeople,
  type CannotSayWhatIsSafe,
  type CheckedHow,
  type ContactPoint,
  type SafeContact,
} from './rules.ts';
import * as store from './store.ts';

/** The numbers and addresses that came with somebody, and whether they were checked then. */
export interface FirstContact {
  readonly phone: string;
  readonly email: string;
  readonly post: string;
  /** The day they were checked; null while nobody has. (PEO-1) */
  readonly checkedOn: PlainDate | null;
}

/** Adds a person to the case with how to reach them; whoever may open the case can read them from then on. */
export async function addPersonToCase(
  hand: Hand,
  person: store.NewPerson,
  contact: FirstContact,
  safe: SafeContact | null,
): Promise<ParticipantId> {
  await store.addPerson(hand, person);
  const participantId = randomUUID() as ParticipantId;
  const personId = person.id;
  await hand.announce({ name: 'participant.added', participantId, personId, organisationId: null });
  const { checkedOn } = contact;
  const checkedHow = checkedOn === null ? null : 'with-the-referral';
  for (const channel of ['phone', 'email', 'post'] as const) {
    const value = contact[channel];
    if (value !== '') await store.addContactPoint(hand, { personId, channel, value, checkedOn, checkedHow });
  }
  if (safe) await store.addSafeContact(hand, personId, safe);
  await indexParticipant(hand, participantId);
  return participantId;
}

/** Adds an organisation to the case, such as a shop that was harmed. */
export async function addOrganisationToCase(hand: Hand, made: store.NewOrganisation): Promise<ParticipantId> {
  await store.addOrganisation(hand, made);
  const participantId = randomUUID() as ParticipantId;
  await hand.announce({ name: 'participant.added', participantId, personId: null, organisationId: made.id });
  return participantId;
}

/** Adds a person whom staff typed in: nobody has checked their number yet, nor said what is safe. */
export async function typePersonIn(
  hand: Hand,
  person: store.NewPerson,
  contact: Omit<FirstContact, 'checkedOn'>,
): Promise<Decision<ParticipantId, CannotChangePeople>> {
  const held = await holdCase(hand);
  const decision = refuseAny([...closed(held.status), ...unborn(person, hand)], person);
  if (!decision.ok) return decision;
  return allow(await addPersonToCase(hand, person, { ...contact, checkedOn: null }, null));
}

/** Adds an organisation that staff typed in. */
export async function typeOrganisationIn(
  hand: Hand,
  made: store.NewOrganisation,
): Promise<Decision<ParticipantId, CannotChangePeople>> {
  const decision = mayJoin((await holdCase(hand)).status);
  return decision.ok ? allow(await addOrganisationToCase(hand, made)) : decision;
}

function closed(status: Parameters<typeof mayJoin>[0]): readonly CannotChangePeople[] {
  const decision = mayJoin(status);
  return decision.ok ? [] : decision.because;
}

function unborn(person: Pick<store.NewPerson, 'dateOfBirth'>, hand: Hand): readonly CannotChangePeople[] {
  return person.dateOfBirth !== null && person.dateOfBirth > dayOf(hand.at) ? ['born-in-the-future'] : [];
}

type Details = Omit<store.NewPerson, 'id'>;

/** Puts somebody's details right; the search finds them by their name as it is now. (PEO-6) */
export async function changePerson(
  hand: Hand,
  participantId: ParticipantId,
  details: Details,
): Promise<Decision<Details, CannotChangePeople>> {
  const was = await whoIs(hand, participantId);
  const { personId } = was;
  if (personId === null) return refuse('organisations-have-no-such-details');
  const decision = refuseAny(unborn(details, hand), details);
  if (!decision.ok) return decision;
  await store.savePerson(hand, { ...details, id: personId }, was);
  await indexParticipant(hand, participantId);
  await hand.announce({ name: 'participant.changed', participantId, what: 'details' });
  return decision;
}

/** Adds a number or an address. It is not used before it was checked. (PEO-1) */
export async function addContactPoint(
  hand: Hand,
  participantId: ParticipantId,
  channel: ContactPoint['channel'],
  typed: string,
): Promise<Decision<string, CannotChangePeople | 'does-not-look-right'>> {
  const { personId } = await whoIs(hand, participantId);
  if (personId === null) return refuse('organisations-have-no-such-details');
  const decision = readContactPoint(channel, typed);
  if (!decision.ok) return decision;
  await store.addContactPoint(hand, { personId, channel, value: decision.value, checkedOn: null, checkedHow: null });
  await indexParticipant(hand, participantId);
  await hand.announce({ name: 'participant.changed', participantId, what: 'contact-point-added' });
  return decision;
}

/** Marks a number or an address as checked through the old safe way or in person: from now it may be used. (PEO-1) */
export async function checkContactPoint(
  hand: Hand,
  participantId: ParticipantId,
  pointId: string,
  how: CheckedHow,
): Promise<Decision<string, 'not-there'>> {
  const { personId } = await whoIs(hand, participantId);
  const checked = { on: dayOf(hand.at), how };
  if (personId === null || !(await store.markChecked(hand, personId, pointId, checked))) return refuse('not-there');
  await hand.announce({ name: 'participant.changed', participantId, what: 'contact-point-checked' });
  return allow(pointId);
}

/** Stops the use of a number or an address; it stays on the record. */
export async function stopContactPoint(
  hand: Hand,
  participantId: ParticipantId,
  pointId: string,
): Promise<Decision<string, 'not-there'>> {
  const { personId } = await whoIs(hand, participantId);
  if (personId === null || !(await store.markStopped(hand, personId, pointId))) return refuse('not-there');
  await indexParticipant(hand, participantId);
  await hand.announce({ name: 'participant.changed', participantId, what: 'contact-point-stopped' });
  return allow(pointId);
}

/** Writes down how it is safe to reach somebody, as they said it; what they said before stays in the history. (PEO-4) */
export async function recordSafeContact(
  hand: Hand,
  participantId: ParticipantId,
  safe: SafeContact,
): Promise<Decision<SafeContact, CannotSayWhatIsSafe | CannotChangePeople>> {
  const { personId } = await whoIs(hand, participantId);
  if (personId === null) return refuse('organisations-have-no-such-details');
  const decision = sayWhatIsSafe(safe, dayOf(hand.at));
  if (!decision.ok) return decision;
  await store.addSafeContact(hand, personId, safe);
  const happenedOn = safe.saidOn ?? undefined;
  await hand.announce({ name: 'safe-contact.changed', participantId, happenedOn });
  return decision;
}

/** No way of reaching somebody is safe from now on, until somebody writes down what is; false where none was. (PEO-2) */
export async function stopReaching(hand: Hand, participantId: ParticipantId): Promise<boolean> {
  const { safe } = await safeContactOf(hand, participantId);
  if (!safe || !(safe.mayPhone || safe.mayText || safe.mayEmail || safe.mayPost)) return false;
  const none = { mayPhone: false, mayText: false, mayEmail: false, mayPost: false, saidOn: dayOf(hand.at) };
  return (await recordSafeContact(hand, participantId, { ...safe, ...none })).ok;
}

/** Adds somebody beside a participant: a supporter, guardian, interpreter or representative. */
export async function addCompanionTo(
  hand: Hand,
  companion: Omit<store.NewCompanion, 'id'>,
): Promise<Decision<CompanionId, 'case-is-closed'>> {
  const decision = mayJoin((await holdCase(hand)).status);
  if (!decision.ok) return decision;
  const id = randomUUID() as CompanionId;
  await store.addCompanion(hand, { ...companion, id });
  await hand.announce({ name: 'companion.added', participantId: companion.participantId, companionId: id });
  return allow(id);
}

/** Lets the search find the case by its reference. (PEO-6) */
export async function indexCase(hand: Hand): Promise<void> {
  const { id, reference } = await holdCase(hand);
  await store.saveSearchEntry(hand, id, searchWords([reference, reference.replace('-', '')]), []);
}

/** Lets the search find a participant by their names, numbers and e-mail addresses as they are now. (PEO-6) */
export async function indexParticipant(hand: Hand, participantId: ParticipantId): Promise<void> {
  const { fullName, called } = await whoIs(hand, participantId);
  const { points } = await safeContactOf(hand, participantId);
  const marks = points
    .filter(({ channel, isInUse }) => channel !== 'post' && isInUse)
    .map(({ channel, value }) => reachIndex(hand, channel, value));
  await store.saveSearchEntry(hand, participantId, searchWords([fullName, called]), marks);
}

async function whoIs(hand: Hand, participantId: ParticipantId): Promise<PersonDetails> {
  const [details] = await detailsOf(hand, hand.caseId as CaseId, participantId);
  if (!details) throw new Error('The participant is not of the case that is held');
  return details;
}
