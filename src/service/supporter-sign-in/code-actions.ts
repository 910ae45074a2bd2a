import { randomInt } from 'node:crypto';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Mail, MailAnswer } from '#platform/mail.ts';
import type { TextSealer } from '#platform/sealed-text.ts';
import { hashOf, newToken } from '#platform/token.ts';
import type { Act, Hand } from '#vocabulary/acting.ts';
import type { Db } from '#platform/sql.ts';
import type { CompanionId } from '#vocabulary/ids.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import * as store from './code-store.ts';
import type { AskBeside } from './facts.ts';
import { supporterCodeWords } from './letters.ts';
import { asksWait, ownAddress, readCode, sendCode, supporterCode, supporterSession } from './rules.ts';

/** What coming back needs: the doorkeeper's functions, the key that marks, and the time. */
export interface Gate {
  readonly keeper: Keeper;
  readonly sealer: TextSealer;
  readonly now: Date;
}

function minutesFrom(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000);
}

// Not under a hash: six figures would be found again in a moment by whoever has the table.
function markOfCode(sealer: TextSealer, tokenHash: string, code: string): string {
  return sealer.mark(`supporter code of ${tokenHash}: ${code}`);
}

/**
 * Hears that a supporter wants to come back. What is answered, and how long it takes, says nothing about whether anybody is known
 * by what was typed; the worker finds out later. Only a place from which too much was asked is told to wait. (SUP-6)
 */
export async function askAsSupporter(
  { keeper, sealer, now }: Gate,
  typed: string,
  place: string,
): Promise<Decision<{ readonly token: string }, 'not-an-address' | 'wait-a-little'>> {
  const address = ownAddress(typed);
  if (address === undefined) return refuse('not-an-address');
  if (await store.beginAsking(keeper, sealer.mark(`coming back from ${place}`), asksWait.place, now))
    return refuse('wait-a-little');
  const mark = sealer.mark(`coming back to the day as ${address}`);
  const mustWait = await store.beginAsking(keeper, mark, asksWait.typed, now);
  const token = newToken();
  const until = minutesFrom(now, supporterCode.minutes);
  await store.addAsking(keeper, { typed, isHeard: !mustWait, mark, tokenHash: hashOf(token), at: now, until });
  return allow({ token });
}

/** Takes a code in the browser that asked for it, once; five wrong ones end the asking. (SUP-6) */
export async function comeBackAsSupporter(
  { keeper, sealer, now }: Gate,
  typed: { readonly token: string; readonly code: string },
  place: string,
): Promise<Decision<{ readonly token: string }, 'code-does-not-work' | 'wait-a-little'>> {
  if (await store.beginAsking(keeper, sealer.mark(`codes from ${place}`), asksWait.place, now))
    return refuse('wait-a-little');
  const tokenHash = hashOf(typed.token);
  const token = newToken();
  const used = await store.useCode(
    keeper,
    { tokenHash, codeHash: markOfCode(sealer, tokenHash, readCode(typed.code)) },
    { tokenHash: hashOf(token), until: minutesFrom(now, supporterSession.hours * 60) },
  );
  return used ? allow({ token }) : refuse('code-does-not-work');
}

/** What sending codes needs from outside this slice. */
export interface CodeSending {
  readonly keeper: Keeper;
  readonly act: Act;
  readonly sealer: TextSealer;
  /** Undefined where nothing leaves by itself. */
  readonly mail: Mail | undefined;
  readonly askBeside: AskBeside;
  /** Whether a meeting that a supporter comes to is still to come, or was lately; handed in, for this slice knows no meeting. */
  readonly hasADay: (db: Db, companionId: CompanionId) => Promise<boolean>;
}

/** Sends the code that an asking leads to, or nothing. (SUP-5) */
export async function sendSupporterCode(sending: CodeSending, askingId: string): Promise<void> {
  const wanted = await store.findWantedCode(sending.keeper, askingId);
  if (!wanted) return;
  const leaving = await onHand(sending, wanted, (hand) => decide(hand, sending, askingId, wanted));
  if (!leaving || !sending.mail) return;
  const { to, subject, body } = leaving;
  // Never from our name: whom we know as a supporter is nobody else's business.
  const answer = await sending.mail.send({ id: newToken(), to, subject, text: body, saysWho: false });
  await onHand(sending, wanted, async (hand) => {
    await store.noteCode(hand, wanted, whatBecame(answer));
    if (answer.came !== 'not-now') await store.markSent(hand, askingId);
  });
  // The queue asks again while the asking holds; then there is a new code, and the one before stops.
  if (answer.came === 'not-now') throw new Error(`The mail server said not now: ${answer.code}`);
}

interface Leaving {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

async function decide(
  hand: Hand,
  { sealer, mail, askBeside, hasADay }: CodeSending,
  askingId: string,
  wanted: store.WantedCode,
): Promise<Leaving | undefined> {
  const who = (await askBeside(hand, wanted.caseId)).find(({ id }) => id === wanted.companionId);
  const decision = sendCode({
    address: who?.email ?? '',
    hasADay: await hasADay(hand, wanted.companionId),
    mailLeaves: mail !== undefined,
  });
  if (!decision.ok) {
    await store.noteCode(hand, wanted, { event: 'supporter-code-not-sent', because: decision.because[0] });
    return undefined;
  }
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await store.keepCode(hand, askingId, markOfCode(sealer, wanted.tokenHash, code));
  return { to: decision.value, ...supporterCodeWords(code) };
}

function whatBecame(answer: MailAnswer): Parameters<typeof store.noteCode>[2] {
  return answer.came === 'accepted'
    ? { event: 'supporter-code-sent', because: '' }
    : { event: 'supporter-code-not-sent', because: `mail-${answer.came}` };
}

async function onHand<Value>(
  { act }: CodeSending,
  { serviceId, caseId }: store.WantedCode,
  work: (hand: Hand) => Promise<Value>,
): Promise<Value> {
  const held = { serviceId, caseId, actor: { kind: 'system', id: '' } as const };
  const decision = await act<Value, never>(held, async (hand) => allow(await work(hand)));
  if (!decision.ok) throw new Error('Nothing refuses here');
  return decision.value;
}
