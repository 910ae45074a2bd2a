import { randomBytes } from 'node:crypto';
import { allow, type Decision } from '#platform/decision.ts';
import { newCodeSecret, stepOfCode } from '#platform/one-time-code.ts';
import { hashPassword, isLeaked } from '#platform/password.ts';
import type { TextSealer } from '#platform/sealed-text.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { recoveryCodeOf, secretIsOf } from '#vocabulary/staff.ts';
import {
  acceptApp,
  acceptPassword,
  recoveryCode,
  recoveryCodes,
  type CannotSetPassword,
  type CannotSetUpApp,
} from './rules.ts';
import * as store from './store.ts';

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
  const decision = acceptPassword({ password, name, email, isLeaked: isLeaked(password) });
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
  await store.saveRecoveryCodes(hand, staffId, marks);
  return allow(codes);
}
