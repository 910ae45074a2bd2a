import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { facilitatorsOf } from './facts.ts';
import {
  keepProfile,
  recordCheck,
  sayAway,
  type Away,
  type CannotBeAway,
  type CannotKeepProfile,
  type CannotRecordCheck,
  type Check,
  type Profile,
} from './rules.ts';
import * as store from './store.ts';

/** Writes down what somebody who works on cases brings. (FAC-1) */
export async function changeProfile(
  hand: Hand,
  staffId: StaffId,
  profile: Profile,
): Promise<Decision<Profile, CannotKeepProfile | 'not-there'>> {
  const [who] = await facilitatorsOf(hand, dayOf(hand.at), staffId);
  if (!who) return refuse('not-there');
  const decision = keepProfile(profile);
  if (decision.ok) await store.saveProfile(hand, staffId, decision.value);
  return decision;
}

/** Writes down what somebody was checked for or trained in. (FAC-2) */
export async function addCheckOf(
  hand: Hand,
  staffId: StaffId,
  check: Check,
  by: StaffId,
): Promise<Decision<Check, CannotRecordCheck | 'not-there'>> {
  const today = dayOf(hand.at);
  const [who] = await facilitatorsOf(hand, today, staffId);
  if (!who) return refuse('not-there');
  const decision = recordCheck(check, { of: staffId, by, today });
  if (decision.ok) await store.addCheck(hand, staffId, decision.value);
  return decision;
}

/** Writes down when somebody is away. (FAC-4) */
export async function addAbsenceOf(
  hand: Hand,
  staffId: StaffId,
  away: Away,
): Promise<Decision<Away, CannotBeAway | 'not-there'>> {
  const today = dayOf(hand.at);
  const [who] = await facilitatorsOf(hand, today, staffId);
  if (!who) return refuse('not-there');
  const decision = sayAway(away, { others: who.absences, today });
  if (decision.ok) await store.addAbsence(hand, staffId, decision.value);
  return decision;
}

/** Takes days away back: somebody is there after all. */
export async function takeAbsenceBack(
  hand: Hand,
  staffId: StaffId,
  id: string,
): Promise<Decision<string, 'not-there'>> {
  return (await store.cancelAbsence(hand, staffId, id)) ? allow(id) : refuse('not-there');
}
