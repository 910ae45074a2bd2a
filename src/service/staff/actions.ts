import { randomUUID } from 'node:crypto';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import { hashOf, newToken } from '#platform/token.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { openWorkOf, staffById, staffOf } from './facts.ts';
import {
  addEntry,
  changeEntry,
  firstAdministrator,
  leave,
  linkDays,
  renewLink,
  suspend,
  type CannotBeFirst,
  type CannotKeepEntry,
  type CannotLetGo,
  type Entry,
  type NewEntry,
} from './rules.ts';
import * as store from './store.ts';

/** Makes a link by which somebody sets up how they sign in; one made before stops. Only its hash is kept. (SGN-7) */
export async function makeLink(hand: Hand, staffId: StaffId): Promise<Decision<string, never>> {
  const link = newToken();
  const until = new Date(hand.at.getTime() + linkDays * 86_400_000);
  await store.stopLinks(hand, staffId);
  await store.addLink(hand, { staffId, tokenHash: hashOf(link), until });
  return allow(link);
}

/** Puts somebody into the register. (STF-1, STF-3) */
export async function addColleague(hand: Hand, entry: NewEntry): Promise<Decision<StaffId, CannotKeepEntry>> {
  const emails = (await staffOf(hand)).map(({ email }) => email);
  const decision = addEntry(entry, { emails, today: dayOf(hand.at) });
  if (!decision.ok) return decision;
  const id = randomUUID() as StaffId;
  const { level: practiceLevel, ...made } = decision.value;
  await store.addStaff(hand, { id, practiceLevel, ...made });
  await store.setLastDay(hand, id, made.endsOn);
  return allow(id);
}

/** Changes what somebody does here and until when. (STF-3, STF-5) */
export async function changeColleague(
  hand: Hand,
  id: StaffId,
  entry: Entry,
): Promise<Decision<Entry, CannotKeepEntry | 'not-there'>> {
  const who = await store.holdEntry(hand, id);
  if (!who) return refuse('not-there');
  const decision = changeEntry(entry, who, { all: await staffOf(hand), today: dayOf(hand.at) });
  if (!decision.ok) return decision;
  await store.setLevel(hand, id, entry.level);
  await store.setLastDay(hand, id, entry.endsOn);
  await store.setRoles(hand, id, entry.roles);
  return decision;
}

/** Takes away what somebody lost and makes the link that lets them set it up anew. (STF-7) */
export async function renewWaysIn(
  hand: Hand,
  id: StaffId,
  by: StaffId,
): Promise<Decision<string, CannotLetGo | 'not-there'>> {
  const who = await store.holdEntry(hand, id);
  if (!who) return refuse('not-there');
  const decision = renewLink(who, by);
  if (!decision.ok) return decision;
  const link = await makeLink(hand, id);
  await store.forgetWaysIn(hand, id);
  return link;
}

/** The same, with the link on its way by e-mail: it is made when it leaves, and nobody else sees it. (STF-7) */
export async function renewByMail(
  hand: Hand,
  id: StaffId,
  by: StaffId,
): Promise<Decision<void, CannotLetGo | 'not-there'>> {
  const decision = await renewWaysIn(hand, id, by);
  if (!decision.ok) return decision;
  await store.enqueueLink(hand, id, by);
  return allow(undefined);
}

/** Lets somebody in no more, until they are reinstated; their sessions end in this moment. (STF-4, STF-5) */
export async function suspendColleague(
  hand: Hand,
  id: StaffId,
  by: StaffId,
): Promise<Decision<void, CannotLetGo | 'not-there'>> {
  const who = await store.holdEntry(hand, id);
  if (!who) return refuse('not-there');
  const decision = suspend(who, { all: await staffOf(hand), by });
  if (decision.ok) await store.setActive(hand, id, false);
  return decision;
}

/** Lets somebody in again who was suspended, with what they signed in with. (STF-4) */
export async function reinstateColleague(hand: Hand, id: StaffId): Promise<Decision<void, 'has-left' | 'not-there'>> {
  const who = await staffById(hand, id);
  if (!who) return refuse('not-there');
  if (who.leftAt !== null) return refuse('has-left');
  await store.setActive(hand, id, true);
  return allow(undefined);
}

/** Somebody leaves for good: nothing of theirs opens anything any more, and what they did stays theirs. (STF-2, STF-4, STF-6) */
export async function letColleagueGo(
  hand: Hand,
  id: StaffId,
  by: StaffId,
): Promise<Decision<void, CannotLetGo | 'not-there'>> {
  const who = await store.holdEntry(hand, id);
  const card = await staffById(hand, id);
  if (!who || !card) return refuse('not-there');
  const openCases = (await openWorkOf(hand, id)).length;
  const decision = leave(who, { all: await staffOf(hand), by, openCases, hasLeft: card.leftAt !== null });
  if (decision.ok) await store.setLeft(hand, id);
  return decision;
}

/** Makes somebody who works here the first administrator of a service that has none. (STF-5) */
export async function makeFirstAdministrator(hand: Hand, email: string): Promise<Decision<string, CannotBeFirst>> {
  const all = await staffOf(hand);
  const decision = firstAdministrator(email, all);
  if (!decision.ok) return decision;
  const who = all.find(({ id }) => id === decision.value);
  await store.setRoles(hand, decision.value, [...(who?.roles ?? []), 'administrator']);
  return allow(who?.name ?? '');
}

/** Suspends somebody whose last day is over. */
export async function endOfTime(hand: Hand, id: StaffId): Promise<Decision<void, never>> {
  await store.setActive(hand, id, false);
  return allow(undefined);
}
