import { refuse, refuseAny, unreachable, allow, type Decision } from '#platform/decision.ts';
import { about, agrees, type Standing } from '#vocabulary/consent.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { HarmLink } from '#vocabulary/frame.ts';
import type { AttendeeId, CompanionId, ConferenceId, ParticipantId, StaffId, VenueId } from '#vocabulary/ids.ts';
import type { Mode } from '#vocabulary/modes.ts';

/** A conference is direct: in one room, or by video. */
export type ConferenceMode = Extract<Mode, 'meeting' | 'video'>;

export type ConferenceStatus = 'planned' | 'booked' | 'held' | 'cancelled' | 'postponed';

export interface Facilitating {
  readonly staffId: StaffId;
  readonly as: 'lead' | 'co';
}

/** Somebody who comes: a participant, or somebody beside them. */
export interface Attendee {
  readonly id: AttendeeId;
  /** On whose side they come. */
  readonly participantId: ParticipantId;
  /** Null is the participant. */
  readonly companionId: CompanionId | null;
  /** How the others are told of them. */
  readonly shownAs: string;
  /** Since when the others are told of them; null while nobody is. */
  readonly shownSince: Date | null;
  readonly arrivesAt: Date | null;
  readonly waitsIn: string;
  readonly acceptedGroundRulesOn: PlainDate | null;
  readonly came: boolean | null;
}

/** What keeps everyone safe, who sits where, and how it is stopped. */
export interface Plan {
  readonly safety: string;
  readonly seating: string;
  readonly stop: string;
}

export interface Conference {
  readonly id: ConferenceId;
  readonly mode: ConferenceMode;
  readonly venueId: VenueId | null;
  /** Null for a video meeting. */
  readonly isVenueOpen?: boolean | null | undefined;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly status: ConferenceStatus;
  readonly plan: Plan;
  /** Who wrote the plan last. */
  readonly plannedBy: StaffId;
  readonly planApprovedBy: StaffId | null;
  readonly groundRules: string;
  readonly oneFacilitatorReason: string;
  readonly oneFacilitatorBy: StaffId | null;
  readonly whatHappened: string;
  readonly endedBecause: string;
  readonly postponedFromId: ConferenceId | null;
  readonly facilitators: readonly Facilitating[];
  readonly attendees: readonly Attendee[];
  /** Participants who were asked to come. */
  readonly invited: readonly ParticipantId[];
}

/** A conference that may still happen. */
export function isLive(conference: Pick<Conference, 'status'>): boolean {
  return conference.status === 'planned' || conference.status === 'booked';
}

export interface Wish {
  readonly mode: ConferenceMode;
  readonly venueId: VenueId | null;
  readonly startsAt: Date;
  readonly minutes: number;
  readonly leadId: StaffId;
  readonly coId: StaffId | null;
}

export type CannotPlan =
  | 'one-is-planned-already'
  | 'start-has-passed'
  | 'length-is-not-sensible'
  | 'meeting-needs-a-venue'
  | 'venue-is-closed'
  | 'lead-and-co-are-the-same'
  | 'facilitator-has-a-conflict';

const shortest = 15;
const longest = 480;

/** What can be planned: one at a time (CNF-5), ahead, of a sensible length (CNF-1), in an open venue (CNF-2, CNF-17). */
export function planned(
  others: readonly Pick<Conference, 'status'>[],
  wish: Wish,
  openVenues: readonly VenueId[],
  now: Date,
): Decision<Wish, CannotPlan> {
  const reasons: CannotPlan[] = [];
  if (others.some(isLive)) reasons.push('one-is-planned-already');
  if (wish.startsAt <= now) reasons.push('start-has-passed');
  if (!(wish.minutes >= shortest && wish.minutes <= longest)) reasons.push('length-is-not-sensible');
  if (wish.mode === 'meeting' && wish.venueId === null) reasons.push('meeting-needs-a-venue');
  if (wish.mode === 'meeting' && wish.venueId !== null && !openVenues.includes(wish.venueId)) {
    reasons.push('venue-is-closed');
  }
  if (wish.leadId === wish.coId) reasons.push('lead-and-co-are-the-same');
  return refuseAny(reasons, wish.mode === 'video' ? { ...wish, venueId: null } : wish);
}

