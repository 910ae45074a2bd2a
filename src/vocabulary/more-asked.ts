/** Whom a question about a referral goes to: the agency at its own door, the person themselves, or whoever a person of ours asks. */
export type AskedOf = 'agency' | 'person' | 'ourselves';

export const moreReasons = [
  'who-is-involved',
  'what-happened',
  'how-to-reach',
  'whether-they-agree',
  'safety',
  'something-else',
] as const;
/** Why more is asked before a referral is decided. */
export type MoreReason = (typeof moreReasons)[number];

/** Why more is asked, in words. */
export const moreReasonWords: Readonly<Record<MoreReason, string>> = {
  'who-is-involved': 'Who is involved',
  'what-happened': 'What happened',
  'how-to-reach': 'How it is safe to reach somebody',
  'whether-they-agree': 'Whether they know and agree',
  safety: 'Whether somebody is at risk',
  'something-else': 'Something else',
};
