import { type Decision, refuseAny, unreachable } from '#platform/decision.ts';
import { type Agreement, type Amends, type AmendsStatus, isSettled, nextDue } from '#vocabulary/agreements.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';

/** Who speaks: a member of staff, or a participant by their own mouth. */
export interface Speaker {
  readonly kind: 'staff' | 'participant';
  readonly id: string;
}

/** Something that was done towards a promise. */
export interface Progress {
  readonly happenedOn: PlainDate;
  readonly pence: number | null;
  readonly minutes: number | null;
  readonly note: string;
  /** What shows it; for staff only. */
  readonly evidence: string;
}

export type CannotProgress =
  | 'agreement-is-not-live'
  | 'already-settled'
  | 'happened-in-the-future'
  | 'nothing-said'
  | 'more-than-promised'
  | 'not-paid-or-worked-here'
  | 'counted-by-staff-only'
  | 'not-theirs-to-do';

/** A note may hold what is protected; where, only staff are shown. (PRO-6) */
export type CannotCross = 'holds-what-is-protected';

/**
 * Takes down what was done: never in the future (AGR-8), never more money than was promised (AGR-7). Who owes may say
 * what they did; money and hours are counted by staff, who see what shows it (AGR-6).
 */
export function progress(
  agreement: Pick<Agreement, 'status'>,
  amends: Amends,
  done: Progress,
  { by, today }: { readonly by: Speaker; readonly today: PlainDate },
): Decision<Progress, CannotProgress> {
  const { happenedOn, pence, minutes, note, evidence } = done;
  const reasons: CannotProgress[] = [];
  if (agreement.status !== 'agreed') reasons.push('agreement-is-not-live');
  if (isSettled(amends)) reasons.push('already-settled');
  if (happenedOn > today) reasons.push('happened-in-the-future');
  if (pence === null && minutes === null && note === '') reasons.push('nothing-said');
  if (pence !== null && amends.pence !== null && amends.paid + pence > amends.pence) reasons.push('more-than-promised');
  if ((pence !== null && amends.pence === null) || (minutes !== null && amends.minutes === null)) {
    reasons.push('not-paid-or-worked-here');
  }
  if (by.kind === 'participant') {
    if (by.id !== amends.owedById) reasons.push('not-theirs-to-do');
    if (pence !== null || minutes !== null || evidence !== '') reasons.push('counted-by-staff-only');
  }
  return refuseAny(reasons, done);
}

/** How a promise came out. */
export interface Settlement {
  readonly status: Exclude<AmendsStatus, 'owed'>;
  readonly on: PlainDate;
  /** For staff only. */
  readonly because: string;
  /** Who says so: for `released` always the participant who lets it go, whoever writes it down. */
  readonly by: Speaker;
}

export type CannotSettle =
  | 'agreement-is-not-live'
  | 'already-settled'
  | 'already-late'
  | 'settled-in-the-future'
  | 'not-due-yet'
  | 'not-all-paid'
  | 'not-all-worked'
  | 'say-why-it-was-not-done'
  | 'verified-by-who-owes'
  | 'only-staff-say-that'
  | 'not-theirs-to-say';

/**
 * Settles a promise once (AGR-5). Done is verified by somebody other than who owes, and means paid and worked in full
 * (AGR-6; domain 74). Only whom it is owed to lets it go; what is owed to the community, any party but who owes.
 */
export function settle(
  agreement: Pick<Agreement, 'status' | 'parties'>,
  amends: Amends,
  settlement: Settlement,
  today: PlainDate,
): Decision<Settlement, CannotSettle> {
  const { status, on, because } = settlement;
  const reasons: CannotSettle[] = [];
  if (agreement.status !== 'agreed') reasons.push('agreement-is-not-live');
  if (isSettled(amends)) reasons.push('already-settled');
  if (on > today) reasons.push('settled-in-the-future');
  if (status === 'late' && amends.status === 'late') reasons.push('already-late');
  if (status === 'late' && (nextDue(amends)?.on ?? on) >= on) reasons.push('not-due-yet');
  if (status === 'not-done' && because === '') reasons.push('say-why-it-was-not-done');
  if (status === 'done') {
    if (amends.paid < (amends.pence ?? 0)) reasons.push('not-all-paid');
    if (amends.worked < (amends.minutes ?? 0)) reasons.push('not-all-worked');
  }
  const whose = whoMaySay(agreement, amends, settlement);
  if (whose) reasons.push(whose);
  return refuseAny(reasons, settlement);
}

