import type { Outcome, PublicDoor, PublicSent } from '#vocabulary/doors.ts';
import { forgetDraft, keepForLater, takeUp } from './actions.ts';
import { comeBackPage, keptPage } from './pages.ts';
import { explainTakeUp } from './rules.ts';

/** Stopping, coming back by a code, and removing what was written. */
export function draftsForPublic(door: PublicDoor): void {
  door.form('/refer/forget', forget, async ({ attempt }) => comeBackPage('', attempt));
  door.form('/refer/keep', keep, async ({ attempt }) => comeBackPage('', attempt));
  door.page('/refer/back', async ({ carried, attempt }) => comeBackPage(carried, attempt));
  door.secret('/refer/back');
  door.form('/refer/back', comeBack, async ({ attempt }) => comeBackPage('', attempt));
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
