import { holdCase } from '#casefile/cases/facts.ts';
import type { Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import { sayStanding, sayView, type CannotSay, type Standing, type View, type Who } from './rules.ts';
import * as store from './store.ts';

/** Writes down how a guardian stands to a child and to what happened. (DCD-1) */
export async function recordStanding(hand: Hand, said: Standing): Promise<Decision<Standing, CannotSay>> {
  const { status } = await holdCase(hand);
  const decision = sayStanding(said, dayOf(hand.at), status);
  if (!decision.ok) return decision;
  await store.addStanding(hand, said);
  await hand.announce({ name: 'deciding.recorded', participantId: said.participantId, what: 'guardian' });
  return decision;
}

/** Writes down a child's own view, who may agree for an organisation, or whether somebody can decide one thing. (DCD-2, DCD-3, DCD-6) */
export async function recordView(hand: Hand, said: View, who: Who): Promise<Decision<View, CannotSay>> {
  const { status } = await holdCase(hand);
  const decision = sayView(said, who, dayOf(hand.at), status);
  if (!decision.ok) return decision;
  await store.addView(hand, decision.value);
  await hand.announce({ name: 'deciding.recorded', participantId: said.participantId, what: said.kind });
  return decision;
}
