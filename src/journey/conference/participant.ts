import { ledgerOf } from '#journey/consent/facts.ts';
import { staffNames } from '#service/staff/facts.ts';
import { placeOf } from '#service/venues/facts.ts';
import type { OwnSent, OwnVisit, Outcome, Page, ParticipantDoor } from '#vocabulary/doors.ts';
import type { ConferenceId } from '#vocabulary/ids.ts';
import { askForAnotherTime } from './actions.ts';
import { ownArrival, ownConferences } from './facts.ts';
import { ownPage } from './own-pages.ts';

/** The meeting as the person who is asked to come meets it. */
export function conferenceForParticipants(door: ParticipantDoor): void {
  door.page('/conference', showOwnConference);
  door.form('/conference/another-time', anotherTime, showOwnConference);
}

/** Their meeting as it stands; what they answer about it leads back here. */
export async function showOwnConference({ db, self, attempt }: OwnVisit): Promise<Page> {
  const { participantId, caseId } = self;
  const [conference] = await ownConferences(db, caseId);
  const place = conference?.venueId ? await placeOf(db, conference.venueId) : undefined;
  const arrival = conference && (await ownArrival(db, conference.id));
  const names = await staffNames(db);
  const attended = (await ledgerOf(db, caseId)).filter(
    ({ purpose, guardianId }) => purpose === 'attend' && guardianId === null,
  );
  return ownPage({
    participantId,
    conference,
    place,
    arrival,
    facilitators: (conference?.facilitators ?? []).map(({ staffId }) => names.get(staffId) ?? 'a facilitator'),
    answers: new Map(attended.map(({ itemId, answer: said }) => [itemId ?? '', said === 'given' ? 'yes' : 'no'])),
    attempt,
  });
}

async function anotherTime({ self, form, act }: OwnSent): Promise<Outcome> {
  const id = String(form['conference'] ?? '') as ConferenceId;
  const decision = await act((hand) => askForAnotherTime(hand, id, self.participantId));
  if (decision.ok) return { to: '/my/conference', said: 'Your facilitator will talk with you about another time.' };
  return 'not-found';
}
