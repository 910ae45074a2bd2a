import type { Amends, Promised } from '#vocabulary/agreements.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { AmendsId, ParticipantId } from '#vocabulary/ids.ts';
import { planInstalments } from './rules.ts';

/** Joanne, who was harmed, and Dylan, who is responsible, as in the example of a case. */
export const joanne = '0b6d5c1e-0000-4000-8000-000000000001' as ParticipantId;

export const dylan = '0b6d5c1e-0000-4000-8000-000000000002' as ParticipantId;

const january = '2027-01-04' as PlainDate;

/** A letter of explanation from Dylan to Joanne, with whatever a test or the demonstration changes. */
export function aPromise(changed: Partial<Promised> = {}): Promised {
  return {
    kind: 'letter',
    wording: 'Write a letter that explains why the flat was chosen and what has changed since.',
    owedById: dylan,
    owedToId: joanne,
    pence: null,
    minutes: null,
    dueOn: january,
    proof: 'The letter is handed over.',
    instalments: [],
    ...changed,
  };
}

/** £120 for a broken door, in six monthly parts. */
export function aPayment(changed: Partial<Promised> = {}): Promised {
  return aPromise({
    kind: 'payment',
    wording: 'Pay for the door that was broken.',
    pence: 12_000,
    instalments: planInstalments(12_000, 6, january, 'month'),
    dueOn: '2027-06-04' as PlainDate,
    proof: 'Receipts from the service.',
    ...changed,
  });
}

/** 20 hours of work for the community. */
export function someWork(changed: Partial<Promised> = {}): Promised {
  return aPromise({
    kind: 'voluntary-work',
    wording: 'Help at the community garden on Saturday mornings.',
    owedToId: null,
    minutes: 1200,
    dueOn: '2027-03-31' as PlainDate,
    proof: 'A signed sheet from the garden.',
    ...changed,
  });
}

/** A promise in an agreement, and what came of it so far. */
export function anAmends(changed: Partial<Amends> = {}): Amends {
  return {
    ...aPromise(),
    id: '0b6d5c1e-0000-4000-8000-0000000000a1' as AmendsId,
    promiseId: '0b6d5c1e-0000-4000-8000-0000000000a1',
    status: 'owed',
    settledOn: null,
    paid: 0,
    worked: 0,
    ...changed,
  };
}
