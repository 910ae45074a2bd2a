import type { EndOfCase } from './rules.ts';

/** A case with nothing in the way of its end, with whatever a test changes. */
export function anEnd(changed: Partial<EndOfCase> = {}): EndOfCase {
  return { status: 'open', openFollowUps: 0, hasBookedConference: false, hasLetterOnOffer: false, ...changed };
}
