import { randomUUID } from 'node:crypto';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { AgencyEmail } from '#vocabulary/agencies.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { AgencyId, StaffId } from '#vocabulary/ids.ts';
import { agenciesOf, agencyById, peopleOfAgency } from './facts.ts';
import { addAgency, type Agency, type CannotAddAgency } from './rules.ts';
import * as store from './store.ts';

/** Adds an agency. (AGN-1) */
export async function addAgencyTo(
  hand: Hand,
  agency: Omit<Agency, 'id'>,
): Promise<Decision<AgencyId, CannotAddAgency>> {
  const decision = addAgency(await agenciesOf(hand), agency);
  if (!decision.ok) return decision;
  const id = randomUUID() as AgencyId;
  await store.insertAgency(hand, { id, ...decision.value });
  return allow(id);
}

/** Puts somebody into the register with this one role, and answers with their id. */
export type Register<Refusal extends string> = (
  hand: Hand,
  who: { readonly name: string; readonly email: string },
) => Promise<Decision<StaffId, Refusal>>;

/** Lets somebody refer for an agency: they are in the register, at this one agency. (AGN-2, AGN-3) */
export async function addPersonTo<Refusal extends string>(
  hand: Hand,
  agencyId: AgencyId,
  who: { readonly name: string; readonly email: string; readonly seesAll: boolean },
  register: Register<Refusal>,
): Promise<Decision<StaffId, Refusal | 'not-there'>> {
  if (!(await agencyById(hand, agencyId))) return refuse('not-there');
  const added = await register(hand, who);
  if (!added.ok) return added;
  await store.insertPerson(hand, { staffId: added.value, agencyId, seesAll: who.seesAll });
  return added;
}

/** Does something about one person of an agency, and about nobody else. */
export async function forPersonOf<Value, Refusal extends string>(
  hand: Hand,
  agencyId: AgencyId,
  staffId: StaffId,
  work: (hand: Hand, id: StaffId, by: StaffId) => Promise<Decision<Value, Refusal>>,
): Promise<Decision<Value, Refusal | 'not-there'>> {
  const people = await peopleOfAgency(hand, agencyId);
  if (!people.some((each) => each.staffId === staffId)) return refuse('not-there');
  return work(hand, staffId, hand.actor.id as StaffId);
}

/** Somebody of an agency says when they want an e-mail. (AGN-4) */
export async function chooseEmails(hand: Hand, wanted: readonly AgencyEmail[]): Promise<Decision<'chosen', never>> {
  await store.markEmails(hand, hand.actor.id as StaffId, wanted);
  return allow('chosen');
}

/** Counts a referral that somebody of an agency sent. (TEL-2) */
export const countReferral = store.countTelling;

/** Puts the offer of words away for a month. (TEL-1) */
export async function putWordsAway(hand: Hand): Promise<Decision<'put-away', never>> {
  await store.markPutAway(hand, hand.actor.id as StaffId, dayOf(hand.at));
  return allow('put-away');
}
