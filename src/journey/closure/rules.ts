import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { Gate, Shut } from '#vocabulary/gates.ts';
import type { CaseStatus } from '#vocabulary/parts.ts';

/** Why a case ends, in the order they are offered (domain 80). */
export const closureReasons = [
  'completed-direct',
  'completed-indirect',
  'completed-mediation',
  'completed-no-agreement',
  'harmed-declined',
  'harmed-withdrew',
  'responsible-declined',
  'responsible-withdrew',
  'no-responsibility-taken',
  'responsible-not-identified',
  'could-not-contact-harmed',
  'could-not-contact-responsible',
  'unsafe',
  'legal-bar',
  'not-ready-door-open',
  'out-of-area',
  'referred-to-other-service',
  'duplicate',
  'ineligible',
  'deceased',
  'service-capacity',
  'information-only',
  'no-send-letter',
] as const;

export type ClosureReason = (typeof closureReasons)[number];

export interface EndOfCase {
  readonly status: CaseStatus;
  readonly openFollowUps: number;
  readonly hasBookedConference: boolean;
  readonly hasLetterOnOffer: boolean;
}

/** The gate `close-case`: every reason it is shut. Open follow-ups shut it unless a reason for them is given (H11, CLO-1, CLO-7). */
export function closeCaseGate(end: EndOfCase, openFollowUpsBecause = ''): Gate {
  const shut: Shut[] = [];
  if (end.status === 'closed') {
    shut.push({ reason: 'already-closed', words: 'The case is closed already.', opens: 'Reopen it first.' });
  }
  if (end.hasBookedConference) {
    shut.push({
      reason: 'conference-is-booked',
      words: 'A conference is booked.',
      opens: 'Hold the conference, or cancel it.',
      rule: 'CLO-7',
    });
  }
  if (end.hasLetterOnOffer) {
    shut.push({
      reason: 'letter-is-on-offer',
      words: 'A letter is waiting for somebody’s answer.',
      opens: 'Wait for the answer, or take the letter back.',
      rule: 'CLO-8',
    });
  }
  if (end.openFollowUps > 0 && openFollowUpsBecause.trim() === '') {
    shut.push({
      reason: 'follow-ups-are-open',
      words: `${end.openFollowUps === 1 ? 'One follow-up is' : `${end.openFollowUps} follow-ups are`} still to come.`,
      opens: 'Do them, let them go, or say why the case closes without them.',
      rule: 'H11',
    });
  }
  return { name: 'close-case', about: 'Closing the case', shut };
}

export type CannotClose =
  | 'already-closed'
  | 'conference-is-booked'
  | 'letter-is-on-offer'
  | 'follow-ups-are-open'
  | 'case-is-not-closed'
  | 'case-is-closed'
  | 'reason-is-missing'
  | 'closed-before-opened'
  | 'closed-in-the-future'
  | 'review-is-not-ahead'
  | 'already-on-hold'
  | 'not-on-hold';

/** Closes when the gate is open, on a day between opening and today. */
export function close(
  end: EndOfCase,
  closing: { readonly on: PlainDate; readonly openFollowUpsBecause: string },
  days: { readonly openedOn: PlainDate; readonly today: PlainDate },
): Decision<PlainDate, CannotClose> {
  const reasons = closeCaseGate(end, closing.openFollowUpsBecause).shut.map(({ reason }) => reason as CannotClose);
  if (closing.on < days.openedOn) reasons.push('closed-before-opened');
  if (closing.on > days.today) reasons.push('closed-in-the-future');
  return refuseAny(reasons, closing.on);
}

/** A closed case opens again with a reason; what was is kept (CLO-2). */
export function reopen(status: CaseStatus, because: string): Decision<string, CannotClose> {
  if (status !== 'closed') return refuse('case-is-not-closed');
  return because.trim() === '' ? refuse('reason-is-missing') : allow(because);
}

/** A pause has a reason and a day ahead to look again (CLO-5); one at a time (CLO-6). */
export function putOnHold(
  status: CaseStatus,
  hold: { readonly reason: string; readonly reviewOn: PlainDate },
  today: PlainDate,
): Decision<typeof hold, CannotClose> {
  const reasons: CannotClose[] = [];
  if (status === 'closed') reasons.push('case-is-closed');
  if (status === 'on-hold') reasons.push('already-on-hold');
  if (hold.reason.trim() === '') reasons.push('reason-is-missing');
  if (hold.reviewOn <= today) reasons.push('review-is-not-ahead');
  return refuseAny(reasons, hold);
}

/** Only a case on hold goes on. */
export function takeOffHold(status: CaseStatus): Decision<'open', CannotClose> {
  return status === 'on-hold' ? allow('open') : refuse('not-on-hold');
}

export function explain(reason: CannotClose): string {
  switch (reason) {
    case 'already-closed':
      return 'The case is closed already';
    case 'conference-is-booked':
      return 'A conference is booked. Hold it or cancel it first';
    case 'letter-is-on-offer':
      return 'A letter is waiting for an answer. Take it back first, or wait';
    case 'follow-ups-are-open':
      return 'Follow-ups are still to come. Say why the case closes without them';
    case 'case-is-not-closed':
      return 'The case is not closed';
    case 'case-is-closed':
      return 'The case is closed. Reopen it first';
    case 'reason-is-missing':
      return 'Say why';
    case 'closed-before-opened':
      return 'The day cannot be before the case was opened';
    case 'closed-in-the-future':
      return 'The day cannot be after today';
    case 'review-is-not-ahead':
      return 'The day to look again must be after today';
    case 'already-on-hold':
      return 'The case is on hold already';
    case 'not-on-hold':
      return 'The case is not on hold';
    default:
      return unreachable(reason);
  }
}

/** The reason as staff choose it. */
export function reasonWords(reason: ClosureReason): string {
  switch (reason) {
    case 'completed-direct':
      return 'Completed: they met';
    case 'completed-indirect':
      return 'Completed: a letter or another indirect way';
    case 'completed-mediation':
      return 'Completed: mediation';
    case 'completed-no-agreement':
      return 'Completed without an agreement, by choice';
    case 'harmed-declined':
      return 'The person harmed said no';
    case 'harmed-withdrew':
      return 'The person harmed changed their mind';
    case 'responsible-declined':
      return 'The person responsible said no';
    case 'responsible-withdrew':
      return 'The person responsible changed their mind';
    case 'no-responsibility-taken':
      return 'No responsibility taken';
    case 'responsible-not-identified':
      return 'The person responsible is not known';
    case 'could-not-contact-harmed':
      return 'Could not reach the person harmed';
    case 'could-not-contact-responsible':
      return 'Could not reach the person responsible';
    case 'unsafe':
      return 'Not safe';
    case 'legal-bar':
      return 'An order or a live court case stands in the way';
    case 'not-ready-door-open':
      return 'Not ready: the door stays open';
    case 'out-of-area':
      return 'Outside our area';
    case 'referred-to-other-service':
      return 'Passed to another service';
    case 'duplicate':
      return 'The same as another case';
    case 'ineligible':
      return 'Not something we can take on';
    case 'deceased':
      return 'Somebody died';
    case 'service-capacity':
      return 'We could not take it on in time';
    case 'information-only':
      return 'Only information was wanted';
    case 'no-send-letter':
      return 'A letter was written and, by choice, never sent';
    default:
      return unreachable(reason);
  }
}
