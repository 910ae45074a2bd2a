import type { EligibilityQuestion, EligibilityStand } from './eligibility.ts';
import type { PlainDate } from './dates.ts';
import type { Training } from './staff.ts';
import type { SafetyFlagKind } from './safety-flags.ts';

/** What makes a case complex or sensitive (domain 87), with the words staff tick. */
export const complexSigns = {
  death: 'Somebody died',
  sexual: 'Sexual harm',
  'young-sexual': 'Harmful sexual behaviour by a child',
  domestic: 'Domestic or family abuse',
  stalking: 'Stalking or harassment',
  hate: 'Hate or prejudice',
  child: 'A child is involved',
  weapon: 'A weapon, or a serious injury',
  order: 'An order keeps people apart',
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
  'young-sexual-behaviour': ['young-sexual', 'child'],
};

const signOfOrder: Readonly<Record<string, ComplexSign>> = {
  'non-molestation': 'domestic',
  occupation: 'domestic',
  'domestic-abuse-protection': 'domestic',
  'stalking-protection': 'stalking',
  'sexual-harm-prevention': 'sexual',
  'child-protection': 'child',
};

/** What legal orders that are not over make a case complex by: what they are made for, or that they are there at all. (CAS-7) */
export function signsOfOrders(
  orders: readonly { readonly kind: string; readonly endsOn: PlainDate | null }[],
  today: PlainDate,
): readonly ComplexSign[] {
  const live = orders.filter(({ endsOn }) => endsOn === null || endsOn >= today);
  return [...new Set(live.map(({ kind }) => signOfOrder[kind] ?? 'order'))];
}

/** What flags that stand, and what was answered yes or was allowed, say of how complex it is; in the order of the list. (CAS-7) */
export function signsOf(flags: readonly SafetyFlagKind[], stands: readonly EligibilityStand[]): readonly ComplexSign[] {
  const found = new Set<ComplexSign>(flags.flatMap((kind) => signOfFlag[kind] ?? []));
  for (const { question, answer } of stands)
    if (answer === 'yes' || answer === 'allowed') for (const sign of signsOfQuestion[question] ?? []) found.add(sign);
  return (Object.keys(complexSigns) as ComplexSign[]).filter((sign) => found.has(sign));
}

/** What whoever leads such a case is trained for (domain 81, 83, 84). (ALC-9) */
export function trainingsAsked(signs: readonly ComplexSign[]): readonly Training[] {
  const isSexual = signs.includes('sexual') || signs.includes('young-sexual');
  return [
    ...(signs.includes('domestic') ? (['domestic abuse'] as const) : []),
    ...(isSexual ? (['sexual harm'] as const) : []),
  ];
}
