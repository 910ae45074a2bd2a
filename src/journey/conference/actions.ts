import { randomUUID } from 'node:crypto';
import { holdCase } from '#casefile/cases/facts.ts';
import { conflictsOf } from '#casefile/allocation/facts.ts';
import { lookThrough } from '#casefile/protection/facts.ts';
import { mayMeetThen } from '#journey/availability/facts.ts';
import { standingOf } from '#journey/consent/facts.ts';
import { staffOf } from '#service/staff/facts.ts';
import { venuesOf } from '#service/venues/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { isLive, sidesAt, type Conference, type ConferenceMode, type Facilitating } from '#vocabulary/conference.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { CaseId, ConferenceId, ParticipantId, StaffId } from '#vocabulary/ids.ts';
import type { Gate } from '#vocabulary/gates.ts';
import { wordsOfAsking } from './crossing-facts.ts';
import { conferenceFacts, conferencesOf, conferenceToChange } from './facts.ts';
import { bookConferenceGate } from './gate-rules.ts';
import * as rules from './rules.ts';
import * as store from './store.ts';

/** The conference or the person that a form names is not of this case. */
export type NotHere = 'not-here';
type Done = Decision<ConferenceId, rules.Refusal | NotHere>;

/** Plans a conference: one at a time, ahead, in an open venue. The usual ground rules stand until they are changed. */
export async function planConference(hand: Hand, wish: rules.Wish): Promise<Done> {
  const held = await holdCase(hand);
  if (held.status === 'closed') return refuse('not-here');
  const others = await conferencesOf(hand, held.id);
  const decision = await mayPlan(hand, others, wish);
  if (!decision.ok) return decision;
  const none = { safety: '', seating: '', stop: '' };
  return allow(await write(hand, decision.value, { plan: none, groundRules: rules.usualGroundRules, from: null }));
}

async function mayPlan(
  hand: Hand,
  others: readonly Conference[],
  wish: rules.Wish,
): Promise<Decision<rules.Wish, rules.CannotPlan | NotHere>> {
  const fit = await mayFacilitate(hand, facilitating(wish));
  if (!fit.ok) return fit;
  const then = { day: dayOf(wish.startsAt), although: wish.although === true };
  const free = await mayMeetThen(hand, hand.caseId as CaseId, then);
  if (!free.ok) return free;
  const venues = (await venuesOf(hand)).filter(({ isOpen }) => isOpen).map(({ id }) => id);
  return rules.planned(others, wish, venues, hand.at);
}

// Whoever cannot open the case for a conflict of interest cannot lead a conference of it either (H6).
async function mayFacilitate(
  hand: Hand,
  named: readonly Facilitating[],
): Promise<Decision<true, 'facilitator-has-a-conflict' | NotHere>> {
  const working = (await staffOf(hand)).filter(({ isActive }) => isActive).map(({ id }) => id);
  if (!named.every(({ staffId }) => working.includes(staffId))) return refuse('not-here');
  const conflicts = await conflictsOf(hand, hand.caseId as CaseId);
  const isConflicted = ({ staffId }: Facilitating) =>
    conflicts.some((conflict) => conflict.staffId === staffId && conflict.liftedAt === null);
  return named.some(isConflicted) ? refuse('facilitator-has-a-conflict') : allow(true);
}

type Kept = Pick<Conference, 'plan' | 'groundRules'> & { readonly from: ConferenceId | null };

async function write(hand: Hand, wish: rules.Wish, { plan, groundRules, from }: Kept): Promise<ConferenceId> {
  const id = randomUUID() as ConferenceId;
  const endsAt = new Date(wish.startsAt.getTime() + wish.minutes * 60_000);
  const made = { ...wish, id, endsAt, plan, groundRules, plannedBy: hand.actor.id, postponedFromId: from };
  await store.insertConference(hand, made);
  await store.replaceFacilitators(hand, made, facilitating(wish));
  await hand.announce({ name: 'conference.planned', conferenceId: id, mode: wish.mode });
  return id;
}

function facilitating({ leadId, coId }: Pick<rules.Wish, 'leadId' | 'coId'>): readonly Facilitating[] {
  return [{ staffId: leadId, as: 'lead' }, ...(coId === null ? [] : [{ staffId: coId, as: 'co' as const }])];
}

/** Names who facilitates, while the conference is planned. */
export async function nameFacilitators(
  hand: Hand,
  id: ConferenceId,
  named: Pick<rules.Wish, 'leadId' | 'coId'>,
): Promise<Done> {
  const conference = await conferenceToChange(hand, id);
  if (!conference) return refuse('not-here');
  if (conference.status !== 'planned') return refuse('who-facilitates-is-settled');
  if (named.leadId === named.coId) return refuse('lead-and-co-are-the-same');
  const facilitators = facilitating(named);
  const fit = await mayFacilitate(hand, facilitators);
  if (!fit.ok) return fit;
  await store.replaceFacilitators(hand, conference, facilitators);
  return allow(id);
}

/** A member of staff who decides about a conference. */
export interface Decider {
  readonly staffId: StaffId;
  readonly isSupervisor: boolean;
}

/** Lets one facilitator be enough, with a supervisor's reason. (CNF-18, H7) */
export async function waiveSecondFacilitator(hand: Hand, id: ConferenceId, by: Decider, reason: string): Promise<Done> {
  const conference = await conferenceToChange(hand, id);
  if (!conference) return refuse('not-here');
  const decision = rules.waive(conference, by, reason);
  if (!decision.ok) return decision;
  await store.markWaived(hand, id, by.staffId, decision.value);
  return allow(id);
}