export type CannotInvite = 'who-comes-is-settled' | 'comes-already' | 'how-they-are-told-of-is-missing';

/** Who comes is settled while a conference is planned, and nobody comes twice. (CNF-7, CNF-12) */
export function comes<Who extends Pick<Attendee, 'participantId' | 'companionId' | 'shownAs'>>(
  conference: Pick<Conference, 'status' | 'attendees'>,
  who: Who,
): Decision<Who, CannotInvite> {
  const reasons: CannotInvite[] = [];
  if (conference.status !== 'planned') reasons.push('who-comes-is-settled');
  const isSame = (one: Attendee) => one.participantId === who.participantId && one.companionId === who.companionId;
  if (conference.attendees.some(isSame)) reasons.push('comes-already');
  if (who.shownAs === '') reasons.push('how-they-are-told-of-is-missing');
  return refuseAny(reasons, who);
}

/** The participants on whose side somebody comes, in the order they were added. */
export function sidesAt({ attendees }: Pick<Conference, 'attendees'>): readonly ParticipantId[] {
  return [...new Set(attendees.map(({ participantId }) => participantId))];
}

/** The pairs who would communicate: harmed and responsible of one link, somebody coming on each side. */
export function pairsAt(
  conference: Pick<Conference, 'attendees'>,
  links: readonly HarmLink[],
): readonly (readonly [harmed: ParticipantId, responsible: ParticipantId])[] {
  const sides = sidesAt(conference);
  const found = links.filter(
    ({ harmedId, responsibleId }) => sides.includes(harmedId) && sides.includes(responsibleId),
  );
  return [...new Map(found.map((link) => [`${link.harmedId} ${link.responsibleId}`, link])).values()].map(
    ({ harmedId, responsibleId }) => [harmedId, responsibleId],
  );
}

/** What somebody is asked about an attendee: their own side, how the others may be told; the others, whether they may come. */
export function purposeOf(attendee: Pick<Attendee, 'participantId'>, participantId: ParticipantId) {
  return attendee.participantId === participantId ? ('share-item' as const) : ('attend' as const);
}

/** Whether somebody said yes to an attendee, in the way their side is asked. (CNF-11, CNF-13) */
export function saysYes(
  standing: Standing,
  participantId: ParticipantId,
  attendee: Pick<Attendee, 'id' | 'participantId'>,
): boolean {
  return agrees(standing, participantId, about(purposeOf(attendee, participantId), { itemId: attendee.id }));
}

export type CannotAsk = 'who-comes-is-settled' | 'nobody-comes-yet' | 'somebody-has-not-agreed-how-they-are-told-of';

/** Everyone is asked once each of them agreed how the others are told of them and of those beside them. (CNF-13, H4) */
export function ask(
  conference: Pick<Conference, 'status' | 'attendees'>,
  standing: Standing,
): Decision<readonly ParticipantId[], CannotAsk> {
  const reasons: CannotAsk[] = [];
  if (conference.status !== 'planned') reasons.push('who-comes-is-settled');
  const sides = sidesAt(conference);
  if (sides.length < 2) reasons.push('nobody-comes-yet');
  if (conference.attendees.some((attendee) => !saysYes(standing, attendee.participantId, attendee))) {
    reasons.push('somebody-has-not-agreed-how-they-are-told-of');
  }
  return refuseAny(reasons, sides);
}

export type CannotAnswer = 'not-asked-yet';

/**
 * Whoever comes on another side is answered about once the person was told of them, for the question holds those words.
 * Whoever answered before has the words already, and may always take a yes back. (CNF-13, H4, H2)
 */
