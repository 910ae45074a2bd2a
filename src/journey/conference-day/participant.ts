import { conferencesOf } from '#journey/conference/facts.ts';
import { refuse } from '#platform/decision.ts';
import type { OwnSent, OwnVisit, Outcome, Page, ParticipantDoor } from '#vocabulary/doors.ts';
import type { AttendeeId, ConferenceId } from '#vocabulary/ids.ts';
import { acceptGroundRules, answerAttendance } from './actions.ts';

/** What the person who is asked to come says about who else comes and about the ground rules, on the page of their meeting. */
export function conferenceDayForParticipants(door: ParticipantDoor, show: (visit: OwnVisit) => Promise<Page>): void {
  door.form('/conference/answer', answer, show);
  door.form('/conference/ground-rules', accept, show);
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
