import type { Attendee, Conference, Plan } from '#vocabulary/conference.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { AttendeeId, CompanionId, ConferenceId, ParticipantId, StaffId, VenueId } from '#vocabulary/ids.ts';
import { usualGroundRules } from './rules.ts';

// Joanne, Dylan and Jo Whitfield of casefile/cases/examples.ts; Ruth is Joanne's sister.
export const joanne = '0b6d5c1e-0000-4000-8000-000000000001' as ParticipantId;
export const dylan = '0b6d5c1e-0000-4000-8000-000000000002' as ParticipantId;
export const ruth = '0b6d5c1e-0000-4000-8000-00000000000a' as CompanionId;
export const jo = '0b6d5c1e-0000-4000-8000-000000000008' as StaffId;
export const sam = '0b6d5c1e-0000-4000-8000-000000000009' as StaffId;

/** Joanne coming herself, asked and told of, with whatever a test or a page changes. */
export function anAttendee(changed: Partial<Attendee> = {}): Attendee {
  return {
    id: '0b6d5c1e-0000-4000-8000-0000000000b1' as AttendeeId,
    participantId: joanne,
    companionId: null,
    shownAs: 'The person harmed',
    shownSince: new Date('2026-11-16T10:00:00Z'),
    arrivesAt: new Date('2026-12-03T13:30:00Z'),
    waitsIn: 'The reading room',
    acceptedGroundRulesOn: '2026-11-18' as PlainDate,
    came: null,
    ...changed,
  };
}

/** What keeps a meeting safe, in believable words. */
export const aPlan: Plan = {
  safety: 'Joanne wants the door in sight. Sam stays with Dylan, Jo with Joanne.',
  seating: 'A circle. Joanne and Ruth beside Jo, Dylan beside Sam. Dylan sits down first.',
  stop: 'Anyone says “stop”. Each side goes back to its own room with its facilitator.',
};

/** A booked meeting of Joanne with her sister, and Dylan, with whatever a test or a page changes. */
export function aConference(changed: Partial<Conference> = {}): Conference {
  return {
    id: '0b6d5c1e-0000-4000-8000-0000000000c1' as ConferenceId,
    mode: 'meeting',
    venueId: '5e0c7f8a-0000-4000-8000-000000000001' as VenueId,
    startsAt: new Date('2026-12-03T14:00:00Z'),
    endsAt: new Date('2026-12-03T16:00:00Z'),
    status: 'booked',
    plan: aPlan,
    plannedBy: jo,
    planApprovedBy: sam,
    groundRules: usualGroundRules,
    oneFacilitatorReason: '',
    oneFacilitatorBy: null,
    whatHappened: '',
    endedBecause: '',
    postponedFromId: null,
    facilitators: [
      { staffId: jo, as: 'lead' },
      { staffId: sam, as: 'co' },
    ],
    attendees: [
      anAttendee(),
      anAttendee({
        id: '0b6d5c1e-0000-4000-8000-0000000000b2' as AttendeeId,
        companionId: ruth,
        shownAs: 'Her sister',
      }),
      anAttendee({
        id: '0b6d5c1e-0000-4000-8000-0000000000b3' as AttendeeId,
        participantId: dylan,
        shownAs: 'Dylan',
        arrivesAt: new Date('2026-12-03T13:15:00Z'),
        waitsIn: 'The upstairs office',
      }),
    ],
    invited: [joanne, dylan],
    ...changed,
  };
}