export function mayAnswer(
  { invited }: Pick<Conference, 'invited'>,
  attendee: Pick<Attendee, 'id' | 'participantId' | 'shownSince'>,
  { participantId, stands }: { readonly participantId: ParticipantId; readonly stands: Standing['stands'] },
): Decision<'share-item' | 'attend', CannotAnswer> {
  const purpose = purposeOf(attendee, participantId);
  const isTold = attendee.shownSince !== null && invited.includes(participantId);
  const isKnown = stands.some(
    (stand) => stand.participantId === participantId && stand.purpose === purpose && stand.itemId === attendee.id,
  );
  return purpose === 'share-item' || isTold || isKnown ? allow(purpose) : refuse('not-asked-yet');
}

export type CannotApprove = 'it-has-ended' | 'plan-is-not-whole' | 'approver-wrote-the-plan' | 'approver-may-not';

/** A plan is whole and approved by a supervisor or the other facilitator, never by who wrote it. (CNF-19, H7) */
export function approve(
  conference: Pick<Conference, 'status' | 'plan' | 'plannedBy' | 'facilitators'>,
  by: { readonly staffId: StaffId; readonly isSupervisor: boolean },
): Decision<StaffId, CannotApprove> {
  const reasons: CannotApprove[] = [];
  const { safety, seating, stop } = conference.plan;
  if (!isLive(conference)) reasons.push('it-has-ended');
  if (safety === '' || seating === '' || stop === '') reasons.push('plan-is-not-whole');
  if (by.staffId === conference.plannedBy) reasons.push('approver-wrote-the-plan');
  if (!by.isSupervisor && !conference.facilitators.some(({ staffId }) => staffId === by.staffId)) {
    reasons.push('approver-may-not');
  }
  return refuseAny(reasons, by.staffId);
}

export type CannotWaive = 'who-facilitates-is-settled' | 'reason-is-missing' | 'only-a-supervisor-waives';

/** One facilitator is enough only when a supervisor who does not lead says why. (CNF-18, H7) */
export function waive(
  conference: Pick<Conference, 'status' | 'facilitators'>,
  by: { readonly staffId: StaffId; readonly isSupervisor: boolean },
  reason: string,
): Decision<string, CannotWaive> {
  const reasons: CannotWaive[] = [];
  if (conference.status !== 'planned') reasons.push('who-facilitates-is-settled');
  if (!by.isSupervisor || conference.facilitators.some(({ staffId }) => staffId === by.staffId)) {
    reasons.push('only-a-supervisor-waives');
  }
  if (reason === '') reasons.push('reason-is-missing');
  return refuseAny(reasons, reason);
}

export type CannotStop = 'it-has-ended' | 'reason-is-missing';

/** What was planned or booked is stopped with a reason; what ended stays ended. (CNF-3, CNF-14) */
export function stop(conference: Pick<Conference, 'status'>, reason: string): Decision<string, CannotStop> {
  const reasons: CannotStop[] = [];
  if (!isLive(conference)) reasons.push('it-has-ended');
  if (reason === '') reasons.push('reason-is-missing');
  return refuseAny(reasons, reason);
}

export type CannotHold =
  | 'only-a-booked-one-is-held'
  | 'has-not-begun'
  | 'what-happened-is-missing'
  | 'both-sides-did-not-come';

/** A conference was held when it was booked, has begun, and somebody of both sides came. (CNF-9, CNF-10) */
export function held(
  conference: Conference,
  links: readonly HarmLink[],
  what: { readonly came: readonly AttendeeId[]; readonly happened: string; readonly now: Date },
): Decision<readonly ParticipantId[], CannotHold> {
  if (conference.status !== 'booked') return refuse('only-a-booked-one-is-held');
  const reasons: CannotHold[] = [];
  const present = conference.attendees.filter(({ id }) => what.came.includes(id));
  if (conference.startsAt > what.now) reasons.push('has-not-begun');
  if (pairsAt({ attendees: present }, links).length === 0) reasons.push('both-sides-did-not-come');
  if (what.happened === '') reasons.push('what-happened-is-missing');
  const themselves = present.filter(({ companionId }) => companionId === null);
  return refuseAny(
    reasons,
    themselves.map(({ participantId }) => participantId),
  );
}

