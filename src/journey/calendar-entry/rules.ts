import type { OwnConference } from '#journey/conference/facts.ts';
import type { CalendarEntry } from '#platform/calendar.ts';
import { digestOf } from '#platform/fingerprint.ts';
import type { ConferenceId, ParticipantId } from '#vocabulary/ids.ts';

/** A conference of somebody's own, as far as their calendar needs it. */
export type OwnTime = Pick<OwnConference, 'id' | 'startsAt' | 'endsAt' | 'status'> & {
  /** When they arrive themselves, where that is settled: each side comes at a time of its own. */
  readonly arrivesAt: Date | null;
  /** Empty by video, and where there is none that they may see. */
  readonly place: string;
};

/**
 * What stands in one person's calendar: what is booked, and what was and is not going ahead. Others may read a calendar:
 * it says no more than that there is an appointment. (CAL-1)
 */
export function entriesOf(participantId: ParticipantId, times: readonly OwnTime[]): readonly CalendarEntry[] {
  return times.flatMap(({ id, status, startsAt, endsAt, arrivesAt, place }): readonly CalendarEntry[] => {
    const uid = uidOf(id, participantId);
    if (status === 'booked') {
      const start = arrivesAt ?? startsAt;
      return [{ uid, sequence: 0, title: 'Appointment', startsAt: start, endsAt, place, isCancelled: false }];
    }
    if (status === 'cancelled' || status === 'postponed') {
      // Some calendars show what is cancelled as if it were not: then the title says it.
      const title = 'Appointment – not going ahead';
      return [{ uid, sequence: 1, title, startsAt, endsAt, place: '', isCancelled: true }];
    }
    return [];
  });
}

// Two who meet never have the same mark in their calendars, by which one could be found to belong to the other. (CAL-2)
function uidOf(conferenceId: ConferenceId, participantId: ParticipantId): string {
  return digestOf(Buffer.from(`calendar entry ${conferenceId} ${participantId}`))
    .toString('hex')
    .slice(0, 32);
}
