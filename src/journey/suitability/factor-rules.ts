/** Some of what may make taking part risky, under whom or what it is about. */
export interface FactorGroup {
  readonly name: string;
  readonly factors: readonly string[];
}

/**
 * What a risk assessment looks at (domain 107): the risk of taking part, not of reoffending. People weigh it and say
 * why; nothing is added up to a score (domain 102-103).
 */
export const factorGroups: readonly FactorGroup[] = [
  {
    name: 'The person harmed',
    factors: [
      'How they feel now',
      'Signs of trauma',
      'Self-harm or suicide',
      'Fear of the other person',
      'Meeting the other person by chance',
      'Depends on the other person',
      'Pressure from others',
      'Hopes that cannot be met',
      'Mental health of the person harmed',
      'Alcohol or drugs of the person harmed',
      'Health or medicine',
      'Who supports them',
      'Children',
      'Media about what happened',
      'Revenge',
    ],
  },
  {
    name: 'The person responsible',
    factors: [
      'How far they take responsibility',
      'Makes it smaller or blames others',
      'Why they want to take part',
      'Remorse',
      'Aggression',
      'Earlier behaviour towards this person',
      'History of control',
      'Mental health of the person responsible',
      'Alcohol or drugs of the person responsible',
      'Self-harm after shame',
      'Pressure from friends or a gang',
      'Risk in custody',
      'How they have kept to conditions',
    ],
  },
  {
    name: 'Between them',
    factors: [
      'One has power over the other',
      'Family tie',
      'They are still in contact',
      'A live dispute or a civil or family court case',
      'Money between them',
      'Culture or honour',
      'Each has accused the other',
    ],
  },
  {
    name: 'How it would be done',
    factors: [
      'The venue',
      'Travel',
      'Arriving and leaving',
      'Who knows about it',
      'What supporters think',
      'Whether the interpreter is independent',
      'How many people come',
      'The time, such as an anniversary or a release',
      'Privacy online',
      'Safety of the facilitators',
      'A facilitator knows somebody in the case',
      'Working alone',
      'Press or social media',
    ],
  },
  {
    name: 'The law',
    factors: [
      'A legal order',
      'Licence conditions',
      'Live court proceedings',
      'An appeal',
      'Parole is near',
      'Immigration',
      'A safeguarding case',
      'Something that must be disclosed',
    ],
  },
];

/** What strength may look like, to ask about as well (domain 101, 107). */
export const strengthsToLookFor =
  'support people, coping, insight, motivation, good contact in the past, professionals';

/** Whether a text is one of the factors on the list. */
export function isFactor(text: string): boolean {
  return factorGroups.some(({ factors }) => factors.includes(text));
}
