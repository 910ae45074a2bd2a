import type { Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Outcome, PublicDoor, PublicSent } from '#vocabulary/doors.ts';
import { forgetDraft, keepForLater, sendByPerson, takeUp } from './actions.ts';
import { comeBackPage, keptPage } from './pages.ts';
import { explainProgram, explainTakeUp } from './rules.ts';

/** How what was written becomes a referral: it is made where referrals are. */
type Send = (
  hand: Hand,
  visitor: string,
) => Promise<Decision<{ readonly reference: string }, 'nothing-written' | 'not-finished'>>;

/** Sending what was written, stopping, coming back by a code, and removing it. */
export function draftsForPublic(door: PublicDoor, sendWritten: Send): void {
  door.form(
    '/refer/send',
    (sent) => send(sent, sendWritten),
    async ({ attempt }) => comeBackPage('', attempt),
  );
  door.form('/refer/forget', forget, async ({ attempt }) => comeBackPage('', attempt));
  door.form('/refer/keep', keep, async ({ attempt }) => comeBackPage('', attempt));
  door.page('/refer/back', async ({ carried, attempt }) => comeBackPage(carried, attempt));
  door.secret('/refer/back');
  door.form('/refer/back', comeBack, async ({ attempt }) => comeBackPage('', attempt));
}

async function send({ act, visitor, form }: PublicSent, sendWritten: Send): Promise<Outcome> {
  const hiddenBox = String(form['company'] ?? '');
  const decision = await act((hand) => sendByPerson(hand, { visitor, hiddenBox }, sendWritten));
  if (decision.ok) return { to: '/refer/sent' };
  const [because] = decision.because;
  const isProgram = because === 'hidden-box-filled' || because === 'sent-too-soon';
  return isProgram ? { to: '/refer/check', said: explainProgram(because) } : { to: '/refer/check' };
}

async function forget({ act, visitor }: PublicSent): Promise<Outcome> {
  await act((hand) => forgetDraft(hand, visitor));
  return { to: '/', said: 'It is removed from this device.' };
}

/** Puts the draft away under a code that is shown once; this device no longer has it. */
async function keep({ act, visitor, baseUrl }: PublicSent): Promise<Outcome> {
  const kept = await act((hand) => keepForLater(hand, visitor));
  return kept.ok ? { once: keptPage({ ...kept.value, baseUrl }) } : { to: '/refer' };
}

async function comeBack({ act, visitor, form }: PublicSent): Promise<Outcome> {
  const decision = await act((hand) => takeUp(hand, visitor, String(form['code'] ?? '')));
  if (decision.ok) return { to: '/refer/check' };
  return { problems: decision.because.map((reason) => ({ field: 'code', text: explainTakeUp(reason) })) };
}
