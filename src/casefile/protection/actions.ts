import { holdCase } from '#casefile/cases/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import { alarmOf, protectedWordsOf, type Checked } from './facts.ts';
import { isContactDetail, sayFalseAlarm, secondFalseAlarm, type CannotAnswerAlarm, type Finding } from './rules.ts';
import * as store from './store.ts';
import { protectable, type CannotProtect, type ProtectedWordKind } from './ways-rules.ts';

/** Keeps that words were looked through, in the transaction in which they cross. (PRO-5) */
export async function keepCheck(hand: Hand, checked: Checked): Promise<void> {
  await store.addCheck(hand, checked);
}

/** Answers an alarm about one text for one reader; about contact details it counts when a second person looked too. (PRO-4) */
export async function answerAlarm(
  hand: Hand,
  said: {
    readonly readerId: ParticipantId;
    readonly digest: string;
    readonly found: readonly Finding[];
    readonly reason: string;
  },
): Promise<Decision<{ readonly waits: boolean }, CannotAnswerAlarm>> {
  await holdCase(hand);
  const decision = sayFalseAlarm(said.found, said.reason);
  if (!decision.ok) return decision;
  const isAboutContact = said.found.some(({ kind }) => isContactDetail(kind));
  await store.addFalseAlarm(hand, { ...said, ...decision.value, isAboutContact });
  await hand.announce({ name: 'alarm.answered', participantId: said.readerId });
  return allow({ waits: isAboutContact });
}

/** A second person looks at what the first one answered. (PRO-4) */
export async function secondAlarm(hand: Hand, id: string): Promise<Decision<string, CannotAnswerAlarm>> {
  const { id: caseId } = await holdCase(hand);
  const alarm = await alarmOf(hand, caseId, id);
  if (!alarm) return refuse('not-there');
  const decision = secondFalseAlarm(alarm, hand.actor.id as StaffId);
  if (!decision.ok) return decision;
  if (alarm.secondedBy !== null) return allow(id);
  await store.addSecond(hand, id);
  await hand.announce({ name: 'alarm.seconded', participantId: alarm.readerId });
  return allow(id);
}

/** Adds a workplace, a school or a name of one side to what is protected. (PRO-8) */
export async function protectWord(
  hand: Hand,
  said: { readonly participantId: ParticipantId; readonly kind: ProtectedWordKind; readonly words: string },
): Promise<Decision<string, CannotProtect>> {
  await holdCase(hand);
  const decision = protectable(said.words);
  if (!decision.ok) return decision;
  await store.addProtectedWord(hand, { ...said, words: decision.value });
  await hand.announce({ name: 'word.protected', participantId: said.participantId, kind: said.kind });
  return decision;
}

/** Says that something added to what is protected is no secret any more. (PRO-8) */
export async function endProtection(hand: Hand, id: string): Promise<Decision<string, 'not-there'>> {
  const { id: caseId } = await holdCase(hand);
  const word = (await protectedWordsOf(hand, caseId)).find((each) => each.id === id);
  if (!word || !(await store.endProtectedWord(hand, id))) return refuse('not-there');
  await hand.announce({ name: 'word.no-longer-protected', participantId: word.participantId, kind: word.kind });
  return allow(id);
}
