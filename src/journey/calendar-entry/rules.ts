/** A conference of somebody's own, as far as their calendar needs it. */
export interface OwnTime {
  /** Its mark in the calendar of this one person. */
  readonly uid: string;
  readonly status: 'planned' | 'booked' | 'held' | 'cancelled' | 'postponed';
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** When they arrive themselves, where that is settled: each side comes at a time of its own. */
  readonly arrivesAt: Date | null;
  /** Empty by video, and where there is none that they may see. */
  readonly place: string;
  /** The reference of the case, for staff alone, who have many such times; empty for everybody else. */
  readonly reference: string;
}

/** What a calendar is told of it. */
export type OwnEntry = Pick<OwnTime, 'uid' | 'startsAt' | 'endsAt' | 'place'> & {
  readonly sequence: number;
  readonly title: string;
  readonly isCancelled: boolean;
};

/**
 * What stands in one person's calendar: what is booked, and what was and is not going ahead. Others may read a calendar:
 * it says no more than that there is an appointment, and to staff of which case by its reference. (CAL-1, CAL-3)
 */
export function entriesOf(times: readonly OwnTime[]): readonly OwnEntry[] {
  return times.flatMap(({ uid, status, startsAt, endsAt, arrivesAt, place, reference }): readonly OwnEntry[] => {
    const what = reference === '' ? 'Appointment' : `Appointment, ${reference}`;
    if (status === 'booked') {
      const start = arrivesAt ?? startsAt;
      return [{ uid, sequence: 0, title: what, startsAt: start, endsAt, place, isCancelled: false }];
    }
    if (status === 'cancelled' || status === 'postponed') {
      // Some calendars show what is cancelled as if it were not: then the title says it. (CAL-2)
      const title = `${what} – not going ahead`;
      return [{ uid, sequence: 1, title, startsAt, endsAt, place: '', isCancelled: true }];
    }
    return [];
  });
}
