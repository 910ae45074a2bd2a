import { randomBytes } from 'node:crypto';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import { newCodeSecret, stepOfCode } from '#platform/one-time-code.ts';
import { askNewPasskey, type NewPasskey, type Party } from '#platform/passkey.ts';
import { hashPassword, isLeaked, isPassword } from '#platform/password.ts';
import type { TextSealer } from '#platform/sealed-text.ts';
import { staffById, staffOf } from '#service/staff/facts.ts';
import { serviceContact } from '#service/staff/service-facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { provedAt } from '#service/sign-in/facts.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { recoveryCodeOf, secretIsOf, type SignedInStaff } from '#vocabulary/staff.ts';
import { linkOf, otherWaysOf, passkeysOf, passwordHashOf } from './facts.ts';
import {
  acceptAccount,
  acceptApp,
  acceptPasskey,
  acceptPassword,
  mayChange,
  mayLink,
  mayRemovePasskey,
  mayRemovePassword,
  maySetUp,
  mayUnlink,
  recoveryCode,
  recoveryCodes,
  type CannotAddPasskey,
  type CannotChange,
  type CannotChangePassword,
  type CannotLink,
  type CannotRemovePasskey,
  type CannotSetPassword,
  type CannotSetUpApp,
  type WaysIn,
} from './rules.ts';
import * as store from './store.ts';

/** The provider of the settings, if there is one: who it is, and whether it is enough by itself. */
export type Standing = { readonly issuer: string; readonly isEnough: boolean } | undefined;

/** Whose credentials they are. */
export interface Owner {
  readonly staffId: StaffId;
  readonly name: string;
  readonly email: string;
}

/** Gives somebody a password; only its hash is kept. (CRD-1) */
export async function setPassword(
  hand: Hand,
  owner: Owner,
  password: string,
): Promise<Decision<string, CannotSetPassword>> {
  const { name, email } = owner;
  const service = await serviceContact(hand);
  const around = [service.name, service.areaName, ...(await staffOf(hand)).map((each) => each.name)];
  const decision = acceptPassword({ password, name, email, isLeaked: isLeaked(password), around });
  if (decision.ok) await store.savePassword(hand, owner.staffId, await hashPassword(password));
  return decision;
}

/** A secret for a new code app, and the same sealed for its owner for an hour: nothing is kept before a code was typed. */
export function offerCodeApp(
  sealer: TextSealer,
  staffId: StaffId,
  now: Date,
): { readonly secret: string; readonly sealed: string } {
  const secret = newCodeSecret();
  return { secret, sealed: sealer.seal(`${now.getTime()} ${secret}`, `offered ${secretIsOf(staffId)}`) };
}

/** The secret that was offered, if it was to this person within the hour. */
export function offeredSecret(sealer: TextSealer, staffId: StaffId, sealed: string, now: Date): string | undefined {
  const [at = '', secret] = sealer.open(sealed, `offered ${secretIsOf(staffId)}`)?.split(' ') ?? [];
  return Math.abs(now.getTime() - Number(at)) < 3_600_000 ? secret : undefined;
}

/** Sets up an app that shows codes, once a code from it was typed. (CRD-2) */
export async function setUpCodeApp(
  hand: Hand,
  sealer: TextSealer,
  app: { readonly staffId: StaffId; readonly sealed: string; readonly code: string },
): Promise<Decision<number, CannotSetUpApp>> {
  const secret = offeredSecret(sealer, app.staffId, app.sealed, hand.at);
  const decision = acceptApp({
    isSealedForThem: secret !== undefined,
    step: secret === undefined ? undefined : stepOfCode(secret, app.code.replace(/[\s-]/g, ''), hand.at),
  });
  if (!decision.ok || secret === undefined) return decision;
  await store.saveCodeApp(hand, app.staffId, sealer.seal(secret, secretIsOf(app.staffId)), decision.value);
  return decision;
}

/** Makes ten recovery codes, to be shown once. Those before stop working. (CRD-3) */
export async function makeRecoveryCodes(
  hand: Hand,
  sealer: TextSealer,
  staffId: StaffId,
): Promise<Decision<readonly string[], never>> {
  const codes = Array.from({ length: recoveryCodes }, () => recoveryCode(randomBytes(40)));
  const marks = codes.map((code) => sealer.mark(recoveryCodeOf(staffId, code.replaceAll('-', ''))));
  // Hashed slowly and with a salt, over a mark that needs a key kept outside the database.
  const hashes: string[] = [];
  for (const mark of marks) hashes.push(await hashPassword(mark));
  await store.saveRecoveryCodes(hand, staffId, hashes);
  return allow(codes);
}

// Held first: two changes at one moment come one after the other.
async function waysOf(hand: Hand, staffId: StaffId, provider: Standing): Promise<WaysIn> {
  await store.holdOwner(hand, staffId);
  const { passwordSetAt, appSetAt } = await otherWaysOf(hand, staffId);
  const passkeys = (await passkeysOf(hand, staffId)).length;
  const linked = provider && (await linkOf(hand, staffId, provider.issuer));
  const account = linked ? (provider.isEnough ? 'for-both' : 'for-a-password') : 'none';
  return { passkeys, hasPassword: passwordSetAt !== null, hasApp: appSetAt !== null, account };
}