function whoMaySay(
  { parties }: Pick<Agreement, 'parties'>,
  amends: Amends,
  { status, by }: Settlement,
): CannotSettle | undefined {
  if (by.kind === 'participant' && by.id === amends.owedById) return 'verified-by-who-owes';
  if (by.kind === 'participant' && (status === 'late' || status === 'not-done')) return 'only-staff-say-that';
  if (by.kind === 'participant' && status === 'done' && amends.owedToId !== by.id) return 'not-theirs-to-say';
  if (by.kind === 'participant' && !mayAnswerFor(amends, parties, by.id)) return 'not-theirs-to-say';
  if (by.kind === 'staff' && status === 'released') return 'not-theirs-to-say';
  return undefined;
}

function mayAnswerFor(amends: Amends, parties: Agreement['parties'], id: string): boolean {
  if (amends.owedToId !== null) return amends.owedToId === id;
  return parties.some(({ participantId }) => participantId === id);
}

/** Who may let a promise go: whom it is owed to; what is owed to the community, any party but who owes. */
export function mayRelease({ parties }: Pick<Agreement, 'parties'>, amends: Amends): readonly ParticipantId[] {
  return parties
    .map(({ participantId }) => participantId)
    .filter((id) => id !== amends.owedById && mayAnswerFor(amends, parties, id));
}

/** Everybody who wants to hear how it goes, but who owes it and who said it. (AGR-15, H12) */
export function toTell({ parties }: Pick<Agreement, 'parties'>, amends: Amends, by: Speaker): readonly ParticipantId[] {
  return parties
    .filter(
      ({ participantId, wantsUpdates }) => wantsUpdates && participantId !== amends.owedById && participantId !== by.id,
    )
    .map(({ participantId }) => participantId);
}

/** The refusal in plain words, for whoever takes down what was done. */
export function explainProgress(reason: CannotProgress | CannotCross): string {
  switch (reason) {
    case 'holds-what-is-protected':
      return 'The note may hold something that must not cross. Look at the places that are marked below';
    case 'agreement-is-not-live':
      return 'This agreement is not in force';
    case 'already-settled':
      return 'This is settled already';
    case 'happened-in-the-future':
      return 'The day it happened cannot be after today';
    case 'nothing-said':
      return 'Write what was done';
    case 'more-than-promised':
      return 'That is more than is still to pay';
    case 'not-paid-or-worked-here':
      return 'This promise is not counted that way';
    case 'counted-by-staff-only':
      return 'Your facilitator counts money and hours. Tell them in your own words';
    case 'not-theirs-to-do':
      return 'Only the person who promised this can say what they did';
    default:
      return unreachable(reason);
  }
}

/** The refusal in plain words, for whoever settles a promise. */
export function explainSettle(reason: CannotSettle): string {
  switch (reason) {
    case 'agreement-is-not-live':
      return 'This agreement is not in force';
    case 'already-settled':
      return 'This is settled already';
    case 'already-late':
      return 'This is marked as late already';
    case 'settled-in-the-future':
      return 'The day cannot be after today';
    case 'not-due-yet':
      return 'It is late only when its day has passed';
    case 'not-all-paid':
      return 'It is done when all of it is paid. Add the payments first';
    case 'not-all-worked':
      return 'It is done when all the hours are worked. Add the hours first';
    case 'say-why-it-was-not-done':
      return 'Write why it was not done';
    case 'verified-by-who-owes':
      return 'Somebody else has to say so, not the person who owes it';
    case 'only-staff-say-that':
      return 'Talk with your facilitator about this';
    case 'not-theirs-to-say':
      return 'Choose who lets it go: the person it is owed to';
    default:
      return unreachable(reason);
  }
}
