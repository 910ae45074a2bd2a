import { takers } from '#casefile/allocation/facts.ts';
import { refuse, type Decision } from '#platform/decision.ts';
import { absenceById, absencesOf, checksOf, mayBeGivenCases } from '#service/facilitators/facts.ts';
import { staffById } from '#service/staff/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { coversOf } from './facts.ts';
import { cover, endEarly, type CannotCover } from './rules.ts';
import * as store from './store.ts';

/** Writes down who covers some days on which somebody is away. (COV-1, COV-2) */
export async function coverDays(
  hand: Hand,
  away: { readonly staffId: StaffId; readonly absenceId: string },
  coverId: StaffId,
): Promise<Decision<StaffId, CannotCover | 'not-there'>> {
  const days = await absenceById(hand, away.absenceId);
  const card = await staffById(hand, coverId);
  if (days?.staffId !== away.staffId || !card) return refuse('not-there');
  const today = dayOf(hand.at);
  const decision = cover({
    away: days,
    isCovered: (await coversOf(hand, [days.id])).length > 0,
    cover: {
      staffId: coverId,
      isActive: card.isActive,
      hasRole: hasRole(card, ...takers),
      isCheckOver: !mayBeGivenCases(await checksOf(hand, coverId), today).ok,
      away: await absencesOf(hand, coverId, today),
    },
    today,
  });
  if (decision.ok) await store.addCover(hand, days.id, coverId);
  return decision;
}

/** Ends that somebody covers these days: they can no longer open the cases by it. (COV-3) */
export async function endCoverOf(
  hand: Hand,
  away: { readonly staffId: StaffId; readonly absenceId: string },
): Promise<Decision<'ended', 'not-there'>> {
  const days = await absenceById(hand, away.absenceId);
  if (days?.staffId !== away.staffId) return refuse('not-there');
  const [found] = await coversOf(hand, [days.id]);
  const decision = endEarly(found !== undefined);
  if (decision.ok && found) await store.endCover(hand, found.id);
  return decision;
}
