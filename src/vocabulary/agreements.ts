import type { PlainDate } from './dates.ts';
import type { AgreementId, AmendsId, ParticipantId } from './ids.ts';

export type AmendsKind = 'letter' | 'payment' | 'voluntary-work' | 'apology' | 'behaviour' | 'other';

export const amendsKinds: readonly AmendsKind[] = [
  'letter',
  'payment',
  'voluntary-work',
  'apology',
  'behaviour',
  'other',
];

/** One part of a payment: how much, by when. */
export interface Instalment {
  readonly dueOn: PlainDate;
  readonly pence: number;
}

/** What somebody promises, as the parties read it. Money is pence, time is minutes. */
export interface Promised {
  readonly kind: AmendsKind;
  readonly wording: string;
  readonly owedById: ParticipantId;
  /** Null is the community. */
  readonly owedToId: ParticipantId | null;
  readonly pence: number | null;
  readonly minutes: number | null;
  /** The day it should be done by; of a payment in parts, the day of the last part. */
  readonly dueOn: PlainDate | null;
  readonly proof: string;
  /** Empty where it is paid at once. */
  readonly instalments: readonly Instalment[];
}

export type AmendsStatus = 'owed' | 'late' | 'done' | 'not-done' | 'released';

/** A promise and what came of it. */
export interface Amends extends Promised {
  readonly id: AmendsId;
  /** Stays the same when the agreement is changed, so that what was paid or worked before still counts. */
  readonly promiseId: string;
  readonly status: AmendsStatus;
  readonly settledOn: PlainDate | null;
  /** Pence paid and minutes worked so far, in every version of the agreement. */
  readonly paid: number;
  readonly worked: number;
}

/** Whether nothing is owed of a promise any more, however it came out. */
export function isSettled({ status }: Pick<Amends, 'status'>): boolean {
  return status === 'done' || status === 'not-done' || status === 'released';
}

/** What comes next of a promise: the first part of a payment that is not covered, else the whole by its day. */
export function nextDue(amends: Amends): { readonly on: PlainDate; readonly pence: number | null } | null {
  if (isSettled(amends)) return null;
  let covered = amends.paid;
  for (const { dueOn, pence } of amends.instalments) {
    if (covered < pence) return { on: dueOn, pence: pence - covered };
    covered -= pence;
  }
  const left = amends.pence === null ? null : amends.pence - amends.paid;
  return amends.dueOn && { on: amends.dueOn, pence: left === 0 ? null : left };
}

export type AgreementStatus = 'draft' | 'proposed' | 'agreed' | 'replaced' | 'ended' | 'set-aside';

export interface Party {
  readonly participantId: ParticipantId;
  /** Whether they want to hear how it goes (H12). */
  readonly wantsUpdates: boolean;
}

/** What one person responsible promises to the other parties. A statement of intent, not a contract (domain 69). */
export interface Agreement {
  readonly id: AgreementId;
  readonly responsibleId: ParticipantId;
  readonly version: number;
  readonly status: AgreementStatus;
  /** The agreement in force that this one is to replace. */
  readonly replacesId: AgreementId | null;
  readonly draftedOn: PlainDate;
  readonly proposedOn: PlainDate | null;
  readonly madeOn: PlainDate | null;
  readonly endedOn: PlainDate | null;
  readonly isKept: boolean | null;
  readonly parties: readonly Party[];
  readonly amends: readonly Amends[];
}

/** Whether it is still in the making: not everybody has agreed to it. */
export function isInTheMaking({ status }: Pick<Agreement, 'status'>): boolean {
  return status === 'draft' || status === 'proposed';
}
