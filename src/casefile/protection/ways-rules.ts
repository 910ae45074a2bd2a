import { allow, refuse, unreachable, type Decision } from '#platform/decision.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { ProtectedWordKind } from '#vocabulary/ways-out.ts';
import { excerptsOf, scan, type Excerpt } from './rules.ts';
import type { ProtectedKind, ProtectedValue } from './value-rules.ts';

export type { ProtectedWordKind, WayToReader } from '#vocabulary/ways-out.ts';

export type CannotProtect = 'nothing-to-protect' | 'protected-word-is-too-long';

/** What may be added to what is protected: something that can be looked for. (PRO-8) */
export function protectable(words: string): Decision<string, CannotProtect> {
  const trimmed = words.trim();
  if (trimmed.replace(/[^\p{L}\p{N}]/gu, '').length < 3) return refuse('nothing-to-protect');
  return trimmed.length > 200 ? refuse('protected-word-is-too-long') : allow(trimmed);
}

/** The refusal in plain words. */
export function explainProtect(reason: CannotProtect): string {
  switch (reason) {
    case 'nothing-to-protect':
      return 'Write the name, with three letters or more';
    case 'protected-word-is-too-long':
      return 'Make it shorter than 200 characters';
    default:
      return unreachable(reason);
  }
}

/** How a protected word is looked for: a name as names are, a place by its name as organisations are. (PRO-1, PRO-8) */
export function kindOf(kind: ProtectedWordKind): ProtectedKind {
  return kind === 'childs-name' || kind === 'new-name' ? 'name' : 'organisation';
}

// Nobody's own words and nobody's own values: everything is a secret from them.
const [anybody, somebody] = ['anybody', 'somebody'] as [ParticipantId, ParticipantId];
const toAnybody = { readerId: anybody, authorId: null, namesToldOf: [] };

/**
 * Where words to somebody who is in no case yet hold what we know of others in their matter. What they wrote to us themselves is no
 * secret from them. (PRO-9)
 */
export function placesForWriter(
  words: string,
  held: readonly Omit<ProtectedValue, 'owners'>[],
  wrote: string,
): readonly Excerpt[] {
  const values = held.filter(({ value }) => value !== '').map((each) => ({ ...each, owners: [somebody] }));
  const secret = values.filter((each) => scan(wrote, [each], toAnybody).length === 0);
  return excerptsOf(words, scan(words, secret, toAnybody));
}

/**
 * Where words that go elsewhere with somebody hold what is of nobody who goes along. What is their own is no secret, and what is of others
 * who go is there too; where a street is also that of somebody who stays, it is found. (PRO-6)
 */
export function placesOfWhoStays(
  words: string,
  values: readonly ProtectedValue[],
  { owner, going }: { readonly owner: ParticipantId; readonly going: readonly string[] },
): readonly Excerpt[] {
  const goes = (id: string) => going.includes(id);
  const kept = values.filter(({ owners }) => owners.includes(owner) || !owners.some(goes));
  return excerptsOf(words, scan(words, kept, { readerId: owner, authorId: null, namesToldOf: [] }));
}

/** Where words that are to be quoted to anybody say whose they are, or anything else that the record protects. (PRO-10) */
export function placesInQuote(words: string, values: readonly ProtectedValue[]): readonly Excerpt[] {
  return excerptsOf(words, scan(words, values, toAnybody));
}
