import { randomUUID } from 'node:crypto';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import { checkArea } from '#service/areas/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import * as drafts from './draft-store.ts';
import {
  calledBy,
  nextQuestion,
  sayWhatIsSafe,
  whole,
  type Answers,
  type CannotReach,
  type Question,
  type SafeContact,
  type WholeAnswers,
} from './rules.ts';
import { addReferral, type NewReferral } from './store.ts';

type Next = Question | 'check';

/** Keeps the answer to one question of a self-referral and says what is asked next. */
export async function answerQuestion<Asked extends Question>(
  hand: Hand,
  visitor: string,
  question: Asked,
  answer: NonNullable<Answers[Asked]>,
): Promise<Decision<Next, 'sent-already'>> {
  await drafts.removeExpiredDrafts(hand);
  const answers = await drafts.saveAnswer(hand, visitor, question, answer);
  return answers ? allow(nextQuestion(answers)) : refuse('sent-already');
}

/** Keeps how it is safe to reach somebody, once it is whole. (REF-1) */
export async function answerContact(
  hand: Hand,
  visitor: string,
  contact: SafeContact,
): Promise<Decision<Next, CannotReach | 'sent-already'>> {
  const decision = sayWhatIsSafe(contact);
  return decision.ok ? answerQuestion(hand, visitor, 'contact', decision.value) : decision;
}

/** Keeps roughly when and where it happened; of a postcode only the district, and whether we work there. */
export async function answerPlace(
  hand: Hand,
  visitor: string,
  place: { readonly when: string; readonly where: string; readonly postcode: string },
): Promise<Decision<Next, 'not-a-postcode' | 'sent-already'>> {
  const area = await checkArea(hand, place.postcode);
  if (area === 'not-a-postcode') return refuse('not-a-postcode');
  return answerQuestion(hand, visitor, 'place', { when: place.when, where: place.where, ...area });
}

/** Sends a self-referral, once: sending it again answers with the same reference. (REF-6) */
export async function sendReferral(
  hand: Hand,
  visitor: string,
  reference: string,
): Promise<Decision<{ readonly reference: string }, 'nothing-written' | 'not-finished'>> {
  const draft = await drafts.holdDraft(hand, visitor);
  if (!draft) return refuse('nothing-written');
  if (draft.reference !== null) return allow({ reference: draft.reference });
  const decision = whole(draft.answers);
  if (!decision.ok) return decision;
  const id = randomUUID() as ReferralId;
  await addReferral(hand, selfReferral(decision.value, { id, reference, receivedOn: dayOf(hand.at) }));
  await drafts.markSent(hand, visitor, id);
  await hand.announce({ name: 'referral.received', referralId: id });
  return allow({ reference });
}

function selfReferral(
  { who, name, contact, happened, place, others, hopes }: WholeAnswers,
  made: Pick<NewReferral, 'id' | 'reference' | 'receivedOn'>,
): NewReferral {
  return {
    ...made,
    source: 'self',
    referrerName: '',
    referrerContact: '',
    part: who.part,
    ...name,
    called: calledBy(name.fullName, name.called),
    pronouns: '',
    dateOfBirth: null,
    language: hopes.language,
    needsInterpreter: hopes.needsInterpreter,
    accessNeeds: hopes.accessNeeds,
    contact,
    incidentKind: happened.kind,
    whatHappened: happened.words,
    whenWords: place.when,
    happenedOn: null,
    whereWords: place.where,
    postcodeDistrict: place.district,
    inArea: place.inArea,
    otherPeopleWords: others.words,
    hopes: hopes.words,
    agreedToReferral: true,
    enteredBy: null,
  };
}

/** Forgets what a visitor wrote, or the reference that they have seen. What was sent stays with us. */
export async function forgetDraft(hand: Hand, visitor: string): Promise<Decision<'forgotten', never>> {
  await drafts.removeExpiredDrafts(hand);
  await drafts.removeDraft(hand, visitor);
  return allow('forgotten');
}
