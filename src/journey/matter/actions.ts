import { holdReferral } from '#journey/referral/facts.ts';
import { refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { Matter } from '#vocabulary/matter.ts';
import { keep, type CannotKeep } from './rules.ts';
import { keepMatter } from './store.ts';

/** Writes down what others have of what a referral is about. (MAT-1, MAT-3) */
export async function writeDownMatter(
  hand: Hand,
  reference: string,
  said: Matter,
): Promise<Decision<Matter, CannotKeep | 'not-there'>> {
  const referral = await holdReferral(hand, reference);
  if (!referral) return refuse('not-there');
  const decision = keep(said, dayOf(hand.at));
  if (!decision.ok) return decision;
  await keepMatter(hand, referral.id, decision.value);
  await hand.announce({ name: 'matter.changed', referralId: referral.id });
  return decision;
}
