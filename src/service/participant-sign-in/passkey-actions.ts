import { allow, refuse, type Decision } from '#platform/decision.ts';
import {
  askNewPasskey,
  askPasskey,
  passkeyNamed,
  readNewPasskey,
  readUsedPasskey,
  type NewPasskey,
  type Party,
} from '#platform/passkey.ts';
import { hashOf, newToken } from '#platform/token.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { isId } from '#vocabulary/ids.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import * as store from './passkey-store.ts';
import { keepPasskey, participantSession, type CannotKeepPasskey } from './rules.ts';

/** Challenges that were asked and are answered once; handed in, for they are kept with those of staff. */
export interface Challenges {
  give(use: string): Promise<string>;
  take(mark: string): Promise<boolean>;
}

const comingBack = 'coming back of a participant';

function newPasskeyOf(participantId: ParticipantId): string {
  return `new passkey of participant ${participantId}`;
}

/** What the browser asks the passkeys of the device for; the same for everybody. */
export async function askOwnPasskey(challenges: Challenges, party: Party): Promise<object> {
  return askPasskey(party, await challenges.give(comingBack));
}

/** Comes back with a passkey, which says whose it is. Whatever is wrong is refused in the same words. (PSI-6) */
export async function comeBackWithPasskey(
  { keeper, now, challenges }: { readonly keeper: Keeper; readonly now: Date; readonly challenges: Challenges },
  party: Party,
  sent: string,
): Promise<Decision<{ readonly token: string }, 'passkey-does-not-work'>> {
  const named = passkeyNamed(sent);
  const known = named === undefined ? undefined : await store.findPasskey(keeper, named);
  const asked = { use: comingBack, take: challenges.take };
  const counter = known && (await readUsedPasskey(party, sent, { ...known, ownerId: known.participantId }, asked));
  const token = newToken();
  const until = new Date(now.getTime() + participantSession.hours * 3_600_000);
  const isOpen =
    known !== undefined &&
    counter !== undefined &&
    (await store.openWithPasskey(keeper, { ...known, counter }, { tokenHash: hashOf(token), until }));
  return isOpen ? allow({ token }) : refuse('passkey-does-not-work');
}

/** What a participant's browser makes a passkey from. Its name says nothing: it stands in the list of the device. */
export async function askNewOwnPasskey(
  hand: Hand,
  { challenges, party }: { readonly challenges: Challenges; readonly party: Party },
  participantId: ParticipantId,
): Promise<Decision<object, never>> {
  const known = await store.credentialIdsOf(hand, participantId);
  const owner = { id: participantId, account: party.name, name: party.name, known };
  return allow(askNewPasskey(party, owner, await challenges.give(newPasskeyOf(participantId))));
}

/** The passkey that a participant's browser made, if it is what was asked of them. */
export function madeByParticipant(
  { challenges, party }: { readonly challenges: Challenges; readonly party: Party },
  participantId: ParticipantId,
  sent: string,
): Promise<NewPasskey | undefined> {
  return readNewPasskey(party, sent, { use: newPasskeyOf(participantId), take: challenges.take });
}

/** Keeps a passkey that was verified, or says that it was not. (PSI-6) */
export async function addOwnPasskey(
  hand: Hand,
  participantId: ParticipantId,
  passkey: NewPasskey | undefined,
): Promise<Decision<true, CannotKeepPasskey>> {
  const there = (await store.credentialIdsOf(hand, participantId)).length;
  const decision = keepPasskey(passkey !== undefined, there);
  if (decision.ok && passkey) await store.addPasskey(hand, participantId, passkey);
  return decision;
}

/** Takes one of a participant's passkeys away; their codes still work. */
export async function removeOwnPasskey(
  hand: Hand,
  participantId: ParticipantId,
  id: string,
): Promise<Decision<true, 'not-there'>> {
  const removed = isId(id) ? await store.removePasskeys(hand, participantId, id) : 0;
  return removed === 1 ? allow(true) : refuse('not-there');
}
