import { holdCase } from '#casefile/cases/facts.ts';
import { holdReferral, referralById } from '#journey/referral/facts.ts';
import { refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import type { SafetyFlagKind } from '#vocabulary/safety-flags.ts';
import { flagsOfReferral, flagsThatStand } from './facts.ts';
import { flagsOf, lower, raise, type CannotLower, type CannotRaise } from './rules.ts';
import { addFlag, addFlags, lowerFlag } from './store.ts';

/** Raises what follows from a referral that was received. (FLG-4) */
export async function raiseWhatFollows(
  hand: Hand,
  referralId: ReferralId,
  risks: readonly SafetyFlagKind[],
): Promise<void> {
  const kinds = flagsOf(await referralById(hand, referralId), risks);
  if (kinds.length === 0) return;
  await addFlags(hand, referralId, kinds);
  await hand.announce({ name: 'flags.changed', referralId, isFlagged: true });
}

/** Raises what whoever referred says later is a risk; what stands already stands as it is. (FLG-1, FLG-4) */
export async function raiseWhatIsTold(
  hand: Hand,
  referralId: ReferralId,
  risks: readonly SafetyFlagKind[],
): Promise<void> {
  const standing = await flagsThatStand(hand, [referralId]);
  const kinds = risks.filter((kind) => !standing.includes(kind));
  if (kinds.length === 0) return;
  await addFlags(hand, referralId, kinds);
  await hand.announce({ name: 'flags.changed', referralId, isFlagged: true });
}

/** Raises a flag on a referral, with why. (FLG-1) */
export async function raiseFlag(
  hand: Hand,
  reference: string,
  flag: { readonly kind: SafetyFlagKind; readonly words: string },
): Promise<Decision<SafetyFlagKind, CannotRaise | 'not-there'>> {
  if (hand.caseId !== '') await holdCase(hand);
  const referral = await holdReferral(hand, reference);
  if (!referral) return refuse('not-there');
  const standing = (await flagsOfReferral(hand, referral.id)).filter(({ loweredAt }) => loweredAt === null);
  const decision = raise(standing, flag);
  if (!decision.ok) return decision;
  await addFlag(hand, referral.id, flag);
  await hand.announce({ name: 'flags.changed', referralId: referral.id, isFlagged: true });
  return decision;
}

/** Lowers a flag of a referral, with why. (FLG-2, FLG-3) */
export async function lowerFlagOf(
  hand: Hand,
  reference: string,
  flag: { readonly id: string; readonly because: string },
): Promise<Decision<'lowered', CannotLower | 'not-there'>> {
  if (hand.caseId !== '') await holdCase(hand);
  const referral = await holdReferral(hand, reference);
  if (!referral) return refuse('not-there');
  const theirs = await flagsOfReferral(hand, referral.id);
  const found = theirs.find(({ id }) => id === flag.id);
  if (!found) return refuse('not-there');
  const decision = lower(found.loweredAt === null, flag.because);
  if (!decision.ok) return decision;
  if (!(await lowerFlag(hand, referral.id, flag))) return refuse('lowered-already');
  const isFlagged = theirs.some(({ id, loweredAt }) => id !== flag.id && loweredAt === null);
  await hand.announce({ name: 'flags.changed', referralId: referral.id, isFlagged });
  return decision;
}
