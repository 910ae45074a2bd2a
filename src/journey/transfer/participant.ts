import { z } from 'zod';
import { ledgerOf } from '#journey/consent/facts.ts';
import type { Outcome, OwnSent, OwnVisit, Page, ParticipantDoor } from '#vocabulary/doors.ts';
import { answerOwnMove } from './actions.ts';
import { askedOfMe } from './facts.ts';
import { notAskedPage, ownTransferPage } from './own-pages.ts';

/** Whether somebody wants to go along to another service, asked of themselves. */
export function transferForParticipants(door: ParticipantDoor): void {
  door.page('/transfer', show);
  door.form('/transfer', answer, show);
}

async function show({ db, self, attempt }: OwnVisit): Promise<Page> {
  const transfer = await askedOfMe(db, self.caseId);
  if (!transfer) return notAskedPage();
  const said = (await ledgerOf(db, self.caseId)).findLast(
    ({ purpose, itemId, guardianId }) => purpose === 'move' && itemId === transfer.id && guardianId === null,
  )?.answer;
  return ownTransferPage(transfer.toName, said === undefined ? 'unasked' : said === 'given' ? 'yes' : 'no', attempt);
}

const Said = z.enum(['given', 'declined']);

async function answer({ self, form, act }: OwnSent): Promise<Outcome> {
  const said = Said.safeParse(form['said']);
  if (!said.success) return { problems: [{ field: 'said', text: 'Choose yes or no' }] };
  const decision = await act((hand) => answerOwnMove(hand, self.participantId, said.data));
  return decision.ok ? { to: '/my/transfer', said: 'Your answer is saved.' } : 'not-found';
}
