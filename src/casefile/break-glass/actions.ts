import { randomUUID } from 'node:crypto';
import { holdCase } from '#casefile/cases/facts.ts';
import { mayOpenCase } from '#casefile/readers/facts.ts';
import { allow, type Decision } from '#platform/decision.ts';
import { staffOf } from '#service/staff/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import { hasRole, type StaffMember } from '#vocabulary/staff.ts';
import { triesOf } from './facts.ts';
import { breakers, toldOf } from './policy.ts';
import { breakGlass, type CannotBreak } from './rules.ts';
import * as store from './store.ts';

/** What a reference leads to: nothing, a case that is open to them anyway, or one that is closed to them. */
export type Found = 'nothing' | 'open-anyway' | { readonly closed: CaseId };

/** Looks up what somebody gave a reason for. A reference that leads nowhere is written down as well. (BRK-2, BRK-5) */
export async function tryGlass(
  hand: Hand,
  made: store.GlassTry,
  by: StaffMember,
): Promise<Decision<Found, CannotBreak>> {
  const decision = await mayBreak(hand, made, by);
  if (!decision.ok) return decision;
  const caseId = await store.findCaseOf(hand, made.reference);
  if (caseId !== null) return allow((await mayOpenCase(hand, by.staffId, caseId)) ? 'open-anyway' : { closed: caseId });
  await store.addVainTry(hand, made);
  return allow('nothing');
}

async function mayBreak(
  hand: Hand,
  { because }: store.GlassTry,
  by: StaffMember,
): Promise<Decision<'broken', CannotBreak>> {
  return breakGlass({ because, tries: await triesOf(hand, by.staffId), isTheirs: hasRole(by, ...breakers) });
}

/** Opens the case for an hour, to be looked at only; whoever answers for data is told in this transaction. (BRK-1, BRK-3) */
export async function openByGlass(
  hand: Hand,
  made: store.GlassTry,
  by: StaffMember,
): Promise<Decision<'broken', CannotBreak>> {
  await holdCase(hand);
  const decision = await mayBreak(hand, made, by);
  if (!decision.ok) return decision;
  const officers = (await staffOf(hand)).filter((card) => card.isActive && hasRole(card, 'data-officer'));
  const openingId = randomUUID();
  const tell = toldOf(
    officers.map(({ id }) => id),
    by.staffId,
  );
  await hand.announce({ name: 'glass.broken', staffId: by.staffId, openingId, tell });
  // Last: from now on nothing is written in this case for whoever looks.
  await store.addOpening(hand, made, openingId);
  return decision;
}
