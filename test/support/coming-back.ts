import { setTimeout as pause } from 'node:timers/promises';
import { invite } from '#service/participant-sign-in/actions.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { Caller, House, MadeCase } from './house.ts';
import type { Accepted, MailServer } from './mail-server.ts';

/** Gives somebody a link and a code, as Jo does in the case. */
export async function isInvited(
  house: House,
  made: MadeCase,
  participantId: ParticipantId,
): Promise<{ readonly link: string; readonly code: string }> {
  return house.act(made, house.staff.jo, async (hand) => {
    const decision = await invite(hand, participantId);
    if (!decision.ok) throw new Error('Nothing refuses an invitation');
    return decision.value;
  });
}

/** Somebody who came in by their link, in a browser of their own. */
export async function hasComeIn(house: House, made: MadeCase, participantId: ParticipantId): Promise<Caller> {
  const { link, code } = await isInvited(house, made, participantId);
  const caller = house.asStranger();
  await caller.post(`/my/enter/${link}`, { code });
  return caller;
}

/** The first message to somebody after those that were there; waits for it. */
export async function nextMail(post: MailServer, to: string, seen: number): Promise<Accepted> {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = post.accepted.filter((each) => each.to === to)[seen];
    if (found) return found;
    await pause(50);
  }
  throw new Error(`Nothing came for ${to}`);
}

/** The code in a message. */
export function codeIn(mail: Pick<Accepted, 'text'>): string {
  return /Your code is (\d{3} \d{3})/.exec(mail.text)?.[1] ?? '';
}
