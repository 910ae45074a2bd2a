import type { PlainDate } from '#vocabulary/dates.ts';
import type { Feedback, FollowUp } from './rules.ts';

/** A follow-up that is due, with whatever a test or the demonstration changes. */
export function aFollowUp(changed: Partial<FollowUp> = {}): FollowUp {
  return {
    id: 'follow-up',
    occasion: '2-weeks',
    dueOn: '2026-11-20' as PlainDate,
    doneOn: null,
    letGoBecause: '',
    ...changed,
  };
}

/** Somebody who was glad of it. */
export function aFeedback(changed: Partial<Feedback> = {}): Feedback {
  return { satisfied: 5, wouldRecommend: 'yes', words: 'I was listened to.', mayQuote: true, ...changed };
}
