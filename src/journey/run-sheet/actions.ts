import { holdCase } from '#casefile/cases/facts.ts';
import { liveConferenceOf } from '#journey/conference/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ConferenceId } from '#vocabulary/ids.ts';
import { runSheetOf, usualRunSheet } from './facts.ts';
import { isSensibleStep, type Refusal, type Step } from './rules.ts';
import { replaceRunSheet } from './store.ts';

/** The conference that a form names is not one of this case that may still happen. */
export type NotHere = 'not-here';

/** Writes the run sheet from who comes now, with the minutes somebody chose; null stays the usual. (RUN-1) */
export async function writeRunSheet(
  hand: Hand,
  id: ConferenceId,
  minutes: readonly (number | null)[],
): Promise<Decision<ConferenceId, Refusal | NotHere>> {
  const held = await holdCase(hand);
  const conference = held.status === 'closed' ? undefined : await liveConferenceOf(hand, held.id);
  if (conference?.id !== id) return refuse('not-here');
  const usual = await usualRunSheet(hand, held.id, conference);
  const steps = usual.map((step, at): Step => ({ ...step, minutes: minutes[at] ?? step.minutes }));
  if (!steps.every((step) => isSensibleStep(step.minutes))) return refuse('a-step-is-too-long');
  await replaceRunSheet(hand, id, steps);
  return allow(id);
}

/** A booked conference has a run sheet: the usual one, where nobody wrote another. */
export async function writeUsualRunSheet(hand: Hand, id: ConferenceId): Promise<void> {
  const held = await holdCase(hand);
  const conference = await liveConferenceOf(hand, held.id);
  if (conference?.id !== id || (await runSheetOf(hand, id)).length > 0) return;
  await replaceRunSheet(hand, id, await usualRunSheet(hand, held.id, conference));
}
