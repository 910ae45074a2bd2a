import { randomUUID } from 'node:crypto';
import { harmLinksOf, holdCase } from '#casefile/cases/facts.ts';
import { companionsOf } from '#casefile/people/facts.ts';
import { lookThrough } from '#casefile/protection/facts.ts';
import { conferencesOf, conferenceToChange, gateToHold } from '#journey/conference/facts.ts';
import { standingOf } from '#journey/consent/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { isLive, sidesAt, type Attendee, type Conference, type Plan } from '#vocabulary/conference.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { AttendeeId, CaseId, CompanionId, ConferenceId, ParticipantId, StaffId } from '#vocabulary/ids.ts';
import { wordsOfArrivals, wordsOfRules } from './crossing-facts.ts';
import * as rules from './rules.ts';
import * as store from './store.ts';

/** The conference or the person that a form names is not of this case. */
export type NotHere = 'not-here';
type Done = Decision<ConferenceId, rules.Refusal | NotHere>;

export type NewAttendee = Pick<Attendee, 'participantId' | 'companionId' | 'shownAs'>;

/** Puts somebody on the list of who comes: a participant, or somebody beside them. (CNF-7, CNF-12) */
export async function addAttendee(
  hand: Hand,
  conferenceId: ConferenceId,
  who: NewAttendee,
): Promise<Decision<AttendeeId, rules.CannotInvite | NotHere>> {
  const conference = await conferenceToChange(hand, conferenceId);
  if (!conference || !(await isOfThatSide(hand, who))) return refuse('not-here');
  const decision = rules.comes(conference, who);
  if (!decision.ok) return decision;
  const id = randomUUID() as AttendeeId;
  await store.insertAttendee(hand, conferenceId, { id, ...decision.value });
  return allow(id);
}

async function isOfThatSide(hand: Hand, { participantId, companionId }: NewAttendee): Promise<boolean> {
  if (companionId === null) return true;
  const companions = await companionsOf(hand, hand.caseId as CaseId);
  return companions.some((one) => one.id === companionId && one.participantId === participantId);
}

/** Takes somebody off the list of who comes, while the conference is planned. (CNF-12) */
export async function removeAttendee(hand: Hand, conferenceId: ConferenceId, id: AttendeeId): Promise<Done> {
  const conference = await conferenceToChange(hand, conferenceId);
  if (!conference || !conference.attendees.some((attendee) => attendee.id === id)) return refuse('not-here');
  if (conference.status !== 'planned') return refuse('who-comes-is-settled');
  await store.deleteAttendee(hand, conferenceId, id);
  return allow(conferenceId);
}

export interface AttendanceAnswer {
  readonly participantId: ParticipantId;
  /** Who spoke for a child; null is the participant. */
  readonly guardianId: CompanionId | null;
  readonly attendeeId: AttendeeId;
  readonly answer: 'given' | 'declined';
  readonly how: 'online' | 'in-person' | 'by-phone' | 'video-call' | 'in-writing';
}

/**
 * What somebody says about an attendee: of another side, whether they may come; of their own, how the others are told.
 * The ledger of consent takes it down in the same transaction. (CNF-11, CNF-13)
 */
export async function answerAttendance(hand: Hand, said: AttendanceAnswer): Promise<Done> {
  const held = await holdCase(hand);
  if (held.status === 'closed') return refuse('not-here');
  const conferences = (await conferencesOf(hand, held.id)).filter(isLive);
  const conference = conferences.find(({ attendees }) => attendees.some(({ id }) => id === said.attendeeId));
  const attendee = conference?.attendees.find(({ id }) => id === said.attendeeId);
  if (!conference || !attendee || !sidesAt(conference).includes(said.participantId)) return refuse('not-here');
  const { stands } = await standingOf(hand, held.id, dayOf(hand.at));
  const decision = rules.mayAnswer(conference, attendee, { participantId: said.participantId, stands });
  if (!decision.ok) return decision;
  await hand.announce({ name: 'conference.attendance-answered', ...said, purpose: decision.value });
  return allow(conference.id);
}

/** Writes the plan for the day; an approval of an older plan does not stand. (CNF-19, H7) */
export async function writePlan(hand: Hand, id: ConferenceId, plan: Plan): Promise<Done> {
  return prepared(hand, id, () => store.rewritePlan(hand, id, plan));
}

