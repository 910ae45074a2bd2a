import { allow, refuse, type Decision } from '#platform/decision.ts';
import { stepOfCode } from '#platform/one-time-code.ts';
import {
  askPasskey,
  challengeMinutes,
  newChallenge,
  passkeyNamed,
  readUsedPasskey,
  type Party,
} from '#platform/passkey.ts';
import { isPassword } from '#platform/password.ts';
import type { TextSealer } from '#platform/sealed-text.ts';
import { hashOf, newToken } from '#platform/token.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import { recoveryCodeOf, secretIsOf, type SignedInStaff } from '#vocabulary/staff.ts';
import { freeTries, halfSession, placeOf, readSecondStep, staffSession, waits } from './rules.ts';
import * as store from './store.ts';
import type { Beginning, HalfWay, Invited } from './store.ts';

/** What signing in needs: the doorkeeper's functions, the keys, and the time. */
export interface Gatehouse {
  readonly keeper: Keeper;
  readonly sealer: TextSealer;
  readonly now: Date;
}

/** Where a request comes from. */
export interface From {
  readonly address: string;
  readonly browser: string;
}

function beginning(now: Date, minutes: number): Beginning & { readonly token: string } {
  const token = newToken();
  return { token, tokenHash: hashOf(token), until: new Date(now.getTime() + minutes * 60_000) };
}

function fullSession({ now }: Gatehouse) {
  return beginning(now, staffSession.hours * 60);
}

/**
 * The first step, by e-mail and password. An address nobody has, a wrong password and an account that must wait are refused in
 * the same words after the same work, and so is an address in two services; only a place from which too much was tried is told to
 * wait. (SGN-1) Whose password is right in more than one service says to which. (SGN-12)
 */
export async function signIn(
  { keeper, sealer, now }: Gatehouse,
  typed: { readonly email: string; readonly password: string; readonly service?: string },
  from: From,
): Promise<
  Decision<
    { readonly token: string; readonly stage: HalfWay['stage'] } | { readonly services: readonly store.Credentials[] },
    'not-recognised' | 'wait-a-little'
  >
> {
  const place = sealer.mark(`place ${placeOf(from.address)}`);
  if (await store.beginTry(keeper, place, waits(freeTries.place), now)) return refuse('wait-a-little');
  const account = sealer.mark(`account ${typed.email.toLowerCase()}`);
  const mustWait = await store.beginTry(keeper, account, waits(freeTries.account), now);
  const known = mustWait ? [] : await store.findCredentials(keeper, typed.email);
  const right = await whosePasswordIs(known, typed.password);
  const [first] = right;
  if (!first) {
    const because = mustWait ? 'account-must-wait' : known.length > 0 ? 'wrong-password' : 'nobody-has-this-address';
    await store.noteFailures(keeper, { because, tried: account, whose: known });
    return refuse('not-recognised');
  }
  const who = right.length === 1 ? first : right.find(({ serviceId }) => serviceId === typed.service);
  await store.endTry(keeper, [account], [place]);
  if (!who) return allow({ services: right });
  const half = beginning(now, halfSession.minutes);
  const stage = await store.openHalfSession(keeper, who, half, { browser: from.browser, at: now });
  // Taken away or changed while it was checked: it is as wrong as any other.
  return stage ? allow({ token: half.token, stage }) : refuse('not-recognised');
}

// As many are worked through for nobody as for whoever works for two services.
const leastWorked = 2;

async function whosePasswordIs(
  known: readonly store.Credentials[],
  password: string,
): Promise<readonly store.Credentials[]> {
  const places = Array.from({ length: Math.max(leastWorked, known.length) }, (_, at) => known[at]);
  const areRight = await Promise.all(places.map((each) => isPassword(each?.hash, password)));
  return known.filter((_, at) => areRight[at]);
}

/** Keeps a new challenge for one use, until it is answered or five minutes are over. (SGN-6) */
export async function challengeFor({ keeper, now }: Gatehouse, use: string): Promise<string> {
  const { challenge, mark } = newChallenge(use);
  await store.keepChallenge(keeper, mark, now, new Date(now.getTime() + challengeMinutes * 60_000));
  return challenge;
}