/** Asks everyone: from now on each sees when and where, and how the others are told of. (CNF-13, H4) */
export async function askEveryone(hand: Hand, id: ConferenceId): Promise<Done> {
  const conference = await conferenceToChange(hand, id);
  if (!conference) return refuse('not-here');
  const standing = await standingOf(hand, hand.caseId as CaseId, dayOf(hand.at));
  const decision = rules.ask(conference, standing);
  if (!decision.ok) return decision;
  const ways = await wordsOfAsking(hand, hand.caseId as CaseId, conference);
  const clean = await lookThrough(hand, hand.caseId as CaseId, ways);
  if (!clean.ok) return clean;
  await store.insertInvitations(hand, id, decision.value);
  await store.showAttendees(hand, id);
  await hand.announce({ name: 'conference.asked', conferenceId: id });
  return allow(id);
}

/** Notes that somebody asked for another time; a facilitator gets in touch. Nothing moves by itself. */
export async function askForAnotherTime(hand: Hand, id: ConferenceId, participantId: ParticipantId): Promise<Done> {
  const conference = await conferenceToChange(hand, id);
  if (!conference || !conference.invited.includes(participantId)) return refuse('not-here');
  if (!isLive(conference)) return refuse('it-has-ended');
  await hand.announce({ name: 'conference.another-time-asked', conferenceId: id, participantId });
  return allow(id);
}

/** A refusal of a gate: the names of every reason it is shut, or of a wall that two people at once met. */
type ShutGate = string;

function passing(gate: Gate): Decision<true, ShutGate> {
  const [first, ...rest] = gate.shut.map(({ reason }) => reason);
  return first === undefined ? allow(true) : refuse(first, ...rest);
}

/** Books a planned conference when its gate is open. (H1, H7, CNF-4, CNF-6) */
export async function bookConference(hand: Hand, id: ConferenceId): Promise<Decision<ConferenceId, ShutGate>> {
  const conference = await conferenceToChange(hand, id);
  if (!conference) return refuse('not-here');
  if (conference.status !== 'planned') return refuse('booked-already-or-ended');
  const facts = await conferenceFacts(hand, hand.caseId as CaseId, { conference, now: hand.at });
  const decision = passing(bookConferenceGate(facts));
  if (!decision.ok) return decision;
  await store.markStatus(hand, conference, 'booked');
  await hand.announce({ name: 'conference.booked', conferenceId: id });
  return allow(id);
}

/** Cancels what was planned or booked, with a reason that only staff read. (CNF-3) */
export async function cancelConference(hand: Hand, id: ConferenceId, reason: string): Promise<Done> {
  const conference = await conferenceToChange(hand, id);
  if (!conference) return refuse('not-here');
  const decision = rules.stop(conference, reason);
  if (!decision.ok) return decision;
  await cancel(hand, conference, decision.value);
  return allow(id);
}

async function cancel(hand: Hand, conference: Conference, because: string): Promise<void> {
  await store.markStatus(hand, conference, 'cancelled', because);
  await store.hideAttendees(hand, conference.id);
  await hand.announce({ name: 'conference.cancelled', conferenceId: conference.id });
}

/** Puts a conference off to another time or place: the old one stays as it was, the new one stands for it. (CNF-3, CNF-16) */
export async function postponeConference(
  hand: Hand,
  id: ConferenceId,
  { reason, wish }: { readonly reason: string; readonly wish: rules.Wish },
): Promise<Done> {
  const conference = await conferenceToChange(hand, id);
  if (!conference) return refuse('not-here');
  const stopping = rules.stop(conference, reason);
  const planning = await mayPlan(hand, [], wish);
  if (!stopping.ok && !planning.ok) return refuse(...stopping.because, ...planning.because);
  if (!stopping.ok) return stopping;
  if (!planning.ok) return planning;
  await store.markStatus(hand, conference, 'postponed', stopping.value);
  await hand.announce({ name: 'conference.postponed', conferenceId: id });
  const { plan, groundRules } = conference;
  const next = await write(hand, planning.value, { plan, groundRules, from: id });
  await store.moveAttendees(hand, id, next);
  return allow(next);
}

/** Cancels every live conference of a mode, or of any, in which somebody takes part. (H2) */
export async function stopFor(hand: Hand, participantId: ParticipantId, mode: ConferenceMode | null): Promise<void> {
  await stopWhere(hand, (conference) => {
    const takesPart = sidesAt(conference).includes(participantId) || conference.invited.includes(participantId);
    return takesPart && (mode === null || conference.mode === mode);
  });
}

/** Cancels the live conference that one attendee was to come to. (H2) */
export async function stopForAttendee(hand: Hand, attendeeId: string): Promise<void> {
  await stopWhere(hand, ({ attendees }) => attendees.some(({ id }) => id === attendeeId));
}

/** Cancels every live conference of the case: it is not safe that anybody meets. (ELG-9) */
export async function stopAll(hand: Hand): Promise<void> {
  await stopWhere(hand, () => true, 'It is not safe to meet.');
}

async function stopWhere(
  hand: Hand,
  isMeant: (conference: Conference) => boolean,
  reason = 'Somebody changed their mind.',
): Promise<void> {
  const held = await holdCase(hand);
  if (held.status === 'closed') return;
  const meant = (await conferencesOf(hand, held.id)).filter((each) => isLive(each) && isMeant(each));
  for (const conference of meant) await cancel(hand, conference, reason);
}
