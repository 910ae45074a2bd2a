import { ownArrival, ownConferences } from '#journey/conference/facts.ts';
import type { OwnVisit, ParticipantDoor, ServedFile } from '#vocabulary/doors.ts';
import { calendarFile, markFor, placeInLine } from './facts.ts';

/** A meeting for the calendar of whoever is asked to it. */
export function calendarEntryForParticipants(door: ParticipantDoor): void {
  door.file('/conference/calendar', entry);
}

async function entry({ db, self, now }: OwnVisit): Promise<ServedFile | 'not-found'> {
  const conferences = await ownConferences(db, self.caseId);
  // A case has one conference at a time that is booked.
  const booked = conferences.find(({ status }) => status === 'booked');
  const arrival = booked && (await ownArrival(db, booked.id));
  const place = await placeInLine(db, booked?.venueId ?? null);
  const times = conferences.map((each) => ({
    ...each,
    uid: markFor(self.participantId, each.id),
    arrivesAt: each === booked ? (arrival?.arrivesAt ?? null) : null,
    place: each === booked ? place : '',
    reference: '',
  }));
  return calendarFile(times, now, { what: 'own-page' });
}
