import type { CaseSent, CaseVisit, Outcome, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { invite } from './actions.ts';
import { invitedPage } from './pages.ts';

/** Giving a participant a page of their own. Signing in itself is the doors' business. */
export function invitingForStaff(door: StaffDoor, baseUrl: string): void {
  door.caseForm('/invite', (sent) => inviteParticipant(sent, baseUrl), noPage);
}

async function inviteParticipant({ frame, form, act }: CaseSent, baseUrl: string): Promise<Outcome> {
  const participant = participantIn(frame, String(form['participant'] ?? ''));
  if (!participant?.personId) return 'not-found';
  const made = await act((hand) => invite(hand, participant.id));
  if (!made.ok) return 'not-found';
  const { link, code } = made.value;
  return { once: invitedPage(frame.reference, participant.called, `${baseUrl}/my/enter/${link}`, code) };
}

async function noPage(_: CaseVisit): Promise<'not-found'> {
  return 'not-found';
}
