import { randomInt } from 'node:crypto';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Mail, MailAnswer } from '#platform/mail.ts';
import type { TextSealer } from '#platform/sealed-text.ts';
import type { Texts } from '#platform/texts.ts';
import { hashOf, newToken } from '#platform/token.ts';
import type { Act, Hand } from '#vocabulary/acting.ts';
import { readCode, type CodeLeaving, type CodesAtTheDoor, type CodesSent, type CodeWanted } from '#vocabulary/codes.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import { asksWait, codeMinutes } from './rules.ts';
import * as store from './store.ts';

/** What coming back needs: the doorkeeper's functions, the key that marks, and the time. */
export interface Gate {
  readonly keeper: Keeper;
  readonly sealer: TextSealer;
  readonly now: Date;
}

/** Everybody of one place is counted together, whomever they ask as. */
async function asksTooOften({ keeper, sealer, now }: Gate, what: 'coming back' | 'codes', place: string) {
  return (await store.beginAsking(keeper, sealer.mark(`${what} from ${place}`), asksWait.place, now)) !== null;
}

// Not under a hash: six figures would be found again in a moment by whoever has the table.
function markOfCode(sealer: TextSealer, kind: CodesSent<CodeWanted>['kind'], tokenHash: string, code: string): string {
  return sealer.mark(`${kind} of ${tokenHash}: ${code}`);
}

function minutesFrom(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000);
}

/**
 * Hears that somebody wants to come back. What is answered, and how long it takes, says nothing about whether anybody is known
 * by what was typed; the worker finds out later. Only a place from which too much was asked is told to wait. (PSI-3, SUP-6)
 */
export async function askForCode<Known extends { readonly reached: string }, Refusal extends string>(
  gate: Gate,
  codes: CodesAtTheDoor<Known, Refusal>,
  typed: string,
  place: string,
): Promise<Decision<{ readonly token: string }, Refusal | 'wait-a-little'>> {
  const { keeper, sealer, now } = gate;
  const known = codes.read(typed);
  if (!known.ok) return known;
  if (await asksTooOften(gate, 'coming back', place)) return refuse('wait-a-little');
  const mark = sealer.mark(`${codes.knownAs} ${known.value.reached}`);
  const mustWait = await store.beginAsking(keeper, mark, asksWait.typed, now);
  const token = newToken();
  const until = minutesFrom(now, codeMinutes);
  const asking = { typed, isHeard: !mustWait, mark, tokenHash: hashOf(token), at: now, until };
  await codes.addAsking(keeper, { ...known.value, ...asking });
  return allow({ token });
}

/** Takes a code in the browser that asked for it, once; five wrong ones end the asking. (PSI-3, SUP-6) */
export async function comeBackByCode(
  gate: Gate,
  codes: Pick<CodesAtTheDoor<never, never>, 'kind' | 'sessionHours' | 'useCode'>,
  typed: { readonly token: string; readonly code: string },
  place: string,
): Promise<Decision<{ readonly token: string }, 'code-does-not-work' | 'wait-a-little'>> {
  const { keeper, sealer, now } = gate;
  if (await asksTooOften(gate, 'codes', place)) return refuse('wait-a-little');
  const tokenHash = hashOf(typed.token);
  const token = newToken();
  const used = await codes.useCode(
    keeper,
    { tokenHash, codeHash: markOfCode(sealer, codes.kind, tokenHash, readCode(typed.code)) },
    { tokenHash: hashOf(token), until: minutesFrom(now, codes.sessionHours * 60) },
  );
  return used ? allow({ token }) : refuse('code-does-not-work');
}

/** What sending codes needs from outside this slice. */
export interface CodeSending {
  readonly keeper: Keeper;
  readonly act: Act;
  readonly sealer: TextSealer;
  /** Undefined where no e-mail leaves by itself. */
  readonly mail: Mail | undefined;
  /** The same for text messages. */
  readonly texts: Texts | undefined;
}

/** Sends the codes that an asking leads to, each by its own safe way or not at all. (PSI-4, SUP-5) */
export async function sendCodes<Wanted extends CodeWanted>(
  sending: CodeSending,
  codes: CodesSent<Wanted>,
  askingId: string,
): Promise<void> {
  for (const wanted of await codes.findWanted(sending.keeper, askingId))
    await sendOne(sending, codes, askingId, wanted);
}

async function sendOne<Wanted extends CodeWanted>(
  sending: CodeSending,
  codes: CodesSent<Wanted>,
  askingId: string,
  wanted: Wanted,
): Promise<void> {
  const made = await onHand(sending, wanted, (hand) => makeCode(hand, sending, codes, { askingId, wanted }));
  const answer = made && (await handOver(sending, made));
  if (!answer) return;
  const by = made.channel === 'text' ? 'text' : 'mail';
  await onHand(sending, wanted, async (hand) => {
    await store.noteCode(hand, codes, wanted, answer.came === 'accepted' ? '' : `${by}-${answer.came}`);
    if (answer.came !== 'not-now') await codes.markSent(hand, askingId, wanted);
  });
  // The queue asks again while the asking holds; then there is a new code, and the one before stops.
  if (answer.came === 'not-now') throw new Error(`The ${by} server said not now: ${answer.code}`);
}

async function handOver({ mail, texts }: CodeSending, made: CodeMade): Promise<MailAnswer | undefined> {
  const { channel, to, saysWho, code } = made;
  const { subject, body } = made.words(code);
  if (channel === 'text') return texts?.send({ id: newToken(), to, words: body });
  return mail?.send({ id: newToken(), to, subject, text: body, saysWho });
}

type CodeMade = CodeLeaving & { readonly code: string };

async function makeCode<Wanted extends CodeWanted>(
  hand: Hand,
  { sealer, mail, texts }: CodeSending,
  codes: CodesSent<Wanted>,
  { askingId, wanted }: { readonly askingId: string; readonly wanted: Wanted },
): Promise<CodeMade | undefined> {
  const leaves = { email: mail !== undefined, text: texts !== undefined };
  const decision = await codes.decide(hand, wanted, leaves);
  if (!decision.ok) {
    const [because] = decision.because;
    await store.noteCode(hand, codes, wanted, because);
    await codes.goesNowhere(hand, wanted, because);
    return undefined;
  }
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await codes.keepCode(hand, askingId, wanted, markOfCode(sealer, codes.kind, wanted.tokenHash, code));
  return { ...decision.value, code };
}

async function onHand<Value>(
  { act }: CodeSending,
  { serviceId, caseId }: CodeWanted,
  work: (hand: Hand) => Promise<Value>,
): Promise<Value> {
  const held = { serviceId, caseId, actor: { kind: 'system', id: '' } as const };
  const decision = await act<Value, never>(held, async (hand) => allow(await work(hand)));
  if (!decision.ok) throw new Error('Nothing refuses here');
  return decision.value;
}
