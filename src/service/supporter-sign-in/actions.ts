import { randomInt } from 'node:crypto';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import { hashOf, newToken } from '#platform/token.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { readCode } from '#vocabulary/codes.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import type { Beside } from './facts.ts';
import { endWayIn, letIn, supporterSession, type CannotEnd, type CannotLetIn, type Yes } from './rules.ts';
import * as store from './store.ts';

function hoursFrom(now: Date, hours: number): Date {
  return new Date(now.getTime() + hours * 3_600_000);
}

/** Makes a link for a supporter and a code that goes another way; one made before stops. (SUP-1, SUP-2) */
export async function inviteSupporter(
  hand: Hand,
  who: Beside,
  yes: Yes,
): Promise<Decision<{ readonly link: string; readonly code: string }, CannotLetIn>> {
  const decision = letIn(who, yes, dayOf(hand.at));
  if (!decision.ok) return decision;
  await store.endWaysIn(hand, { participantId: who.participantId, companionId: who.id }, 'A new link took its place');
  const link = newToken();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await store.addWayIn(hand, {
    ...yes,
    participantId: who.participantId,
    companionId: who.id,
    email: who.email,
    tokenHash: hashOf(link),
    codeHash: hashOf(`${link}:${code}`),
    until: hoursFrom(hand.at, 24 * 7),
  });
  await hand.announce({ name: 'supporter.invited', participantId: who.participantId, companionId: who.id });
  return allow({ link, code });
}

/** Uses a link with its code, once; five wrong codes end it. (SUP-2) */
export async function enterAsSupporter(
  keeper: Keeper,
  typed: { readonly link: string; readonly code: string },
  now: Date,
): Promise<Decision<{ readonly token: string }, 'link-or-code-does-not-work'>> {
  const token = newToken();
  const code = readCode(typed.code);
  const used = await store.useLink(
    keeper,
    { tokenHash: hashOf(typed.link), codeHash: hashOf(`${typed.link}:${code}`) },
    { tokenHash: hashOf(token), until: hoursFrom(now, supporterSession.hours) },
  );
  return used ? allow({ token }) : refuse('link-or-code-does-not-work');
}

/** Ends a supporter's way in at once: link and session stop in this transaction. (SUP-4) */
export async function endSupporter(hand: Hand, who: Beside, because: string): Promise<Decision<string, CannotEnd>> {
  const said = endWayIn(true, because);
  if (!said.ok) return said;
  const decision = endWayIn(
    (await store.endWaysIn(hand, { participantId: who.participantId, companionId: who.id }, because)) > 0,
    because,
  );
  if (!decision.ok) return decision;
  await hand.announce({ name: 'supporter.access-ended', participantId: who.participantId, companionId: who.id });
  return decision;
}

/** Ends the ways in of all who stand beside a participant: theirs rested on the participant's yes. (SUP-4) */
export async function endAllBeside(hand: Hand, participantId: ParticipantId): Promise<void> {
  await store.endWaysIn(hand, { participantId }, 'The participant’s own access was ended');
}

/** Ends a session at once. */
export async function leave(keeper: Keeper, token: string): Promise<void> {
  await store.endSession(keeper, hashOf(token));
}
