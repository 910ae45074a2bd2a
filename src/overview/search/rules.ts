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

/** What was typed as the search table knows it: small letters, phone numbers without spaces and with a 0; null when too short. */
export function searchable(typed: string): string | null {
  const words = typed.trim().toLowerCase().replace(/\s+/g, ' ').slice(0, 100);
  const digits = words.replace(/[\s()-]/g, '').replace(/^\+?44/, '0');
  const asPhone = /^0?\d{5,}$/.test(digits) ? digits : words;
  return asPhone.length < fewestLetters ? null : asPhone;
}
