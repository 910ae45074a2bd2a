import { emailIndex, phoneIndex } from '#vocabulary/blind-index.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import type { CaseKind, CaseStatus, Stage } from '#vocabulary/parts.ts';

export interface Found {
  readonly id: CaseId;
  readonly reference: string;
  readonly kind: CaseKind;
  readonly stage: Stage;
  readonly status: CaseStatus;
  readonly called: readonly string[];
}

export const foundAtMost = 50;
const fewestLetters = 3;

/** What was typed as the search table knows it: small letters; null when too short. */
export function searchable(typed: string): string | null {
  const words = typed.trim().toLowerCase().replace(/\s+/g, ' ').slice(0, 100);
  return words.length < fewestLetters ? null : words;
}

/** What the search compares a number or an e-mail address by; of anything else, nothing. */
export function markOf(service: { readonly serviceId: string }, words: string) {
  if (/^[^@\s]+@[^@\s]+$/.test(words)) return emailIndex(service, words);
  return phoneIndex(service, /^\+?[\d ()-]{7,30}$/.test(words) ? words.replace(/^44/, '+44') : '');
}
