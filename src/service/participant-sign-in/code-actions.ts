import { randomInt } from 'node:crypto';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Mail, MailAnswer } from '#platform/mail.ts';
import type { TextSealer } from '#platform/sealed-text.ts';
import { hashOf, newToken } from '#platform/token.ts';
import { serviceContact } from '#service/staff/service-facts.ts';
import type { Act, Hand } from '#vocabulary/acting.ts';
import type { CaseId, ParticipantId } from '#vocabulary/ids.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import * as store from './code-store.ts';
import { codeWords } from './letters.ts';
import {
  asksWait,
  ownCode,
  participantSession,
  readCode,
  readKnown,
  wayForCode,
  type CannotSendCode,
  type WaysNow,
} from './rules.ts';

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
  return sealer.mark(`own code of ${tokenHash}: ${code}`);
}

/**
 * Hears that somebody wants to come back. What is answered, and how long it takes, says nothing about whether anybody is known
 * by what was typed; the worker finds out later. Only a place from which too much was asked is told to wait. (PSI-3)
 */
export async function askToComeBack(
  { keeper, sealer, now }: Gate,
  typed: string,
  place: string,
): Promise<Decision<{ readonly token: string }, 'not-an-address-or-number' | 'wait-a-little'>> {
  const known = readKnown(typed);
  if (!known) return refuse('not-an-address-or-number');
  if (await store.beginAsking(keeper, sealer.mark(`coming back from ${place}`), asksWait.place, now))
    return refuse('wait-a-little');
  const mark = sealer.mark(`coming back as ${known.reached}`);
  const mustWait = await store.beginAsking(keeper, mark, asksWait.typed, now);
  const token = newToken();
  const until = minutesFrom(now, ownCode.minutes);
  await store.addAsking(keeper, {
    channel: known.channel,
    typed,
    isHeard: !mustWait,
    mark,
    tokenHash: hashOf(token),
    at: now,
    until,
  });
  return allow({ token });
}

/** Takes a code in the browser that asked for it, once; five wrong ones end the asking. (PSI-3) */
export async function comeBack(
  { keeper, sealer, now }: Gate,
  typed: { readonly token: string; readonly code: string },
  place: string,
): Promise<Decision<{ readonly token: string }, 'code-does-not-work' | 'wait-a-little'>> {
  if (await store.beginAsking(keeper, sealer.mark(`codes from ${place}`), asksWait.place, now))
    return refuse('wait-a-little');
  const tokenHash = hashOf(typed.token);
  const token = newToken();
  const used = await store.useOwnCode(
    keeper,
    { tokenHash, codeHash: markOfCode(sealer, tokenHash, readCode(typed.code)) },
    { tokenHash: hashOf(token), until: minutesFrom(now, participantSession.hours * 60) },
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
  /** The ways to a participant at this moment; handed in, for this slice knows no person. */
  readonly askWays: (
    hand: Hand,
    who: { readonly participantId: ParticipantId; readonly caseId: CaseId; readonly referralId: null },
    at: Date,
  ) => Promise<WaysNow>;
}

/** Sends the codes that an asking leads to, each by its own safe way or not at all. (PSI-4, H16) */
export async function sendOwnCodes(sending: CodeSending, requestId: string): Promise<void> {
  for (const wanted of await store.findWantedCodes(sending.keeper, requestId))
    await sendOne(sending, requestId, wanted);
}

interface Leaving {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly saysWho: boolean;
}

async function sendOne(sending: CodeSending, requestId: string, wanted: store.WantedCode): Promise<void> {
  const { participantId } = wanted;
  const leaving = await onHand(sending, wanted, (hand) => decide(hand, sending, requestId, wanted));
  if (!leaving || !sending.mail) return;
  const answer = await sending.mail.send({ id: newToken(), text: leaving.body, ...leaving });
  await onHand(sending, wanted, async (hand) => {
    await store.noteOwnCode(hand, participantId, whatBecame(answer));
    if (answer.came !== 'not-now') await store.markSent(hand, requestId, participantId);
  });
  // The queue asks again while the asking holds; then there is a new code, and the one before stops.
  if (answer.came === 'not-now') throw new Error(`The mail server said not now: ${answer.code}`);
}

function whatBecame(answer: MailAnswer): Parameters<typeof store.noteOwnCode>[2] {
  return answer.came === 'accepted'
    ? { event: 'own-code-sent', because: '' }
    : { event: 'own-code-not-sent', because: `mail-${answer.came}` };
}

async function decide(
  hand: Hand,
  { sealer, mail, askWays }: CodeSending,
  requestId: string,
  { channel, tokenHash, participantId, caseId }: store.WantedCode,
): Promise<Leaving | undefined> {
  const way = wayForCode(channel, await askWays(hand, { participantId, caseId, referralId: null }, hand.at));
  if (!way.ok) return notSent(hand, participantId, way.because[0]);
  if (!mail) return notSent(hand, participantId, 'nothing-leaves-by-itself');
  const { to, maySayWhoCalls, codeword } = way.value;
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await store.keepOwnCode(hand, { requestId, participantId, codeHash: markOfCode(sealer, tokenHash, code) });
  const { name, phone } = await serviceContact(hand);
  const signature = maySayWhoCalls ? [name, phone].filter((part) => part !== '').join('\n') : null;
  return { to, saysWho: maySayWhoCalls, ...codeWords(code, { codeword, signature }) };
}

// Who does not want to hear from us is left in peace; for anybody else a person finds a way.
async function notSent(
  hand: Hand,
  participantId: ParticipantId,
  because: CannotSendCode | 'nothing-leaves-by-itself',
): Promise<undefined> {
  await store.noteOwnCode(hand, participantId, { event: 'own-code-not-sent', because });
  if (because !== 'does-not-want-to-hear') await hand.announce({ name: 'own-code.not-sent', participantId, because });
  return undefined;
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

/** Forgets what was kept for a time only. */
export async function sweepOwnCodes(keeper: Keeper): Promise<number> {
  return store.sweepOwnCodes(keeper);
}
