import { holdCase } from '#casefile/cases/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import { alarmOf, type Checked } from './facts.ts';
import { isContactDetail, sayFalseAlarm, secondFalseAlarm, type CannotAnswerAlarm, type Finding } from './rules.ts';
import * as store from './store.ts';

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
