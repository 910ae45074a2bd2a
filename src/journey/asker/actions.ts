import { askerInDraft } from '#journey/self-referral/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import { addAsker } from './store.ts';

/** Keeps who asked on another's behalf beside the referral that their draft became. */
export async function keepAsker(hand: Hand, referralId: ReferralId, draftId: string): Promise<void> {
  const asker = await askerInDraft(hand, draftId);
  if (asker) await addAsker(hand, referralId, asker);
}
