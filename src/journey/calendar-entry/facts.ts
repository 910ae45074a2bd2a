import { ownConferences } from '#journey/conference/facts.ts';
import { calendar } from '#platform/calendar.ts';
import { digestOf } from '#platform/fingerprint.ts';
import type { Db } from '#platform/sql.ts';
import { placeOf } from '#service/venues/facts.ts';
import type { ServedFile } from '#vocabulary/doors.ts';
import type { CaseId, CompanionId, ConferenceId, ParticipantId, StaffId, VenueId } from '#vocabulary/ids.ts';
import type { Read } from '#vocabulary/trails.ts';
import { entriesOf, type OwnTime } from './rules.ts';

/** The mark of a conference in the calendar of one reader. Two who meet never have the same, by which one could be found to belong to the other. */
export function markFor(readerId: ParticipantId | CompanionId | StaffId, conferenceId: ConferenceId): string {
  return digestOf(Buffer.from(`calendar entry ${conferenceId} ${readerId}`))
    .toString('hex')
    .slice(0, 32);
}

/** Where it is on one line, as far as whoever looks may know it; empty where there is no place. */
export async function placeInLine(db: Db, venueId: VenueId | null): Promise<string> {
  const place = venueId ? await placeOf(db, venueId) : undefined;
  return place ? [place.name, ...place.address.split(/\s*\n\s*/)].filter((line) => line !== '').join(', ') : '';
}

/** A calendar of these times, to be handed out; not there while nothing of them is settled. */
export function calendarFile(times: readonly OwnTime[], now: Date, read: Read): ServedFile | 'not-found' {
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
    read,
  };
}

/** The meeting for the calendar of somebody who comes beside a participant, read as them: with the place only where they may know it. */
export async function calendarOfSupporter(
  db: Db,
  { caseId, companionId }: { readonly caseId: CaseId; readonly companionId: CompanionId },
  now: Date,
): Promise<ServedFile | 'not-found'> {
  const times: OwnTime[] = [];
  const conferences = await ownConferences(db, caseId);
  const booked = conferences.find(({ status }) => status === 'booked');
  const place = await placeInLine(db, booked?.venueId ?? null);
  for (const each of conferences) {
    const own = { uid: markFor(companionId, each.id), place: each === booked ? place : '' };
    times.push({ ...each, ...own, arrivesAt: null, reference: '' });
  }
  return calendarFile(times, now, { what: 'own-page' });
}

async function* inOne(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
