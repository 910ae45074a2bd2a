import type { EligibilityQuestion, EligibilityStand } from './eligibility.ts';
import type { SafetyFlagKind } from './safety-flags.ts';

/** What makes a case complex or sensitive (domain 87), with the words staff tick. */
export const complexSigns = {
  death: 'Somebody died',
  sexual: 'Sexual harm',
  domestic: 'Domestic or family abuse',
  stalking: 'Stalking or harassment',
  hate: 'Hate or prejudice',
  child: 'A child is involved',
  weapon: 'A weapon, or a serious injury',
  supervised: 'Somebody is under MAPPA or integrated offender management',
  'mental-health': 'Serious mental ill health',
  capacity: 'It is in doubt whether somebody can decide this for themselves',
  coercion: 'A worry that somebody is made to take part',
  media: 'Newspapers or television may be interested',
  many: 'More than four people take part',
  exploitation: 'Exploitation, or a gang',
  'staff-safety': 'A worry about the safety of staff',
} as const;
export type ComplexSign = keyof typeof complexSigns;

const signOfFlag: Readonly<Partial<Record<SafetyFlagKind, ComplexSign>>> = {
  'child-at-risk': 'child',
  'self-harm': 'mental-health',
  'domestic-abuse': 'domestic',
  'sexual-harm': 'sexual',
  stalking: 'stalking',
  'serious-harm': 'weapon',
  exploitation: 'exploitation',
  hate: 'hate',
};

const signsOfQuestion: Readonly<Partial<Record<EligibilityQuestion, readonly ComplexSign[]>>> = {
  'child-without-guardian': ['child'],
  'capacity-in-doubt': ['capacity'],
  'domestic-abuse': ['domestic'],
  'sexual-harm': ['sexual'],
  'young-sexual-behaviour': ['sexual', 'child'],
};

/** What flags that stand, and what was answered yes or was allowed, say of how complex it is; in the order of the list. (CAS-7) */
export function signsOf(flags: readonly SafetyFlagKind[], stands: readonly EligibilityStand[]): readonly ComplexSign[] {
  const found = new Set<ComplexSign>(flags.flatMap((kind) => signOfFlag[kind] ?? []));
  for (const { question, answer } of stands)
    if (answer === 'yes' || answer === 'allowed') for (const sign of signsOfQuestion[question] ?? []) found.add(sign);
  return (Object.keys(complexSigns) as ComplexSign[]).filter((sign) => found.has(sign));
}
