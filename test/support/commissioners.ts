import { randomUUID } from 'node:crypto';
import { insertCommissioner } from '#service/commissioners/store.ts';
import { releaseQuarter } from '#service/released-figures/actions.ts';
import type { Counted } from '#service/released-figures/rules.ts';
import { addStaff } from '#service/staff/store.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { House } from './house.ts';

/** Somebody of the body that pays, who can sign in. */
export async function aCommissioner(house: House, name: string): Promise<StaffId> {
  const id = randomUUID() as StaffId;
  await house.actInService(house.staff.adil, async (hand) => {
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@commissioner.example`;
    await addStaff(hand, { id, name, email, practiceLevel: 'foundation', roles: ['commissioner'] });
    await insertCommissioner(hand, { staffId: id, bodyName: 'Office of the Commissioner' });
  });
  return id;
}

/** What was counted in a quarter that nobody doubts. */
export const someCounts: readonly Counted[] = [
  { ofTable: 'referrals-by-source', part: 'police', number: 31 },
  { ofTable: 'referrals-by-source', part: 'self', number: 12 },
  { ofTable: 'referrals-by-source', part: 'housing', number: 7 },
  { ofTable: 'referrals-by-source', part: 'school', number: 3 },
  { ofTable: 'agreements', part: 'total', number: 4 },
  { ofTable: 'preparation', part: 'total', number: 23 },
];

/** A quarter that is over, with its figures made ready. */
export async function aReleasedQuarter(
  house: House,
  quarter = '2025-01-01',
  counted: readonly Counted[] = someCounts,
): Promise<void> {
  await house.actInService(house.staff.adil, (hand) => releaseQuarter(hand, quarter as PlainDate, counted));
}
