import { createHash, randomBytes, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import { mustWait, participantSession, readCode, staffSession } from './rules.ts';
import * as store from './store.ts';
import type { Keeper } from './store.ts';

// argon2id, 19 MiB, 2 passes: what OWASP asks for at least; 12 ms here.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// Checked when nobody has the address, so that a stranger cannot tell by the clock who works here.
const nobody = hash('nobody has this password', cost);

/** A secret for a cookie or a link: 256 bits, of which the database keeps a hash only. */
function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database knows a token by. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function hoursFrom(now: Date, hours: number): Date {
  return new Date(now.getTime() + hours * 3_600_000);
}

/** Opens a session for a member of staff by e-mail and password; every failure looks the same and takes as long. (SGN-1) */
export async function signIn(
  keeper: Keeper,
  typed: { readonly email: string; readonly password: string },
  now: Date,
): Promise<Decision<{ readonly token: string }, 'not-recognised' | 'wait-a-little'>> {
  const who = await store.findCredentials(keeper, typed.email);
  if (who && mustWait(who.failures, who.lastFailureAt, now)) return refuse('wait-a-little');
  const isRight = await verify(who?.hash ?? (await nobody), typed.password);
  if (who) await store.noteTry(keeper, who.serviceId, typed.email, isRight);
  if (!who || !isRight) return refuse('not-recognised');
  const token = newToken();
  await store.openStaffSession(keeper, who, hashOf(token), hoursFrom(now, staffSession.hours));
  return allow({ token });
}

/** Uses an invitation with its code, once; five wrong codes end it. (SGN-2) */
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
  return used ? allow({ token }) : refuse('link-or-code-does-not-work');
}

/** Signs in one of the made-up people of a demonstration; in any other service there is nobody to find. */
export async function enterDemonstration(
  keeper: Keeper,
  who: { readonly kind: string; readonly id: string },
  now: Date,
): Promise<Decision<{ readonly token: string }, 'nobody-there'>> {
  const token = newToken();
  const opened = await store.openDemonstrationSession(keeper, who, {
    tokenHash: hashOf(token),
    until: hoursFrom(now, staffSession.hours),
  });
  return opened ? allow({ token }) : refuse('nobody-there');
}

/** Ends a session at once, wherever else it is open. */
export async function signOut(keeper: Keeper, token: string): Promise<void> {
  await store.endSession(keeper, hashOf(token));
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

/** Gives a member of staff a password; only its hash is kept. */
export async function setPassword(hand: Hand, staffId: StaffId, password: string): Promise<void> {
  await store.savePassword(hand, staffId, await hash(password, cost));
}
