import { conferencesOf } from '#journey/conference/facts.ts';
import type { CaseVisit, ServedFile, StaffDoor } from '#vocabulary/doors.ts';
import { calendarFile, markFor, placeInLine } from './facts.ts';

/** A meeting for the calendar of whoever works on the case. */
export function calendarEntryForStaff(door: StaffDoor): void {
  door.caseFile('/conference/calendar', entry);
}

async function entry({ db, frame, staff, now }: CaseVisit): Promise<ServedFile | 'not-found'> {
  const conferences = await conferencesOf(db, frame.id);
  const booked = conferences.find(({ status }) => status === 'booked');
  const place = await placeInLine(db, booked?.venueId ?? null);
  const times = conferences.map((each) => ({
    ...each,
    uid: markFor(staff.staffId, each.id),
    // Whoever comes first is met there.
    arrivesAt: each === booked ? firstOf(each.attendees.flatMap(({ arrivesAt }) => arrivesAt ?? [])) : null,
    place: each === booked ? place : '',
    reference: frame.reference,
  }));
  return calendarFile(times, now, { what: 'export' });
}

function firstOf(moments: readonly Date[]): Date | null {
  return moments.toSorted((one, other) => one.getTime() - other.getTime())[0] ?? null;
}
