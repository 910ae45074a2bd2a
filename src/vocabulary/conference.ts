import { about, agrees, type Standing } from './consent.ts';
import type { PlainDate } from './dates.ts';
import type { HarmLink } from './frame.ts';
import type { AttendeeId, CompanionId, ConferenceId, ParticipantId, StaffId, VenueId } from './ids.ts';
import type { Mode } from './modes.ts';

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
