import { lookThrough } from '#casefile/protection/facts.ts';
import { holdAgreement, type NotThere } from '#journey/agreement/facts.ts';
import { allow, type Decision, refuse, type Refused } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Agreement, Amends, Promised } from '#vocabulary/agreements.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { AgreementId, AmendsId, CaseId } from '#vocabulary/ids.ts';
import { wordsOfNote } from './facts.ts';
import {
  type CannotCross,
  type CannotProgress,
  type CannotSettle,
  progress,
  type Progress,
  settle,
  type Settlement,
  type Speaker,
  toTell,
} from './progress-rules.ts';
import { type CannotPromise, promise } from './rules.ts';
import * as store from './store.ts';

type NotFound = NotThere | 'no-such-amends';

interface Found {
  readonly caseId: CaseId;
  readonly agreement: Agreement;
  readonly amends: Amends;
}

/** Which promise of which agreement. */
export interface Which {
  readonly agreementId: AgreementId;
  readonly amendsId: AmendsId;
}

async function holdAmends(hand: Hand, { agreementId, amendsId }: Which): Promise<Found | Refused<NotFound>> {
  const found = await holdAgreement(hand, agreementId);
  if ('ok' in found) return found;
  const amends = found.agreement.amends.find(({ id }) => id === amendsId);
  return amends ? { caseId: found.held.id, agreement: found.agreement, amends } : refuse('no-such-amends');
}

function partiesOf({ parties }: Agreement) {
  return parties.map(({ participantId }) => participantId);
}

/** Writes a promise into a draft; the id comes with the form, so that a form sent twice is one promise. (AGR-4, AGR-9, AGR-13) */
export async function addAmends(
  hand: Hand,
  { agreementId, amendsId }: Which,
  promised: Promised,
): Promise<Decision<Promised, CannotPromise | 'not-a-draft' | NotThere>> {
  const found = await holdAgreement(hand, agreementId);
  if ('ok' in found) return found;
  if (found.agreement.status !== 'draft') return refuse('not-a-draft');
  const decision = promise(promised, partiesOf(found.agreement));
  if (decision.ok) await store.addAmends(hand, agreementId, amendsId, decision.value);
  return decision;
}

/** Writes a promise of a draft anew. */
export async function changeAmends(
  hand: Hand,
  which: Which,
  promised: Promised,
): Promise<Decision<Promised, CannotPromise | 'not-a-draft' | NotFound>> {
  const found = await holdAmends(hand, which);
  if ('ok' in found) return found;
  if (found.agreement.status !== 'draft') return refuse('not-a-draft');
  const decision = promise(promised, partiesOf(found.agreement));
  if (decision.ok) await store.saveAmends(hand, which.amendsId, decision.value);
  return decision;
}

/** Takes a promise out of a draft. */
export async function removeAmends(hand: Hand, which: Which): Promise<Decision<AmendsId, 'not-a-draft' | NotFound>> {
  const found = await holdAmends(hand, which);
  if ('ok' in found) return found;
  if (found.agreement.status !== 'draft') return refuse('not-a-draft');
  await store.removeAmends(hand, which.amendsId);
  return allow(which.amendsId);
}

/** Who acts, as the rules know them: staff, or a participant by their own mouth. */
function speakerOf({ actor }: Hand): Speaker {
  return { kind: actor.kind === 'participant' ? 'participant' : 'staff', id: actor.id };
}

/** Takes down what was done towards a promise; the id comes with the form, so that a form sent twice counts once. (AGR-7, AGR-8) */
export async function recordProgress(
  hand: Hand,
  which: Which,
  done: Progress & { readonly id: string },
): Promise<Decision<Progress, CannotProgress | CannotCross | NotFound>> {
  const found = await holdAmends(hand, which);
  if ('ok' in found) return found;
  const { id, ...what } = done;
  const isKnown = await store.hasProgress(hand, which.amendsId, id);
  if (isKnown) return allow(what);
  const decision = progress(found.agreement, found.amends, what, { by: speakerOf(hand), today: dayOf(hand.at) });
  if (!decision.ok) return decision;
  if (hand.actor.kind === 'staff') {
    const { caseId } = found;
    const clean = await lookThrough(hand, caseId, await wordsOfNote(hand, caseId, found.amends, decision.value.note));
    if (!clean.ok) return clean;
  }
  await store.addProgress(hand, which.amendsId, id, decision.value);
  await hand.announce({
    name: 'amends.progressed',
    amendsId: which.amendsId,
    participantId: found.amends.owedById,
    happenedOn: decision.value.happenedOn,
  });
  return decision;
}

/**
 * Settles a promise, or marks it as late, and says who asked to be told (AGR-5, AGR-6, AGR-15). `by` is who lets it go
 * where staff write that down for somebody.
 */
export async function settleAmends(
  hand: Hand,
  which: Which,
  settlement: Omit<Settlement, 'by'> & { readonly by?: Speaker | undefined },
): Promise<Decision<Settlement, CannotSettle | NotFound>> {
  const found = await holdAmends(hand, which);
  if ('ok' in found) return found;
  const { agreement, amends } = found;
  const speaker = speakerOf(hand);
  // Only staff write down what somebody else said.
  const by = speaker.kind === 'staff' ? (settlement.by ?? speaker) : speaker;
  const decision = settle(agreement, amends, { ...settlement, by }, dayOf(hand.at));
  if (!decision.ok) return decision;
  await store.markSettled(hand, which.amendsId, decision.value);
  await hand.announce({
    name: 'amends.settled',
    amendsId: which.amendsId,
    participantId: amends.owedById,
    status: decision.value.status,
    tell: toTell(agreement, amends, by),
    happenedOn: decision.value.on,
  });
  return decision;
}
