import { z } from 'zod';
import { problemsOf } from '#platform/forms.ts';
import { staffNames } from '#service/staff/facts.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { accessPage, endAccessPage, invitedPage } from './access-pages.ts';
import { endAccessOf, invite } from './actions.ts';
import { accessOf } from './facts.ts';
import { endingAccess } from './policy.ts';
import { endReasons, explain } from './rules.ts';

/** Giving a participant a page of their own, and ending their way in. Signing in itself is the doors' business. */
export function invitingForStaff(door: StaffDoor, baseUrl: string): void {
  door.caseForm('/invite', (sent) => inviteParticipant(sent, baseUrl), noPage);
  door.casePage('/access', showAccess);
  door.casePage('/access/:participant', showEnding, endingAccess);
  door.caseForm('/access/:participant', end, showEnding, endingAccess);
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

async function showAccess({ db, frame, attempt }: CaseVisit): Promise<Page> {
  return accessPage({
    reference: frame.reference,
    people: frame.participants.filter(({ personId }) => personId !== null),
    access: await accessOf(db, frame.id),
    staffNames: await staffNames(db),
    attempt,
  });
}

async function showEnding({ frame, params, attempt }: CaseVisit): Promise<Page | 'not-found'> {
  const who = participantIn(frame, params['participant'] ?? '');
  return who?.personId ? endAccessPage(frame.reference, who, attempt) : 'not-found';
}

const Ending = z.object({
  because: z.enum(endReasons, 'Choose why'),
  words: z.string().max(1000, 'Write it in 1,000 characters or fewer').default(''),
});

async function end({ frame, form, params, act }: CaseSent): Promise<Outcome> {
  const who = participantIn(frame, params['participant'] ?? '');
  if (!who?.personId) return 'not-found';
  const parsed = Ending.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const decision = await act((hand) => endAccessOf(hand, { participantId: who.id, ...parsed.data }));
  if (decision.ok) return { to: `/cases/${frame.reference}/access`, said: 'Access is ended.' };
  return { problems: decision.because.map((reason) => ({ field: 'words', text: explain(reason) })) };
}