/** Takes the challenge of a mark, once. (SGN-6) */
export function takerOf({ keeper, now }: Gatehouse): (mark: string) => Promise<boolean> {
  return (mark) => store.takeChallenge(keeper, mark, now);
}

const signingIn = 'sign-in of staff';

/** What the browser asks the passkeys of the device for. */
export async function askToSignIn(gatehouse: Gatehouse, party: Party): Promise<object> {
  return askPasskey(party, await challengeFor(gatehouse, signingIn));
}

/**
 * Signing in with a passkey, which says whose it is and is both proofs at once. Whatever is wrong is refused in the same words; a
 * device whose count goes back is a copy. (SGN-6)
 */
export async function signInWithPasskey(
  gatehouse: Gatehouse,
  party: Party,
  sent: string,
  { browser }: From,
): Promise<Decision<{ readonly token: string }, 'passkey-does-not-work'>> {
  const { keeper } = gatehouse;
  const named = passkeyNamed(sent);
  const known = named === undefined ? undefined : await store.findPasskey(keeper, named);
  const asked = { use: signingIn, take: takerOf(gatehouse) };
  const counter = known && (await readUsedPasskey(party, sent, { ...known, ownerId: known.staffId }, asked));
  const session = fullSession(gatehouse);
  const isOpen =
    known !== undefined &&
    counter !== undefined &&
    (await store.openWithPasskey(keeper, { ...known, counter }, session, browser));
  if (isOpen) return allow({ token: session.token });
  const because = known ? 'passkey-does-not-fit' : 'nobody-has-this-passkey';
  await store.noteFailure(keeper, { because, tried: null, who: known });
  return refuse('passkey-does-not-work');
}

/** Whom a link lets in, while it does. */
export async function invitedBy(keeper: Keeper, link: string): Promise<Invited | undefined> {
  return store.findInvited(keeper, hashOf(link));
}

/** Opens a link of somebody who has nothing to prove themselves with yet: it leads to setting that up, and to nothing else. (SGN-7) */
export async function openLink(
  { keeper, now }: Gatehouse,
  link: string,
  { browser }: From,
): Promise<Decision<{ readonly token: string }, 'link-does-not-work'>> {
  const half = beginning(now, halfSession.minutes);
  const isOpen = await store.openInvitedSession(keeper, hashOf(link), half, { browser, at: now });
  return isOpen ? allow({ token: half.token }) : refuse('link-does-not-work');
}

/** Who stands between the first and the second step. */
export async function halfWay(keeper: Keeper, token: string): Promise<HalfWay | undefined> {
  return store.findHalfWay(keeper, hashOf(token));
}

export interface SecondStepDone {
  readonly token: string;
  /** How many recovery codes are left, when one was used. */
  readonly left: number | undefined;
}

/** The second step, by a code from the app or a recovery code. Each works once, and wrong ones make the next one wait. (SGN-5) */
export async function takeSecondStep(
  gatehouse: Gatehouse,
  token: string,
  typed: string,
): Promise<Decision<SecondStepDone, 'begin-again' | 'code-does-not-work'>> {
  const { keeper, sealer, now } = gatehouse;
  const who = await halfWay(keeper, token);
  if (who?.stage !== 'second-step') return refuse('begin-again');
  const key = sealer.mark(`code ${who.staffId}`);
  if (await store.beginTry(keeper, key, waits(freeTries.code), now)) return refuse('code-does-not-work');
  const done = await complete(gatehouse, who, token, typed);
  if (!done) {
    await store.noteFailure(keeper, { because: 'code-does-not-work', tried: null, who });
    return refuse('code-does-not-work');
  }
  await store.endTry(keeper, [key], []);
  return allow(done);
}

