import {
  knowingFields,
  toldReasons,
  type AmendableField,
  type ToldReason,
  type WithdrawReason,
} from '#vocabulary/agencies.ts';
import { refuse, refuseAny, allow, unreachable, type Decision } from '#platform/decision.ts';
import type { ReferralStatus } from '#vocabulary/parts.ts';
import { risksAsKept, risksIn } from '#vocabulary/safety-flags.ts';
import { explainReach, misspelt } from '#vocabulary/safe-contact.ts';

/** All that an agency learns of its referral: never who said what, nor why. (AGY-1) */
export const allowedStatuses = ['with-us', 'read', 'in-touch', 'finished', 'not-taken-on', 'withdrawn'] as const;
export type AllowedStatus = (typeof allowedStatuses)[number];

/** The status an agency may see. (AGY-1) */
export function allowedStatus(status: ReferralStatus, isFinished: boolean): AllowedStatus {
  switch (status) {
    case 'received':
      return 'with-us';
    case 'acknowledged':
      return 'read';
    case 'accepted':
      return isFinished ? 'finished' : 'in-touch';
    case 'declined':
      return 'not-taken-on';
    case 'withdrawn':
      return 'withdrawn';
    default:
      return unreachable(status);
  }
}

/** Why a referral was declined, as its agency is told: a reason that could lie with somebody is told as every other of these. (AGY-5, H17) */
export function toldBecause(reason: string): ToldReason {
  return toldReasons.find((told) => told === reason) ?? 'not-now';
}

/** Whether the person knew of us when they were referred: somebody told them, or they agreed. (TEL-2) */
export function wasTold(toldWords: string, agreedToReferral: boolean): boolean {
  return agreedToReferral || toldWords !== '';
}

const waits = (status: ReferralStatus): boolean => status === 'received' || status === 'acknowledged';

export interface Amendment {
  readonly field: AmendableField;
  readonly words: string;
  readonly because: string;
}

export type CannotAmend =
  | 'is-withdrawn'
  | 'was-decided-just-now'
  | 'words-are-missing'
  | 'nothing-changes'
  | 'reason-is-missing'
  | 'a-safe-way-needs-it'
  | 'way-is-not-safe'
  | 'phone-is-no-number'
  | 'email-is-no-address';

/** How somebody is reached; a number or an address is kept only where they say that this way is safe. */
const waysOfReaching: readonly AmendableField[] = ['phone', 'email', 'address'];

/** Whether a change is about what the person knows: it holds whatever was decided. (AGY-7) */
export function isOfKnowing(field: AmendableField): field is (typeof knowingFields)[number] {
  return knowingFields.some((each) => each === field);
}

/**
 * An agency changes what it said, with the reason, and the change stays visible. What is decided is not changed any more:
 * then somebody of the service reads it. (AGY-2) But what the person knows changes at any time. (AGY-7) How somebody is reached is held to what sending is held to. (AGY-4)
 */
export function amend(
  referral: { readonly status: ReferralStatus; readonly before: string; readonly isSafeWay: boolean },
  amendment: Amendment,
): Decision<Amendment & { readonly wasApplied: boolean }, CannotAmend> {
  const { field, words, because } = amendment;
  if (referral.status === 'withdrawn') return refuse('is-withdrawn');
  const reasons: CannotAmend[] = [];
  const mayBeEmpty = field !== 'message' && field !== 'what-happened';
  // What stands already is not said: an agency does not learn which flags staff raised or lowered. (AGY-8)
  const isAdded = field === 'message' || field === 'risks';
  if (field === 'agreed' && words !== 'yes' && words !== 'no') reasons.push('words-are-missing');
  if (field === 'risks' && (words === '' || risksAsKept(risksIn(words)) !== words)) reasons.push('words-are-missing');
  if (words === '' && !mayBeEmpty) reasons.push('words-are-missing');
  if (waysOfReaching.includes(field)) reasons.push(...weighReach(field, words, referral.isSafeWay));
  if (!isAdded && words === referral.before) reasons.push('nothing-changes');
  if (field !== 'message' && because === '') reasons.push('reason-is-missing');
  return refuseAny(reasons, {
    ...amendment,
    wasApplied: isOfKnowing(field) || (field !== 'message' && waits(referral.status)),
  });
}

function weighReach(field: AmendableField, words: string, isSafeWay: boolean): readonly CannotAmend[] {
  if (words === '') return isSafeWay ? ['a-safe-way-needs-it'] : [];
  if (!isSafeWay) return ['way-is-not-safe'];
  const wrong = field === 'phone' || field === 'email' ? misspelt(field, words) : undefined;
  return wrong ? [wrong] : [];
}

export interface Withdrawal {
  readonly reason: WithdrawReason;
  readonly words: string;
}

export type CannotWithdraw = 'is-withdrawn' | 'is-decided' | 'reason-is-missing';

/** An agency takes its referral back with a coded reason, while nobody has decided. (AGY-3) */
export function withdraw(status: ReferralStatus, withdrawal: Withdrawal): Decision<Withdrawal, CannotWithdraw> {
  if (status === 'withdrawn') return refuse('is-withdrawn');
  if (!waits(status)) return refuse('is-decided');
  if (withdrawal.reason === 'another-reason' && withdrawal.words === '') return refuse('reason-is-missing');
  return allow(withdrawal);
}

export type CannotAskToStop = 'is-withdrawn' | 'is-not-begun' | 'is-not-taken-on' | 'is-finished' | 'reason-is-missing';

/** Once its referral is taken on an agency asks to stop: people were spoken with, and whether they go on is theirs to say. (AGY-6) */
export function askToStop(
  { status, isFinished }: { readonly status: ReferralStatus; readonly isFinished: boolean },
  wish: Withdrawal,
): Decision<Withdrawal, CannotAskToStop> {
  if (status === 'withdrawn') return refuse('is-withdrawn');
  if (status === 'declined') return refuse('is-not-taken-on');
  if (waits(status)) return refuse('is-not-begun');
  if (isFinished) return refuse('is-finished');
  if (wish.reason === 'another-reason' && wish.words === '') return refuse('reason-is-missing');
  return allow(wish);
}

/** The refusals in plain words. */
export function explain(reason: CannotAmend | CannotWithdraw | CannotAskToStop): string {
  switch (reason) {
    case 'is-withdrawn':
      return 'This referral is withdrawn. Send a new one instead';
    case 'is-decided':
      return 'We have decided about it already. Where we have begun, you can ask us to stop';
    case 'is-not-begun':
      return 'We have not begun yet, so you can still take it back yourself';
    case 'is-not-taken-on':
      return 'We did not take this referral on, so there is nothing to stop';
    case 'is-finished':
      return 'This is finished already, so there is nothing to stop';
    case 'was-decided-just-now':
      return 'Somebody decided about it just now. Send it again';
    case 'words-are-missing':
      return 'Write what it should say';
    case 'nothing-changes':
      return 'This is what the referral says already';
    case 'reason-is-missing':
      return 'Write the reason';
    case 'way-is-not-safe':
      return 'They did not say that this way is safe, so we keep nothing of it. Send a message if that is different now';
    case 'phone-is-no-number':
    case 'email-is-no-address':
      return explainReach(reason);
    case 'a-safe-way-needs-it':
      return 'You said that this is a safe way to reach them, so it cannot be empty. Send a message instead';
    default:
      return unreachable(reason);
  }
}
