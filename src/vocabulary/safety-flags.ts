/** What could hurt somebody, the most pressing first (domain 16, 81-87). */
export const safetyFlagKinds = [
  'immediate-danger',
  'child-at-risk',
  'not-safe-to-contact',
  'self-harm',
  'domestic-abuse',
  'sexual-harm',
  'stalking',
  'serious-harm',
  'exploitation',
  'hate',
] as const;
export type SafetyFlagKind = (typeof safetyFlagKinds)[number];

/** A flag in words, and what whoever reads it does first. */
export const safetyFlagWords: Readonly<Record<SafetyFlagKind, { readonly text: string; readonly first: string }>> = {
  'immediate-danger': {
    text: 'Somebody is in danger now',
    first: 'Ring 999, or whoever keeps them safe, before anything else.',
  },
  'child-at-risk': { text: 'A child is at risk', first: 'Tell the safeguarding lead today.' },
  'not-safe-to-contact': {
    text: 'Not safe to contact',
    first: 'Do not ring, write or send anything before you know a way that is safe.',
  },
  'self-harm': {
    text: 'Somebody may harm themselves',
    first: 'Speak with a supervisor before you contact them, and know who supports them.',
  },
  'domestic-abuse': {
    text: 'Domestic abuse',
    first: 'Only the person harmed can begin. Find out whether it goes on, and ask a specialist service.',
  },
  'sexual-harm': {
    text: 'Sexual harm',
    first: 'Only the person harmed can begin. It needs somebody trained for it.',
  },
  stalking: { text: 'Stalking or harassment', first: 'Look for orders first. Asking may be a way of reaching them.' },
  'serious-harm': {
    text: 'A death, a weapon or serious harm',
    first: 'It needs an advanced practitioner, and a supervisor from the first day.',
  },
  exploitation: {
    text: 'Exploitation or a gang',
    first: 'Ask the police who else is at risk before anybody is contacted.',
  },
  hate: { text: 'Hate because of who somebody is', first: 'Ask whether it goes on, and who supports them.' },
};

/** The risks that an agency adds, as the log of changes keeps them. (AGY-8) */
export function risksAsKept(risks: readonly SafetyFlagKind[]): string {
  return safetyFlagKinds.filter((kind) => risks.includes(kind)).join(' ');
}

/** The same, read from the log; what is no risk is left out. (AGY-8) */
export function risksIn(words: string): readonly SafetyFlagKind[] {
  const kept = words.split(' ');
  return safetyFlagKinds.filter((kind) => kept.includes(kind));
}
