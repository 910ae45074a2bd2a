import { ledgerOf } from '#journey/consent/facts.ts';
import { staffNames } from '#service/staff/facts.ts';
import { placeOf } from '#service/venues/facts.ts';
import type { OwnSent, OwnVisit, Outcome, Page, ParticipantDoor } from '#vocabulary/doors.ts';
import type { AttendeeId, ConferenceId } from '#vocabulary/ids.ts';
import { acceptGroundRules, answerAttendance, askForAnotherTime } from './actions.ts';
import { conferencesOf, ownArrival, ownConferences } from './facts.ts';
import { ownPage } from './own-pages.ts';
import { refuse } from '#platform/decision.ts';

/** The meeting as the person who is asked to come meets it. */
export function conferenceForParticipants(door: ParticipantDoor): void {
  door.page('/conference', show);
  door.form('/conference/answer', answer, show);
  door.form('/conference/ground-rules', accept, show);
  door.form('/conference/another-time', anotherTime, show);
}

async function show({ db, self, attempt }: OwnVisit): Promise<Page> {
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

async function answer({ self, form, act }: OwnSent): Promise<Outcome> {
  const given = form['answer'];
  if (given !== 'given' && given !== 'declined') {
    return { problems: [{ field: 'answer', text: 'Choose yes or not now' }] };
  }
  const said = {
    participantId: self.participantId,
    guardianId: null,
    attendeeId: String(form['attendee'] ?? '') as AttendeeId,
    answer: given,
    how: 'online',
  } as const;
  const decision = await act(async (hand) => {
    const asked = (await conferencesOf(hand, self.caseId)).filter(({ invited }) =>
      invited.includes(self.participantId),
    );
    const isAsked = asked.some(({ attendees }) => attendees.some(({ id }) => id === said.attendeeId));
    return isAsked ? answerAttendance(hand, said) : refuse('not-here');
  });
  return decision.ok ? { to: '/my/conference', said: 'Your answer is saved.' } : 'not-found';
}

async function accept({ self, form, act }: OwnSent): Promise<Outcome> {
  const decision = await act(async (hand) => {
    const id = String(form['conference'] ?? '') as ConferenceId;
    const asked = (await conferencesOf(hand, self.caseId)).find((each) => each.id === id);
    const own = asked?.attendees.find((each) => each.participantId === self.participantId && each.companionId === null);
    const isAsked = own && asked?.invited.includes(self.participantId);
    return isAsked ? acceptGroundRules(hand, id, [own.id]) : refuse('not-here');
  });
  return decision.ok ? { to: '/my/conference', said: 'Thank you. We have noted it.' } : 'not-found';
}

async function anotherTime({ self, form, act }: OwnSent): Promise<Outcome> {
  const id = String(form['conference'] ?? '') as ConferenceId;
  const decision = await act((hand) => askForAnotherTime(hand, id, self.participantId));
  if (decision.ok) return { to: '/my/conference', said: 'Your facilitator will talk with you about another time.' };
  return 'not-found';
}
