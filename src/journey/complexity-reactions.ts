import { addSigns } from '#casefile/cases/actions.ts';
import { signsOfPeopleIn } from '#casefile/cases/facts.ts';
import { signsThatStand } from '#journey/eligibility/facts.ts';
import { ordersOf } from '#journey/suitability/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { signsOfOrders, type ComplexSign } from '#vocabulary/complexity.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { CaseId } from '#vocabulary/ids.ts';

/** All that makes the case complex that the hand holds: flags, answers, who takes part, and orders that are not over. (CAS-7) */
export async function everySign(hand: Hand): Promise<readonly ComplexSign[]> {
  const orders = await ordersOf(hand, hand.caseId as CaseId);
  return [...(await signsThatStand(hand)), ...(await signsOfPeopleIn(hand)), ...signsOfOrders(orders, dayOf(hand.at))];
}

/** What makes a case complex does so at once, where it is of the case that is held, and whenever it comes. (CAS-7) */
export async function weighWhatStands(hand: Hand): Promise<void> {
  if (hand.caseId !== '') await addSigns(hand, await everySign(hand));
}