/** Whether there is nothing yet that somebody signs in with; nobody changes that meanwhile. (CRD-6) */
export async function beginSettingUp(
  hand: Hand,
  staffId: StaffId,
  provider: Standing,
): Promise<Decision<void, 'set-up-already'>> {
  return maySetUp(await waysOf(hand, staffId, provider));
}

/** What a challenge for a new passkey of somebody is bound to. */
export function newPasskeyOf(staffId: StaffId): string {
  return `new passkey of ${staffId}`;
}

/** What the browser makes a passkey from. */
export async function askForPasskey(
  hand: Hand,
  party: Party,
  staffId: StaffId,
  challenge: string,
): Promise<Decision<object, 'not-there'>> {
  const owner = await staffById(hand, staffId);
  if (!owner) return refuse('not-there');
  const known = await store.credentialIdsOf(hand, staffId);
  return allow(askNewPasskey(party, { id: staffId, account: owner.email, name: owner.name, known }, challenge));
}

/** Adds a passkey that was verified, or says that it was not. (CRD-4) */
export async function addPasskey(
  hand: Hand,
  staffId: StaffId,
  made: { readonly passkey: NewPasskey | undefined; readonly name: string },
): Promise<Decision<string, CannotAddPasskey>> {
  const { passkeys } = await waysOf(hand, staffId, undefined);
  const decision = acceptPasskey({ isVerified: made.passkey !== undefined, name: made.name, there: passkeys });
  if (decision.ok && made.passkey) await store.savePasskey(hand, staffId, made.passkey, decision.value);
  return decision;
}

/** Takes a passkey away, unless it is the last way in. (CRD-5) */
export async function removePasskey(
  hand: Hand,
  { staffId, isDemonstration }: { readonly staffId: StaffId; readonly isDemonstration: boolean },
  id: string,
  provider: Standing,
): Promise<Decision<void, CannotRemovePasskey>> {
  const ways = await waysOf(hand, staffId, provider);
  if (!(await passkeysOf(hand, staffId)).some((each) => each.id === id)) return refuse('not-there');
  const decision = mayRemovePasskey(ways, isDemonstration);
  if (decision.ok) await store.removePasskey(hand, staffId, id);
  return decision;
}

/** Does something to how somebody signs in, if they proved lately who they are. (CRD-7) */
export async function whenProved<Value, Refusal extends string>(
  hand: Hand,
  { staffId, sessionId, isDemonstration }: SignedInStaff,
  work: () => Promise<Decision<Value, Refusal>>,
): Promise<Decision<Value, Refusal | CannotChange>> {
  const decision = mayChange({ provedAt: await provedAt(hand, staffId, sessionId), isDemonstration }, hand.at);
  return decision.ok ? work() : decision;
}

/** Gives somebody another password, if they know the one before. (CRD-1) */
export async function changePassword(
  hand: Hand,
  owner: Owner,
  typed: { readonly before: string; readonly password: string },
): Promise<Decision<string, CannotChangePassword>> {
  const hash = await passwordHashOf(hand, owner.staffId);
  if (hash !== undefined && !(await isPassword(hash, typed.before))) return refuse('not-your-password');
  return setPassword(hand, owner, typed.password);
}

/** Takes password and app away from somebody who has a passkey. (CRD-5) */
export async function removePassword(
  hand: Hand,
  { staffId, isDemonstration }: { readonly staffId: StaffId; readonly isDemonstration: boolean },
  provider: Standing,
): Promise<Decision<void, CannotRemovePasskey>> {
  const decision = mayRemovePassword(await waysOf(hand, staffId, provider), isDemonstration);
  if (decision.ok) await store.removePassword(hand, staffId);
  return decision;
}

/** Whether somebody may go and link an account at the provider. (CRD-8) */
export async function beginLinking(
  hand: Hand,
  staffId: StaffId,
  provider: NonNullable<Standing>,
): Promise<Decision<void, CannotLink>> {
  return mayLink(await waysOf(hand, staffId, provider), provider.isEnough);
}

/** Links the account with which somebody came back from the provider. (CRD-8) */
export async function linkAccount(
  hand: Hand,
  staffId: StaffId,
  provider: NonNullable<Standing>,
  account: { readonly issuer: string; readonly subject: string },
): Promise<Decision<void, CannotLink>> {
  const ways = await waysOf(hand, staffId, provider);
  const { issuer, subject } = account;
  const owner = await store.ownerOfAccount(hand, issuer, subject);
  const decision = acceptAccount(ways, {
    owner: owner === undefined ? 'nobody' : owner === staffId ? 'themselves' : 'somebody-else',
  });
  if (!decision.ok) return decision;
  // Somebody else was quicker, or it is somebody's of another service: it is theirs.
  return (await store.saveLink(hand, staffId, issuer, subject)) ? decision : refuse('account-is-anothers');
}

/** Takes the link to the provider away, unless it is the last way in. (CRD-5) */
export async function unlinkAccount(
  hand: Hand,
  { staffId, isDemonstration }: { readonly staffId: StaffId; readonly isDemonstration: boolean },
  provider: NonNullable<Standing>,
): Promise<Decision<void, CannotRemovePasskey>> {
  const decision = mayUnlink(await waysOf(hand, staffId, provider), isDemonstration);
  if (decision.ok) await store.removeLink(hand, staffId, provider.issuer);
  return decision;
}
