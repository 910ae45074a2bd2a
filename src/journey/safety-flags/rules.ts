import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { Source } from '#vocabulary/agencies.ts';
import type { IncidentKind } from '#vocabulary/parts.ts';
import { safetyFlagKinds, type SafetyFlagKind } from '#vocabulary/safety-flags.ts';

/** A referral, as far as a flag can follow from it. */
export interface Flaggable {
  readonly source: Source;
  readonly incidentKind: IncidentKind;
  readonly mayPhone: boolean;
  readonly mayText: boolean;
  readonly mayEmail: boolean;
  readonly mayPost: boolean;
}

/** Which flags a referral raises by itself, and by what whoever referred said is a risk; the most pressing first. (FLG-4) */
export function flagsOf(referral: Flaggable, said: readonly SafetyFlagKind[]): readonly SafetyFlagKind[] {
  const { mayPhone, mayText, mayEmail, mayPost } = referral;
  const raised = new Set<SafetyFlagKind>(said);
  // Who asked us themselves said which ways are safe. What an agency does not know yet is not the same as a danger.
  if (referral.source === 'self' && !mayPhone && !mayText && !mayEmail && !mayPost) raised.add('not-safe-to-contact');
  if (referral.incidentKind === 'serious-crime') raised.add('serious-harm');
  return safetyFlagKinds.filter((kind) => raised.has(kind));
}

/** A flag as it stands on a referral. */
export interface Standing {
  readonly kind: SafetyFlagKind;
}

export type CannotRaise = 'stands-already' | 'says-why';
export type CannotLower = 'lowered-already' | 'lowered-without-a-reason';

/** Somebody of the service raises a flag once while it stands, and says why. (FLG-1) */
export function raise(
  standing: readonly Standing[],
  flag: { readonly kind: SafetyFlagKind; readonly words: string },
): Decision<SafetyFlagKind, CannotRaise> {
  const reasons: CannotRaise[] = [];
  if (standing.some(({ kind }) => kind === flag.kind)) reasons.push('stands-already');
  if (flag.words === '') reasons.push('says-why');
  return refuseAny(reasons, flag.kind);
}

/** A flag is lowered once, with a reason. (FLG-2, FLG-3) */
export function lower(isStanding: boolean, because: string): Decision<'lowered', CannotLower> {
  if (!isStanding) return refuse('lowered-already');
  return because === '' ? refuse('lowered-without-a-reason') : allow('lowered');
}

/** The refusal in plain words. */
export function explainFlag(reason: CannotRaise | CannotLower): string {
  switch (reason) {
    case 'stands-already':
      return 'This flag stands already';
    case 'says-why':
      return 'Write why, so that whoever reads it next knows';
    case 'lowered-already':
      return 'This flag has been lowered already';
    case 'lowered-without-a-reason':
      return 'Write why it no longer holds';
    default:
      return unreachable(reason);
  }
}