/** Whether something about a conference may still be prepared: its plan, arrivals, ground rules, run sheet. */
export function prepare(conference: Pick<Conference, 'status'>): Decision<true, 'it-has-ended'> {
  return isLive(conference) ? allow(true) : refuse('it-has-ended');
}

/** The question about an attendee as the person is asked it; stored with the answer (domain 39). */
export function wordingAbout(
  attendee: Pick<Attendee, 'participantId' | 'companionId' | 'shownAs'>,
  participantId: ParticipantId,
): string {
  const { shownAs } = attendee;
  if (attendee.participantId !== participantId) return `Is it all right with you if this person comes: ${shownAs}?`;
  const who = attendee.companionId === null ? 'you' : 'the person who comes with you';
  return `May we tell the others about ${who} like this: ${shownAs}?`;
}

export const usualGroundRules = [
  'One person speaks at a time. Whoever speaks is listened to.',
  'We talk about what happened and how it affected people. We do not call each other names.',
  'Everyone decides for themselves what they say and what they answer.',
  'Anyone can ask for a break at any time, and anyone can stop and leave.',
  'What is said here stays here, unless somebody is in danger or everyone agrees to share it.',
  'Nobody records the meeting. Phones are put away.',
].join('\n');

export type Refusal =
  | 'holds-what-is-protected'
  | CannotPlan
  | CannotInvite
  | CannotAsk
  | CannotAnswer
  | CannotApprove
  | CannotWaive
  | CannotStop
  | CannotHold;

/** The refusal in plain words, for staff. */
export function explain(reason: Refusal): string {
  switch (reason) {
    case 'holds-what-is-protected':
      return 'These words may hold something that must not cross. Look at the places that are marked below';
    case 'one-is-planned-already':
      return 'A conference is planned already. Cancel or postpone it first';
    case 'start-has-passed':
      return 'The start must be ahead of us';
    case 'length-is-not-sensible':
      return `Write how many minutes, from ${shortest} to ${longest}`;
    case 'meeting-needs-a-venue':
      return 'Choose a venue to meet in';
    case 'venue-is-closed':
      return 'Choose a venue that is open';
    case 'lead-and-co-are-the-same':
      return 'Choose somebody else as the second facilitator';
    case 'facilitator-has-a-conflict':
      return 'Choose facilitators who have no conflict of interest in this case';
    case 'who-comes-is-settled':
      return 'Who comes is settled. Postpone or cancel to change it';
    case 'comes-already':
      return 'This person is on the list already';
    case 'how-they-are-told-of-is-missing':
      return 'Write how the others are told of this person';
    case 'nobody-comes-yet':
      return 'Add somebody from each side before you ask';
    case 'somebody-has-not-agreed-how-they-are-told-of':
      return 'Ask each of them first how the others may be told of them, and write the answer down';
    case 'not-asked-yet':
      return 'Ask everyone first. Until then nobody is told who else comes';
    case 'it-has-ended':
      return 'This conference has ended and stays as it is';
    case 'plan-is-not-whole':
      return 'Write all three parts of the plan before it is approved';
    case 'approver-wrote-the-plan':
      return 'Somebody other than the person who wrote the plan approves it';
    case 'approver-may-not':
      return 'The other facilitator or a supervisor approves the plan';
    case 'who-facilitates-is-settled':
      return 'Who facilitates is settled. Postpone or cancel to change it';
    case 'only-a-supervisor-waives':
      return 'A supervisor who does not facilitate it decides that one facilitator is enough';
    case 'reason-is-missing':
      return 'Write the reason';
    case 'only-a-booked-one-is-held':
      return 'Only a booked conference can be written down as held';
    case 'has-not-begun':
      return 'It has not begun yet';
    case 'what-happened-is-missing':
      return 'Write what happened';
    case 'both-sides-did-not-come':
      return 'Somebody from both sides has to have come. If they did not meet, cancel it with the reason';
    default:
      return unreachable(reason);
  }
}
