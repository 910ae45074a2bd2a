import { refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { Channel } from '#vocabulary/modes.ts';
import type { CaseStatus } from '#vocabulary/parts.ts';

export type ContactKind = 'attempt' | 'conversation' | 'letter';

/** How a contact can end, each of one kind: what somebody did, never what silence might mean. (CTC-2) */
export const outcomes = {
  talked: ['conversation', 'We talked'],
  'wants-time': ['conversation', 'They want time'],
  'does-not-want-contact': ['conversation', 'They do not want to be contacted'],
  'no-answer': ['attempt', 'No answer'],
  'voicemail-left': ['attempt', 'Left a voicemail'],
  'message-sent': ['attempt', 'Sent a message, no answer yet'],
  'someone-else-answered': ['attempt', 'Somebody else answered'],
  'not-a-good-time': ['attempt', 'Not a good time for them'],
  'does-not-work': ['attempt', 'The number or address does not work'],
  sent: ['letter', 'Letter sent'],
  'came-back': ['letter', 'Letter came back'],
} as const satisfies Readonly<Record<string, readonly [ContactKind, string]>>;
export type ContactOutcome = keyof typeof outcomes;

/** What kind of contact ends this way. (CTC-2) */
export function kindOf(outcome: ContactOutcome): ContactKind {
  return outcomes[outcome][0];
}

/** One contact with one participant, as somebody remembers it. */
export interface Contact {
  readonly participantId: ParticipantId;
  readonly channel: Channel;
  readonly happenedOn: PlainDate;
  readonly outcome: ContactOutcome;
  readonly note: string;
  /** The first conversation about restorative practice marks the approach. (CTC-4) */
  readonly isApproach: boolean;
}

export type CannotRecord =
  | 'happened-in-the-future'
  | 'only-a-conversation-tells'
  | 'case-is-closed'
  | 'harmed-have-not-agreed-yet'
  | 'something-stands-in-the-way';

/**
 * A contact is written down after it happened, late entries into a closed case too. (CTC-1) Telling somebody about
 * restorative practice takes a conversation in an open case, and `isInOrder` says that nobody's wish leaks by it. (CTC-4)
 */
export function record(
  contact: Contact,
  today: PlainDate,
  held: { readonly status: CaseStatus; readonly isInOrder: boolean },
): Decision<Contact, CannotRecord> {
  const reasons: CannotRecord[] = [];
  if (contact.happenedOn > today) reasons.push('happened-in-the-future');
  if (contact.isApproach) {
    if (kindOf(contact.outcome) !== 'conversation') reasons.push('only-a-conversation-tells');
    if (held.status === 'closed') reasons.push('case-is-closed');
    if (!held.isInOrder) reasons.push('harmed-have-not-agreed-yet');
  }
  return refuseAny(reasons, contact);
}

/** A contact as it is counted: the newest first. */
export interface Counted {
  readonly id: string;
  readonly kind: ContactKind;
}

/**
 * How many attempts in a row had no answer up to now, if this contact is one of them: a conversation or a letter begins the
 * count anew, and an older attempt that is written down late counts nothing. (CTC-3)
 */
export function attemptsInARow(newestFirst: readonly Counted[], id: string): number {
  const until = newestFirst.findIndex(({ kind }) => kind !== 'attempt');
  const run = until < 0 ? newestFirst : newestFirst.slice(0, until);
  return run.some((each) => each.id === id) ? run.length : 0;
}

/** The refusals in plain words for staff. */
export function explain(reason: CannotRecord): string {
  switch (reason) {
    case 'happened-in-the-future':
      return 'The day it happened cannot be after today';
    case 'only-a-conversation-tells':
      return 'Only a conversation tells somebody about restorative practice. Take the tick away, or choose another outcome';
    case 'case-is-closed':
      return 'The case is closed: nobody is told about restorative practice in it. Take the tick away for a late entry';
    case 'harmed-have-not-agreed-yet':
      return 'Not everybody they harmed has agreed that we speak with them. Wait for that, or choose the other order of approach with its reason';
    case 'something-stands-in-the-way':
      return 'Something on the Eligibility page keeps us from speaking with them now. See there what would open it';
    default:
      return unreachable(reason);
  }
}
