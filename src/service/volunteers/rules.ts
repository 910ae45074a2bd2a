import { refuse, refuseAny, allow, unreachable, type Decision } from '#platform/decision.ts';
import { daysBetween, type PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';

export const workKinds = ['case-work', 'training', 'supervision', 'other-work'] as const;
export const moneyKinds = ['travel', 'meal', 'care', 'materials'] as const;
export const claimKinds = [...workKinds, ...moneyKinds] as const;
export type ClaimKind = (typeof claimKinds)[number];

/** Hours that somebody worked, in minutes, or money they spent, in pence. */
export interface NewClaim {
  readonly kind: ClaimKind;
  readonly happenedOn: PlainDate;
  readonly minutes: number | null;
  readonly pence: number | null;
}

export const decisions = ['approved', 'no-receipt', 'not-agreed', 'wrong-amount', 'said-twice'] as const;
export type ClaimDecision = (typeof decisions)[number];

/** Whether a kind of claim is about money. */
export function isMoney(kind: ClaimKind): boolean {
  return moneyKinds.some((each) => each === kind);
}

export type CannotClaim = 'in-the-future' | 'too-long-ago' | 'hours-cannot-be' | 'money-cannot-be';

/** What somebody worked or spent was by today and in the last year, and is an amount that can be. (VOL-1) */
export function claim(made: NewClaim, today: PlainDate): Decision<NewClaim, CannotClaim> {
  const reasons: CannotClaim[] = [];
  if (made.happenedOn > today) reasons.push('in-the-future');
  if (daysBetween(made.happenedOn, today) > 366) reasons.push('too-long-ago');
  if (isMoney(made.kind)) {
    if (made.pence === null || !isWhole(made.pence, 100_000)) reasons.push('money-cannot-be');
  } else if (made.minutes === null || !isWhole(made.minutes, 1440)) reasons.push('hours-cannot-be');
  const { kind, happenedOn, minutes, pence } = made;
  return refuseAny(
    reasons,
    isMoney(kind) ? { kind, happenedOn, minutes: null, pence } : { kind, happenedOn, minutes, pence: null },
  );
}

function isWhole(amount: number, most: number): boolean {
  return Number.isInteger(amount) && amount >= 1 && amount <= most;
}

/** A claim as far as it matters who decides it and whether it was. */
export interface Claimed {
  readonly staffId: StaffId;
  readonly isDecided: boolean;
  readonly isTakenBack: boolean;
}

export type CannotDecide = 'nobody-decides-their-own' | 'decided-already' | 'not-there';

/** A claim is decided once, by somebody else. (VOL-2) */
export function decide(claimed: Claimed, by: StaffId): Decision<Claimed, CannotDecide> {
  if (claimed.isTakenBack) return refuse('not-there');
  if (claimed.isDecided) return refuse('decided-already');
  return claimed.staffId === by ? refuse('nobody-decides-their-own') : allow({ ...claimed, isDecided: true });
}

/** Whoever claimed takes it back until it is decided. (VOL-3) */
export function takeBack(claimed: Claimed, by: StaffId): Decision<Claimed, CannotDecide> {
  if (claimed.isTakenBack || claimed.staffId !== by) return refuse('not-there');
  return claimed.isDecided ? refuse('decided-already') : allow({ ...claimed, isTakenBack: true });
}

/** When somebody and their supervisor talked about the work. */
export interface Supervision {
  readonly heldOn: PlainDate;
  readonly nextOn: PlainDate | null;
}

export type CannotRecordSupervision = 'in-the-future' | 'next-is-not-later' | 'nobody-supervises-themselves';

/** Supervision was held by today, with somebody else, and the next comes later. (VOL-4) */
export function recordSupervision(
  held: Supervision,
  known: { readonly of: StaffId; readonly by: StaffId; readonly today: PlainDate },
): Decision<Supervision, CannotRecordSupervision> {
  const reasons: CannotRecordSupervision[] = [];
  if (held.heldOn > known.today) reasons.push('in-the-future');
  if (held.nextOn !== null && held.nextOn <= held.heldOn) reasons.push('next-is-not-later');
  if (known.of === known.by) reasons.push('nobody-supervises-themselves');
  return refuseAny(reasons, held);
}

/** Hours such as `1:30`, `1.5` or `2` as minutes; null for what is none. */
export function minutesIn(typed: string): number | null {
  const clock = /^(\d{1,2}):([0-5]\d)$/.exec(typed.trim());
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  return /^\d{1,2}(\.\d{1,2})?$/.test(typed.trim()) ? Math.round(Number(typed.trim()) * 60) : null;
}

/** Pounds such as `4.50` or `£12` as pence; null for what is none. */
export function penceIn(typed: string): number | null {
  const found = /^£?\s*(\d{1,5})(?:\.(\d{2}))?$/.exec(typed.trim().replaceAll(',', ''));
  return found ? Number(found[1]) * 100 + Number(found[2] ?? '0') : null;
}

/** The kind of a claim, in words. */
export function kindWords(kind: ClaimKind): string {
  switch (kind) {
    case 'case-work':
      return 'Work on a case';
    case 'training':
      return 'Training';
    case 'supervision':
      return 'Supervision';
    case 'other-work':
      return 'Other work';
    case 'travel':
      return 'Travel';
    case 'meal':
      return 'A meal or a drink';
    case 'care':
      return 'Care for somebody while you worked';
    case 'materials':
      return 'Paper, post and such';
    default:
      return unreachable(kind);
  }
}

/** What was decided, in words. */
export function decisionWords(decision: ClaimDecision): string {
  switch (decision) {
    case 'approved':
      return 'Approved';
    case 'no-receipt':
      return 'Not approved: there is no receipt';
    case 'not-agreed':
      return 'Not approved: it was not agreed before';
    case 'wrong-amount':
      return 'Not approved: the amount is not right';
    case 'said-twice':
      return 'Not approved: it was said twice';
    default:
      return unreachable(decision);
  }
}

/** The refusals in plain words. */
export function explain(reason: CannotClaim | CannotDecide | CannotRecordSupervision): string {
  switch (reason) {
    case 'in-the-future':
      return 'The day cannot be after today';
    case 'too-long-ago':
      return 'The day must be in the last year';
    case 'hours-cannot-be':
      return 'Write hours up to 24, such as 1:30 or 1.5';
    case 'money-cannot-be':
      return 'Write pounds up to 1,000, such as 4.50';
    case 'nobody-decides-their-own':
      return 'Somebody else decides this for you';
    case 'decided-already':
      return 'This was decided already';
    case 'not-there':
      return 'This is not there any more';
    case 'next-is-not-later':
      return 'The next one must be after this one';
    case 'nobody-supervises-themselves':
      return 'Nobody supervises themselves';
    default:
      return unreachable(reason);
  }
}
