import { refuse } from '#platform/decision.ts';
import type { Mail } from '#platform/mail.ts';
import { newToken } from '#platform/token.ts';
import type { Act } from '#vocabulary/acting.ts';
import type { ServiceId, StaffId } from '#vocabulary/ids.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import { endOfTime, makeLink } from './actions.ts';
import { staffById } from './facts.ts';
import { linkWords } from './letters.ts';
import { serviceContact } from './service-facts.ts';
import * as store from './store.ts';

/** What the clock and the outbox need for the register. */
export interface Keeping {
  readonly keeper: Keeper;
  readonly act: Act;
  /** Undefined where nothing leaves by itself: whoever asked shows the link instead. */
  readonly mail: Mail | undefined;
  readonly baseUrl: string;
}

export interface LinkJob {
  readonly serviceId: ServiceId;
  readonly staffId: StaffId;
  /** Whoever asked for it. */
  readonly by: StaffId;
}

/** Makes a link and sends it by e-mail; the one made before stops. The words are kept nowhere. (SGN-7) */
export async function sendLink({ act, mail, baseUrl }: Keeping, { serviceId, staffId, by }: LinkJob): Promise<void> {
  if (!mail) return;
  const held = { serviceId, actor: { kind: 'staff', id: by } as const };
  const leaving = await act(held, async (hand) => {
    const who = await staffById(hand, staffId);
    if (!who?.isActive) return refuse('not-there');
    const link = await makeLink(hand, staffId);
    if (!link.ok) return link;
    const { name, phone } = await serviceContact(hand);
    const words = linkWords(`${baseUrl}/join/${link.value}`, { name: who.name, service: name, phone });
    return { ok: true, value: { to: who.email, ...words } };
  });
  if (!leaving.ok) return;
  const { to, subject, body } = leaving.value;
  const answer = await mail.send({ id: newToken(), to, subject, text: body, saysWho: true });
  await act(held, async (hand) => {
    const event = answer.came === 'accepted' ? 'link-sent' : 'link-not-sent';
    await store.noteLink(hand, staffId, event, answer.came === 'accepted' ? '' : `mail-${answer.came}`);
    return { ok: true, value: undefined };
  });
  // The queue asks again: then there is a new link, and this one stops.
  if (answer.came === 'not-now') throw new Error(`The mail server said not now: ${answer.code}`);
}

/** Suspends everybody whose last day is over. */
export async function endTimes({ keeper, act }: Pick<Keeping, 'keeper' | 'act'>): Promise<void> {
  for (const { serviceId, staffId } of await store.findOverdue(keeper))
    await act({ serviceId, actor: { kind: 'system', id: '' } }, (hand) => endOfTime(hand, staffId));
}
