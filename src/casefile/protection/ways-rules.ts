import { allow, refuse, unreachable, type Decision } from '#platform/decision.ts';
import type { ProtectedWordKind } from '#vocabulary/ways-out.ts';
import type { ProtectedKind } from './value-rules.ts';

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
