import { refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import {
  isLive,
  saysYes,
  sidesAt,
  type Attendee,
  type Conference,
  type ConferenceMode,
} from '#vocabulary/conference.ts';
import type { Standing } from '#vocabulary/consent.ts';
import type { ParticipantId, StaffId, VenueId } from '#vocabulary/ids.ts';

export interface Wish {
  readonly mode: ConferenceMode;
  readonly venueId: VenueId | null;
  readonly startsAt: Date;
  readonly minutes: number;
  readonly leadId: StaffId;
  readonly coId: StaffId | null;
  /** It was agreed, although somebody avoids this day. (AVA-9) */
  readonly although?: boolean;
}

export type CannotPlan =
  | 'one-is-planned-already'
  | 'start-has-passed'
  | 'length-is-not-sensible'
  | 'meeting-needs-a-venue'
  | 'venue-is-closed'
  | 'lead-and-co-are-the-same'
  | 'facilitator-has-a-conflict'
  | 'somebody-avoids-this-day';

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

export type Refusal = 'holds-what-is-protected' | CannotPlan | CannotAsk | CannotWaive | CannotStop;

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
    case 'somebody-avoids-this-day':
      return 'This is a day to avoid. Choose another, or tick that it was agreed all the same';
    case 'who-comes-is-settled':
      return 'Who comes is settled. Postpone or cancel to change it';
    case 'nobody-comes-yet':
      return 'Add somebody from each side before you ask';
    case 'somebody-has-not-agreed-how-they-are-told-of':
      return 'Ask each of them first how the others may be told of them, and write the answer down';
    case 'it-has-ended':
      return 'This conference has ended and stays as it is';
    case 'who-facilitates-is-settled':
      return 'Who facilitates is settled. Postpone or cancel to change it';
    case 'only-a-supervisor-waives':
      return 'A supervisor who does not facilitate it decides that one facilitator is enough';
    case 'reason-is-missing':
      return 'Write the reason';
    default:
      return unreachable(reason);
  }
}
