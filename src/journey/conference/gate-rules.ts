import { pairsAt, saysYes, sidesAt, type Attendee, type Conference } from '#vocabulary/conference.ts';
import type { Standing } from '#vocabulary/consent.ts';
import { dayOf, daysBetween, inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { HarmLink } from '#vocabulary/frame.ts';
import type { Gate, GateName, Shut } from '#vocabulary/gates.ts';
import type { ParticipantId, StaffId, VenueId } from '#vocabulary/ids.ts';

/** Whom of the case a venue is not known to be clear for, and whether somebody looked. */
export interface NotClear {
  readonly restrainsId: ParticipantId;
  readonly is: 'not-clear' | 'not-looked-at';
}

/** Everything that the gates of a conference weigh. */
export interface ConferenceFacts {
  readonly conference: Conference;
  readonly links: readonly HarmLink[];
  /** What each participant is called. */
  readonly called: Readonly<Record<string, string>>;
  /** Of each pair who come: may they communicate in this mode on the day? */
  readonly communicate: readonly Gate[];
  /** What is still missing before each participant who comes is ready. */
  readonly notReady: readonly Shut[];
  /** The consents of the case. */
  readonly standing: Standing;
  /** What other conferences take in the same time, and who has a conflict of interest in this case. */
  readonly taken: {
    readonly venues: readonly VenueId[];
    readonly staff: readonly StaffId[];
    readonly conflicted: readonly StaffId[];
  };
  readonly isVenueOpen: boolean;
  /** Whom the venue is not known to be clear for on the day: nothing of where they may not go. */
  readonly notClear: readonly NotClear[];
  /** The days on which risk was assessed. */
  readonly assessedOn: readonly PlainDate[];
  readonly now: Date;
}

/** Whether a conference may be booked, or every reason why not. (H1, H7) */
export function bookConferenceGate(facts: ConferenceFacts): Gate {
  return gate('book-conference', facts, [...whoMayMeet(facts), ...placeAndTime(facts), ...clearOfPlaces(facts)]);
}

/** Whether a booked conference may be held: all that booking asks, and all that keeps the day safe. (H1, H7) */
export function holdConferenceGate(facts: ConferenceFacts): Gate {
  const { status } = facts.conference;
  return gate('hold-conference', facts, [
    ...(status === 'booked' ? [] : [notBooked]),
    ...whoMayMeet(facts),
    ...clearOfPlaces(facts),
    ...riskAndPlan(facts),
    ...apart(facts),
    ...facts.notReady,
    ...groundRulesOpen(facts),
  ]);
}

/** The two gates of a case in which nothing is planned. */
export function nothingPlannedGates(): readonly Gate[] {
  const shut = [nothingPlanned];
  const about = 'A conference';
  return [
    { name: 'book-conference', about, shut },
    { name: 'hold-conference', about, shut },
  ];
}

const nothingPlanned: Shut = {
  reason: 'no-conference-is-planned',
  words: 'No conference is planned.',
  opens: 'one is planned on the Conference page',
};

const notBooked: Shut = {
  reason: 'not-booked-yet',
  words: 'The conference is not booked.',
  opens: 'the gate to book it is open and it is booked',
};

function gate(name: GateName, { conference }: ConferenceFacts, shut: readonly Shut[]): Gate {
  const kind = conference.mode === 'video' ? 'A video meeting' : 'A meeting';
  // The same reason may stand between several pairs: it is said once.
  const once = new Map(shut.map((each) => [`${each.reason} ${each.words}`, each]));
  return {
    name,
    about: `${kind} on ${inWords(dayOf(conference.startsAt))}`,
    mode: conference.mode,
    shut: [...once.values()],
  };
}

function whoMayMeet(facts: ConferenceFacts): readonly Shut[] {
  const { conference, links, communicate } = facts;
  const bothCome = pairsAt(conference, links).length > 0;
  return [
    ...communicate.flatMap(({ shut }) => shut),
    ...(bothCome ? [] : [oneSideOnly]),
    ...facilitatorsMissing(conference),
    ...facilitatorsConflicted(facts),
    ...notAsked(facts),
    ...notAgreed(facts),
  ];
}

const oneSideOnly: Shut = {
  reason: 'both-sides-do-not-come',
  words: 'Nobody comes from one of the sides.',
  opens: 'a person harmed and a person responsible are both on the list of who comes',
};

function facilitatorsMissing({ facilitators, oneFacilitatorBy }: Conference): readonly Shut[] {
  if (facilitators.length >= 2 || oneFacilitatorBy !== null) return [];
  return [
    {
      reason: 'two-facilitators-are-needed',
      words: 'Only one facilitator is named.',
      opens: 'a second facilitator is named, or a supervisor writes why one is enough',
      rule: 'H7',
    },
  ];
}

/** A conflict of interest may be declared after somebody was named. (CNF-23, H6) */
function facilitatorsConflicted({ conference, taken }: ConferenceFacts): readonly Shut[] {
  if (!conference.facilitators.some(({ staffId }) => taken.conflicted.includes(staffId))) return [];
  const opens = conference.status === 'planned' ? 'somebody else facilitates' : 'it is postponed with somebody else';
  return [
    {
      reason: 'facilitator-has-a-conflict',
      words: 'A facilitator has a conflict of interest in this case.',
      opens: `${opens}, or a supervisor lifts the conflict`,
      rule: 'H6',
    },
  ];
}

function notAsked({ conference: { attendees, invited }, called }: ConferenceFacts): readonly Shut[] {
  const untold = attendees.filter(({ shownSince, participantId }) => !shownSince || !invited.includes(participantId));
  return [...new Set(untold.map(({ participantId }) => participantId))].map((id) => ({
    reason: 'not-everyone-was-asked',
    words: `${called[id] ?? 'Somebody'} and the others were not all asked about who comes.`,
    opens: 'each agreed how the others are told of them, and everyone is asked',
    rule: 'H4',
  }));
}

/** Everyone on whose side somebody comes agrees to everyone of the others. (CNF-11) */
function notAgreed({ conference, standing, called }: ConferenceFacts): readonly Shut[] {
  return sidesAt(conference).flatMap((id) =>
    conference.attendees
      .filter((attendee) => attendee.participantId !== id && !saysYes(standing, id, attendee))
      .map(({ shownAs }) => ({
        reason: 'somebody-has-not-agreed-to-who-comes',
        words: `${called[id] ?? 'Somebody'} has not said yes to this person coming: ${shownAs}.`,
        opens: 'they say yes, in the portal or to a facilitator. For a child, a guardian says yes too',
        rule: 'H1',
      })),
  );
}

function placeAndTime({ conference, taken, isVenueOpen, now }: ConferenceFacts): readonly Shut[] {
  const { venueId, facilitators, startsAt, status } = conference;
  const reasons: Shut[] = [];
  if (status === 'planned' && startsAt <= now) reasons.push(startPassed);
  if (venueId !== null && !isVenueOpen) reasons.push(venueClosed);
  if (venueId !== null && taken.venues.includes(venueId)) reasons.push(venueTaken);
  if (facilitators.some(({ staffId }) => taken.staff.includes(staffId))) reasons.push(facilitatorBusy);
  return reasons;
}

/** Somebody who comes may not go to some place: what is said is that the venue is not clear, and never of what. (ZON-2) */
function clearOfPlaces({ conference: { attendees }, notClear }: ConferenceFacts): readonly Shut[] {
  const comes = notClear.filter(({ restrainsId }) =>
    attendees.some(({ participantId, companionId }) => participantId === restrainsId && companionId === null),
  );
  return [
    ...(comes.some(({ is }) => is === 'not-clear') ? [venueNotClear] : []),
    ...(comes.some(({ is }) => is === 'not-looked-at') ? [venueNotLookedAt] : []),
  ];
}

const venueNotClear: Shut = {
  reason: 'venue-is-not-clear',
  words: 'The venue is not clear for everybody who comes.',
  opens: 'it is planned or postponed to a venue that is clear',
};
const venueNotLookedAt: Shut = {
  reason: 'venue-was-not-looked-at',
  words: 'Nobody has looked whether the venue is clear for everybody who comes.',
  opens: 'somebody looks and says so, under Suitability, Places somebody may not go to',
};

const anotherTime = 'the conference is postponed to another time';
const startPassed: Shut = { reason: 'start-has-passed', words: 'The start has passed.', opens: anotherTime };
const venueClosed: Shut = {
  reason: 'venue-is-closed',
  words: 'The venue is closed.',
  opens: 'it opens again, or the conference is postponed to another place',
};
const venueTaken: Shut = {
  reason: 'venue-is-taken',
  words: 'Another conference has this venue at that time.',
  opens: 'the conference is postponed to another time or place',
};
const facilitatorBusy: Shut = {
  reason: 'facilitator-is-taken',
  words: 'A facilitator has another conference at that time.',
  opens: 'somebody else facilitates, or the conference is postponed to another time',
};

/** How long an assessment of risk counts before a direct meeting. (domain 109) */
const riskDays = 14;

function riskAndPlan({ conference, assessedOn }: ConferenceFacts): readonly Shut[] {
  const day = dayOf(conference.startsAt);
  const isFresh = assessedOn.some((assessed) => assessed <= day && daysBetween(assessed, day) <= riskDays);
  return [...(isFresh ? [] : [riskIsOld]), ...(conference.planApprovedBy === null ? [planNotApproved] : [])];
}

const riskIsOld: Shut = {
  reason: 'risk-is-not-reviewed',
  words: `Risk was not looked at in the ${riskDays} days before the conference.`,
  opens: 'risk is assessed again, close to the day',
  rule: 'H7',
};
const planNotApproved: Shut = {
  reason: 'plan-is-not-approved',
  words: 'The plan for safety, seating and stopping is not approved.',
  opens: 'the other facilitator or a supervisor approves it, not the person who wrote it',
  rule: 'H7',
};

/** Nobody meets on the way in: every side comes at its own time, and no pair shares a waiting room. (H7) */
function apart({ conference, links }: ConferenceFacts): readonly Shut[] {
  if (conference.mode === 'video') return [];
  const { attendees } = conference;
  const between = (isClash: (a: Attendee, b: Attendee) => boolean) =>
    attendees.some((a) => attendees.some((b) => a.participantId !== b.participantId && isClash(a, b)));
  const atOnce = between((a, b) => !a.arrivesAt || !b.arrivesAt || a.arrivesAt.getTime() === b.arrivesAt.getTime());
  const isPair = (a: ParticipantId, b: ParticipantId) =>
    links.some(({ harmedId, responsibleId }) => harmedId === a && responsibleId === b);
  const together = between((a, b) => isPair(a.participantId, b.participantId) && isSameRoom(a.waitsIn, b.waitsIn));
  return [...(atOnce ? [arriveTogether] : []), ...(together ? [waitTogether] : [])];
}

function isSameRoom(one: string, other: string): boolean {
  return one === '' || other === '' || one.toLowerCase() === other.toLowerCase();
}

const arriveTogether: Shut = {
  reason: 'arrivals-are-not-separate',
  words: 'The sides do not each have a time of their own to arrive.',
  opens: 'everyone has a time to arrive, and no two sides have the same',
  rule: 'H7',
};
const waitTogether: Shut = {
  reason: 'waiting-rooms-are-not-apart',
  words: 'Two sides have no separate rooms to wait in.',
  opens: 'each side has a room of its own to wait in',
  rule: 'H7',
};

function groundRulesOpen({ conference }: ConferenceFacts): readonly Shut[] {
  return conference.attendees
    .filter(({ acceptedGroundRulesOn }) => acceptedGroundRulesOn === null)
    .map(({ shownAs }) => ({
      reason: 'ground-rules-are-not-accepted',
      words: `This person has not accepted the ground rules: ${shownAs}.`,
      opens: 'they accept them, in the portal or to a facilitator',
    }));
}
