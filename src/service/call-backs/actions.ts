import { randomUUID } from 'node:crypto';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { sayWhatIsSafe } from '#vocabulary/safe-contact.ts';
import type { Wish } from './facts.ts';
import { addCallBack, removeCallBack } from './store.ts';

type CannotReach = Extract<ReturnType<typeof sayWhatIsSafe>, { ok: false }>['because'][number];

/** Keeps that somebody wants to be rung, once it is whole, and asks the coordinators to do it. */
export async function askForCall(hand: Hand, wish: Wish): Promise<Decision<'asked', CannotReach>> {
  const contact = sayWhatIsSafe(wish.contact);
  if (!contact.ok) return contact;
  const callBackId = randomUUID();
  await addCallBack(hand, callBackId, { ...wish, contact: contact.value });
  await hand.announce({ name: 'call-back.asked', callBackId });
  return allow('asked');
}

/** Somebody has rung: what was said about it is removed, and the task taken off. */
export async function madeCall(hand: Hand, callBackId: string): Promise<Decision<'made', 'not-there'>> {
  if (!(await removeCallBack(hand, callBackId))) return refuse('not-there');
  await hand.announce({ name: 'call-back.made', callBackId });
  return allow('made');
}
