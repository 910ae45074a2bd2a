import { holdCase, participantsOf } from '#casefile/cases/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { avoid, type CannotAvoid, type DayToAvoid } from './avoid-rules.ts';
import { daysToAvoidOf } from './facts.ts';
import { addDayToAvoid, endDayToAvoid } from './store.ts';

/** Writes down a day on which somebody should not have to meet. (AVA-8) */
export async function avoidDay(
  hand: Hand,
  day: DayToAvoid,
): Promise<Decision<DayToAvoid, CannotAvoid | 'not-of-this-case'>> {
  const { id, status } = await holdCase(hand);
  const isHere = (await participantsOf(hand, id)).some((each) => each.id === day.participantId);
  if (!isHere) return refuse('not-of-this-case');
  const decision = avoid(day, { status, today: dayOf(hand.at), others: await daysToAvoidOf(hand, id) });
  if (!decision.ok) return decision;
  await addDayToAvoid(hand, day);
  await hand.announce({ name: 'availability.avoiding-changed', participantId: day.participantId });
  return decision;
}

/** It is a day to avoid no longer. (AVA-8) */
export async function avoidNoLonger(
  hand: Hand,
  participantId: ParticipantId,
  dayId: string,
): Promise<Decision<'ended', 'case-is-closed' | 'not-of-this-case'>> {
  const { status } = await holdCase(hand);
  if (status === 'closed') return refuse('case-is-closed');
  if (!(await endDayToAvoid(hand, participantId, dayId))) return refuse('not-of-this-case');
  await hand.announce({ name: 'availability.avoiding-changed', participantId });
  return allow('ended');
}
