import { ownArrival, ownConferences, type OwnConference } from '#journey/conference/facts.ts';
import { calendar } from '#platform/calendar.ts';
import { digestOf } from '#platform/fingerprint.ts';
import type { Db } from '#platform/sql.ts';
import { placeOf } from '#service/venues/facts.ts';
import type { OwnVisit, ParticipantDoor, ServedFile } from '#vocabulary/doors.ts';
import type { ConferenceId, ParticipantId } from '#vocabulary/ids.ts';
import { entriesOf, type OwnTime } from './rules.ts';

/** A meeting for the calendar of whoever is asked to it. */
export function calendarEntryForParticipants(door: ParticipantDoor): void {
  door.file('/conference/calendar', entry);
}

async function entry({ db, self, now }: OwnVisit): Promise<ServedFile | 'not-found'> {
  const conferences = await ownConferences(db, self.caseId);
  const booked = conferences.find(({ status }) => status === 'booked');
  const settled = booked && (await settledOf(db, booked));
  const times = conferences.map((each): OwnTime => {
    const uid = uidOf(each.id, self.participantId);
    return { ...each, uid, arrivesAt: null, place: '', ...(each.id === booked?.id && settled) };
  });
  const entries = entriesOf(times);
  if (entries.length === 0) return 'not-found';
  const bytes = Buffer.from(calendar(entries, now));
  return {
    // On a device that others use, its name would say what it is about.
    name: 'appointment.ics',
    type: 'text/calendar; charset=utf-8',
    size: bytes.length,
    isShown: false,
    content: async () => inOne(bytes),
    read: { what: 'own-page' },
  };
}

/** Where and from when they are to be there themselves; a case has one conference at a time that is booked. */
async function settledOf(db: Db, { id, venueId }: OwnConference): Promise<Pick<OwnTime, 'arrivesAt' | 'place'>> {
  const arrival = await ownArrival(db, id);
  const place = venueId ? await placeOf(db, venueId) : undefined;
  return {
    arrivesAt: arrival?.arrivesAt ?? null,
    place: place ? [place.name, ...place.address.split(/\s*\n\s*/)].filter((line) => line !== '').join(', ') : '',
  };
}

// Two who meet never have the same mark in their calendars, by which one could be found to belong to the other.
function uidOf(conferenceId: ConferenceId, participantId: ParticipantId): string {
  const mark = digestOf(Buffer.from(`calendar entry ${conferenceId} ${participantId}`));
  return mark.toString('hex').slice(0, 32);
}

async function* inOne(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
