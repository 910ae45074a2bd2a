import { randomInt } from 'node:crypto';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import { hashOf, newToken } from '#platform/token.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { readCode } from '#vocabulary/codes.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import { endAccess, participantSession, type CannotEnd, type EndReason } from './rules.ts';
import { removePasskeys } from './passkey-store.ts';
import * as store from './store.ts';

function hoursFrom(now: Date, hours: number): Date {
  return new Date(now.getTime() + hours * 3_600_000);
}

/** Uses an invitation with its code, once; five wrong codes end it. (PSI-1) */
export async function enter(
  keeper: Keeper,
  typed: { readonly link: string; readonly code: string },
  now: Date,
): Promise<Decision<{ readonly token: string }, 'link-or-code-does-not-work'>> {
  const token = newToken();
  const used = await store.useInvitation(
    keeper,
    { tokenHash: hashOf(typed.link), codeHash: hashOf(`${typed.link}:${readCode(typed.code)}`) },
    { tokenHash: hashOf(token), until: hoursFrom(now, participantSession.hours) },
  );
  if (used) return allow({ token });
  await store.noteFailure(keeper, hashOf(typed.link));
  return refuse('link-or-code-does-not-work');
}

/** Makes a link for a participant and a code that goes another safe way. Earlier links stop. */
export async function invite(
  hand: Hand,
  participantId: ParticipantId,
): Promise<Decision<{ readonly link: string; readonly code: string }, never>> {
  const link = newToken();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const until = hoursFrom(hand.at, 24 * 7);
  await store.addInvitation(hand, {
    participantId,
    tokenHash: hashOf(link),
    codeHash: hashOf(`${link}:${code}`),
    until,
  });
  await hand.announce({ name: 'participant.invited', participantId });
  return allow({ link, code });
}

/**
 * Ends a participant's way in at once: sessions, links, codes and passkeys stop in this transaction. It opens again by a new link that is
 * used, and by nothing else. (PSI-5)
 */
export async function endAccessOf(
  hand: Hand,
  { participantId, because, words }: { participantId: ParticipantId; because: EndReason; words: string },
): Promise<Decision<EndReason, CannotEnd>> {
  const decision = endAccess(because, words);
  if (!decision.ok) return decision;
  // Before the sessions: whoever comes in with one meanwhile is out too.
  await removePasskeys(hand, participantId, null);
  await store.endEverything(hand, { participantId, because, words });
  await hand.announce({ name: 'access.ended', participantId, because });
  return decision;
}
