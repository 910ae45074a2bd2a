import { randomUUID } from 'node:crypto';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { countDrafts } from './facts.ts';
import { goesAt, keepDraft, type CannotKeepDraft, type Fields } from './rules.ts';
import * as store from './store.ts';

/** Keeps what somebody has begun, as a new draft. (DRF-2, DRF-3) */
export async function beginDraft(hand: Hand, fields: Fields): Promise<Decision<Date, CannotKeepDraft>> {
  const decision = keepDraft(fields, await countDrafts(hand, hand.at));
  if (!decision.ok) return decision;
  const expiresAt = goesAt(hand.at);
  await store.addDraft(hand, { id: randomUUID(), fields: decision.value, expiresAt });
  return allow(expiresAt);
}

/** Keeps a draft anew; its time begins again. (DRF-2) */
export async function keepOn(
  hand: Hand,
  id: string,
  fields: Fields,
): Promise<Decision<Date, CannotKeepDraft | 'not-there'>> {
  const decision = keepDraft(fields, 0);
  if (!decision.ok) return decision;
  const expiresAt = goesAt(hand.at);
  return (await store.changeDraft(hand, { id, fields: decision.value, expiresAt }))
    ? allow(expiresAt)
    : refuse('not-there');
}

/** Throws a draft away: by its writer, or because it was sent. (DRF-2) */
export async function throwDraftAway(hand: Hand, id: string): Promise<Decision<'gone', 'not-there'>> {
  return (await store.deleteDraft(hand, id)) ? allow('gone') : refuse('not-there');
}