/** A member of staff who decides about the plan. */
export interface Decider {
  readonly staffId: StaffId;
  readonly isSupervisor: boolean;
}

/** Approves the plan, by another than who wrote it. (CNF-19, H7) */
export async function approvePlan(hand: Hand, id: ConferenceId, by: Decider): Promise<Done> {
  const conference = await conferenceToChange(hand, id);
  if (!conference) return refuse('not-here');
  const decision = rules.approve(conference, by);
  if (!decision.ok) return decision;
  await store.markApproved(hand, id, decision.value);
  return allow(id);
}

/** Writes other ground rules; everyone is asked again whether they accept them. (CNF-15) */
export async function writeGroundRules(hand: Hand, id: ConferenceId, groundRules: string): Promise<Done> {
  const conference = await conferenceToChange(hand, id);
  if (!conference) return refuse('not-here');
  const decision = rules.prepare(conference);
  if (!decision.ok || conference.groundRules === groundRules) return decision.ok ? allow(id) : decision;
  const clean = await clear(hand, wordsOfRules(hand, hand.caseId as CaseId, conference, groundRules));
  if (clean.ok) await store.rewriteGroundRules(hand, id, groundRules);
  return clean.ok ? allow(id) : clean;
}

async function clear(hand: Hand, ways: ReturnType<typeof wordsOfRules>) {
  return lookThrough(hand, hand.caseId as CaseId, await ways);
}

/** Notes that some of those who come accepted the ground rules today. (CNF-15) */
export async function acceptGroundRules(hand: Hand, id: ConferenceId, attendees: readonly AttendeeId[]): Promise<Done> {
  const conference = await conferenceToChange(hand, id);
  const areHere = attendees.every((each) => conference?.attendees.some((attendee) => attendee.id === each));
  if (!conference || !areHere) return refuse('not-here');
  if (!isLive(conference)) return refuse('it-has-ended');
  await store.markAccepted(hand, attendees, dayOf(hand.at));
  return allow(id);
}

/** Writes when each arrives and where they wait. (CNF-20, H7) */
export async function setArrivals(hand: Hand, id: ConferenceId, arrivals: readonly store.Arrival[]): Promise<Done> {
  const conference = await conferenceToChange(hand, id);
  const areHere = arrivals.every((each) => conference?.attendees.some((attendee) => attendee.id === each.attendeeId));
  if (!conference || !areHere) return refuse('not-here');
  if (!isLive(conference)) return refuse('it-has-ended');
  const clean = await clear(hand, wordsOfArrivals(hand, hand.caseId as CaseId, conference, arrivals));
  if (clean.ok) await store.writeArrivals(hand, arrivals);
  return clean.ok ? allow(id) : clean;
}

async function prepared(hand: Hand, id: ConferenceId, work: (conference: Conference) => Promise<void>): Promise<Done> {
  const conference = await conferenceToChange(hand, id);
  if (!conference) return refuse('not-here');
  const decision = rules.prepare(conference);
  if (!decision.ok) return decision;
  await work(conference);
  return allow(id);
}

/** The names of every reason why the gate to hold it is shut, beside what is wrong with what was sent. */
type ShutGate = string;

export interface WhatHappened {
  readonly came: readonly AttendeeId[];
  readonly happened: string;
}

/** Writes down that a booked conference was held, when its gate was open: who came and what happened. (H1, H7, CNF-9, CNF-10) */
export async function holdConference(
  hand: Hand,
  id: ConferenceId,
  what: WhatHappened,
): Promise<Decision<ConferenceId, ShutGate>> {
  const conference = await conferenceToChange(hand, id);
  const areHere = what.came.every((each) => conference?.attendees.some(({ id: attendee }) => attendee === each));
  if (!conference || !areHere) return refuse('not-here');
  const links = await harmLinksOf(hand, hand.caseId as CaseId);
  const decision = rules.held(conference, links, { ...what, now: hand.at });
  if (!decision.ok) return decision;
  const gate = await gateToHold(hand, hand.caseId as CaseId, { conference, now: hand.at });
  const [first, ...rest] = gate.shut.map(({ reason }) => reason);
  if (first !== undefined) return refuse(first, ...rest);
  await store.writeHeld(hand, id, what);
  await store.markHeld(hand, id);
  await hand.announce({
    name: 'conference.held',
    conferenceId: id,
    mode: conference.mode,
    attended: decision.value,
    happenedOn: dayOf(conference.startsAt),
  });
  return allow(id);
}