async function complete(
  gatehouse: Gatehouse,
  who: HalfWay,
  token: string,
  typed: string,
): Promise<SecondStepDone | undefined> {
  const { keeper, sealer, now } = gatehouse;
  const full = fullSession(gatehouse);
  const { kind, code } = readSecondStep(typed);
  if (kind === 'recovery-code') {
    const kept = await store.recoveryCodesLeft(keeper, hashOf(token));
    const hash = await isAmong(kept, sealer.mark(recoveryCodeOf(who.staffId, code)));
    const left = hash === undefined ? null : await store.completeWithRecoveryCode(keeper, hashOf(token), hash, full);
    return left === null ? undefined : { token: full.token, left };
  }
  const secret = sealer.open(who.sealedSecret ?? '', secretIsOf(who.staffId));
  const step = secret === undefined ? undefined : stepOfCode(secret, code, now);
  const isDone = step !== undefined && (await store.completeWithCode(keeper, hashOf(token), step, full));
  return isDone ? { token: full.token, left: undefined } : undefined;
}

// All of them are looked at, so that how long it takes does not say which it was. Codes of before are kept as the mark itself.
async function isAmong(kept: readonly string[], mark: string): Promise<string | undefined> {
  let found: string | undefined;
  for (const hash of kept) if (hash === mark || (await isPassword(hash, mark))) found = hash;
  return found;
}

/** Lets in who has just set up something to prove themselves with; the database looks whether they have. (SGN-4) */
export async function finishSettingUp(
  gatehouse: Gatehouse,
  token: string,
  providerIsEnough: boolean,
): Promise<Decision<{ readonly token: string }, 'nothing-set-up'>> {
  const full = fullSession(gatehouse);
  const isDone = await store.completeSetUp(gatehouse.keeper, hashOf(token), providerIsEnough, full);
  return isDone ? allow({ token: full.token }) : refuse('nothing-set-up');
}

/** Signs in one of the made-up people of a demonstration; in any other service there is nobody to find. (SGN-4) */
export async function enterDemonstration(
  keeper: Keeper,
  who: { readonly kind: string; readonly id: string },
  now: Date,
): Promise<Decision<{ readonly token: string }, 'nobody-there'>> {
  const session = beginning(now, staffSession.hours * 60);
  const opened = await store.openDemonstrationSession(keeper, who, session);
  return opened ? allow({ token: session.token }) : refuse('nobody-there');
}

/**
 * For training: from here on one is a colleague of the demonstration, so that the policies of their role decide what is seen; or
 * oneself again, where nobody is named. In any other service the database knows nobody to be. (SGN-11)
 */
export async function seeAs(
  keeper: Keeper,
  token: string,
  who: StaffId | null,
): Promise<Decision<{ readonly token: string }, 'nobody-there'>> {
  const next = newToken();
  return (await store.turnSession(keeper, hashOf(token), who, hashOf(next)))
    ? allow({ token: next })
    : refuse('nobody-there');
}

/** Ends one of one's own sessions from another. (SGN-8) */
export async function endOwnSession(hand: Hand, staffId: StaffId, id: string): Promise<Decision<void, 'not-there'>> {
  return (await store.endSessionOf(hand, staffId, id)) ? allow(undefined) : refuse('not-there');
}

/** Ends every session of one's own but this one. (SGN-8) */
export async function signOutElsewhere(
  hand: Hand,
  { staffId, sessionId }: SignedInStaff,
): Promise<Decision<number, never>> {
  return allow(await store.endOtherSessions(hand, staffId, sessionId));
}

/** Counts a try at one's own password before it is made; answers whether it may be made at all. (SGN-1) */
export async function mayTryOwnPassword({ keeper, sealer, now }: Gatehouse, staffId: StaffId): Promise<boolean> {
  return (await store.beginTry(keeper, sealer.mark(`own password ${staffId}`), waits(freeTries.account), now)) === null;
}

/** The try was right. */
export async function ownPasswordWasRight({ keeper, sealer }: Gatehouse, staffId: StaffId): Promise<void> {
  await store.endTry(keeper, [sealer.mark(`own password ${staffId}`)], []);
}

/** Ends a session at once, wherever else it is open. */
export async function signOut(keeper: Keeper, token: string): Promise<void> {
  await store.endSession(keeper, hashOf(token));
}
