import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';

/** Why a referral is declined, as it stands on file; whoever wrote to us reads gentler words. */
export type DeclineReason =
  | 'out-of-area'
  | 'not-suitable'
  | 'live-court-case'
  | 'no-contact-wanted'
  | 'duplicate'
  | 'other-service'
  | 'not-enough-known';

/** A referral is not entered before it arrived. (REF-2) */
export function receive(receivedOn: PlainDate, today: PlainDate): Decision<PlainDate, 'received-in-the-future'> {
  return receivedOn > today ? refuse('received-in-the-future') : allow(receivedOn);
}
