import { holdCase } from '#casefile/cases/facts.ts';
import { allow, type Decision } from '#platform/decision.ts';
import type { Db } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { sharedTextsOf } from './facts.ts';
import * as store from './store.ts';
import { eraseOne, lookThrough, type CannotErase, type CannotLookThrough, type LookedThrough } from './rules.ts';

/** Erases one person for good, as an operator asks: nothing under their keys opens any more. (ERA-1) */
export async function erasePerson(
  db: Db,
  wanted: { readonly reference: string; readonly name: string; readonly because: string },
): Promise<Decision<store.Erased, CannotErase>> {
  const decision = eraseOne(await store.findToErase(db, wanted.reference, wanted.name), wanted.because);
  return decision.ok ? allow(await store.erase(db, decision.value, wanted.because)) : decision;
}

/** Writes down which texts about the case go with a participant who is to be erased, and which stay. (ERA-2) */
export async function lookThroughFor(
  hand: Hand,
  participantId: ParticipantId,
  looked: LookedThrough,
): Promise<Decision<number, CannotLookThrough>> {
  const { id, status } = await holdCase(hand);
  const texts = await sharedTextsOf(hand, { serviceId: hand.serviceId, caseId: id, participantId });
  const decision = lookThrough(texts, looked, status);
  if (!decision.ok) return decision;
  await store.addLook(hand, participantId, decision.value);
  return allow(decision.value.length);
}
