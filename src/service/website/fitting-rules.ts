/** What somebody says who wants to see if it is for them. Nothing of it is kept anywhere. */
export interface FittingAnswers {
  readonly who?: 'harmed' | 'responsible' | 'somebody-else';
  readonly danger?: 'yes' | 'no';
  /** Whether the one responsible takes responsibility, as far as is known. */
  readonly owns?: 'yes' | 'partly' | 'no' | 'unknown';
  readonly court?: 'yes' | 'no' | 'unknown';
  readonly wish?: 'say' | 'ask' | 'hear' | 'unsure' | 'nothing';
}

export type FittingQuestion = keyof FittingAnswers;

/** The questions in their order, and what may be answered. */
export const fittingQuestions: {
  readonly [Question in FittingQuestion]-?: readonly NonNullable<FittingAnswers[Question]>[];
} = {
  who: ['harmed', 'responsible', 'somebody-else'],
  danger: ['no', 'yes'],
  owns: ['yes', 'partly', 'no', 'unknown'],
  court: ['no', 'yes', 'unknown'],
  wish: ['say', 'ask', 'hear', 'unsure', 'nothing'],
};

/** The first question that has no answer yet; `answer` when all have one. */
export function nextFitting(answers: FittingAnswers): FittingQuestion | 'answer' {
  const order = Object.keys(fittingQuestions) as FittingQuestion[];
  return order.find((question) => answers[question] === undefined) ?? 'answer';
}

/** What is said to somebody about their answers, in the order it is said. Never a verdict: only talking can tell. */
export type Saying =
  | 'safety-first'
  | 'may-fit'
  | 'must-take-responsibility'
  | 'may-come-to-it'
  | 'court-may-wait'
  | 'nothing-has-to-happen'
  | 'talk-about-them-first';

/** What fits the answers. Somebody in danger hears of that first, whatever else they said. */
export function fitting({ who, danger, owns, court, wish }: FittingAnswers): readonly Saying[] {
  const isRefused = owns === 'no';
  return [
    ...(danger === 'yes' ? (['safety-first'] as const) : []),
    isRefused ? 'must-take-responsibility' : 'may-fit',
    ...(owns === 'partly' || owns === 'unknown' ? (['may-come-to-it'] as const) : []),
    ...(court === 'yes' ? (['court-may-wait'] as const) : []),
    ...(wish === 'nothing' ? (['nothing-has-to-happen'] as const) : []),
    ...(who === 'somebody-else' ? (['talk-about-them-first'] as const) : []),
  ];
}
