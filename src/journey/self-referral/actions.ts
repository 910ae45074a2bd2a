import { allow, refuse, refuseAny, type Decision } from '#platform/decision.ts';
import { checkArea } from '#service/areas/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { sayWhatIsSafe, type SafeContact } from '#vocabulary/safe-contact.ts';
import { answeredBy } from './facts.ts';
import {
  answersIn,
  asWritten,
  contactSoFar,
  nextQuestion,
  takesTexts,
  withAnswer,
  type Question,
  type Told,
  type Topic,
} from './rules.ts';

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

/** Keeps what somebody answered about a topic and says what is asked next. */
export async function answerQuestion<About extends Topic>(
  hand: Hand,
  { visitor, write }: Writer,
  topic: About,
  answer: Readonly<Partial<Told[About]>>,
): Promise<Decision<Next, 'sent-already'>> {
  const kept = await write(hand, visitor, (written) => asWritten(withAnswer(answersIn(written), topic, answer)));
  return kept.ok ? allow(nextQuestion(answersIn(kept.value))) : kept;
}

/** What of a contact each refusal is about. */
const saidIn: Readonly<Record<CannotReach, keyof SafeContact>> = {
  'no-way-chosen': 'ways',
  'none-and-another-way': 'ways',
  'phone-is-missing': 'phone',
  'phone-is-no-number': 'phone',
  'email-is-missing': 'email',
  'email-is-no-address': 'email',
  'address-is-missing': 'address',
  'hours-are-half-said': 'fromHour',
  'hours-are-not-in-order': 'fromHour',
};

/** Keeps something about how it is safe to reach somebody, or whoever asks for them, where that can be. (ASK-1) */
export async function answerContact(
  hand: Hand,
  writer: Writer,
  topic: 'contact' | 'reply',
  said: Partial<SafeContact>,
): Promise<Decision<Next, CannotReach | 'phone-takes-no-texts' | 'sent-already'>> {
  const draft = await answeredBy(hand, writer.visitor, hand.at);
  const whole = { ...contactSoFar(draft?.answers[topic]), ...said };
  const decision = sayWhatIsSafe(whole);
  // What is not asked on this page yet is no fault of it.
  const reasons = decision.ok ? [] : decision.because.filter((reason) => saidIn[reason] in said);
  const here = refuseAny(reasons, said);
  if (!here.ok) return here;
  const texted = said.phone === undefined ? allow(true as const) : takesTexts(whole);
  return texted.ok ? answerQuestion(hand, writer, topic, said) : texted;
}

/** Keeps the district of where it happened, of a postcode no more than that, and whether we work there. */
export async function answerPostcode(
  hand: Hand,
  writer: Writer,
  postcode: string,
): Promise<Decision<Next, 'not-a-postcode' | 'sent-already'>> {
  const area = await checkArea(hand, postcode);
  return area === 'not-a-postcode' ? refuse('not-a-postcode') : answerQuestion(hand, writer, 'place', area);
}
