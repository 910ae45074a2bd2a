import { allow, type Decision } from '#platform/decision.ts';
import { hashOf, newToken } from '#platform/token.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { linkDays } from './rules.ts';
import * as store from './store.ts';

/** Makes a link by which somebody sets up how they sign in; one made before stops. Only its hash is kept. (SGN-7) */
export async function makeLink(hand: Hand, staffId: StaffId): Promise<Decision<string, never>> {
  const link = newToken();
  const until = new Date(hand.at.getTime() + linkDays * 86_400_000);
  await store.stopLinks(hand, staffId);
  await store.addLink(hand, { staffId, tokenHash: hashOf(link), until });
  return allow(link);
}
