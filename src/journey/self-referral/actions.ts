import { allow, refuse, type Decision } from '#platform/decision.ts';
import { checkArea } from '#service/areas/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { sayWhatIsSafe, type SafeContact } from '#vocabulary/safe-contact.ts';
import { answersIn, asWritten, nextQuestion, withAnswer, type Answers, type Question } from './rules.ts';

type CannotReach = Extract<ReturnType<typeof sayWhatIsSafe>, { ok: false }>['because'][number];
type Next = Question | 'check';

/** Who answers, and how what they answer is kept: the draft is another slice's. */
export interface Writer {
  readonly visitor: string;
  readonly write: (
    hand: Hand,
    visitor: string,
    change: (written: string) => string,
  ) => Promise<Decision<string, 'sent-already'>>;
}

/** Keeps the answer to one question of a self-referral and says what is asked next. */
export async function answerQuestion<Asked extends Question>(
  hand: Hand,
  { visitor, write }: Writer,
  question: Asked,
  answer: NonNullable<Answers[Asked]>,
): Promise<Decision<Next, 'sent-already'>> {
  const kept = await write(hand, visitor, (written) => asWritten(withAnswer(answersIn(written), question, answer)));
  return kept.ok ? allow(nextQuestion(answersIn(kept.value))) : kept;
}

/** Keeps how it is safe to reach somebody, or whoever asks for them, once it is whole. (ASK-1) */
export async function answerContact(
  hand: Hand,
  writer: Writer,
  question: 'contact' | 'reply',
  contact: SafeContact,
): Promise<Decision<Next, CannotReach | 'sent-already'>> {
  const decision = sayWhatIsSafe(contact);
  return decision.ok ? answerQuestion(hand, writer, question, decision.value) : decision;
}

/** Keeps roughly when and where it happened; of a postcode only the district, and whether we work there. */
export async function answerPlace(
  hand: Hand,
  writer: Writer,
  place: { readonly when: string; readonly where: string; readonly postcode: string },
): Promise<Decision<Next, 'not-a-postcode' | 'sent-already'>> {
  const area = await checkArea(hand, place.postcode);
  if (area === 'not-a-postcode') return refuse('not-a-postcode');
  return answerQuestion(hand, writer, 'place', { when: place.when, where: place.where, ...area });
}
