import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, PersonId, StaffId } from '#vocabulary/ids.ts';
import type { Trail } from '#vocabulary/trails.ts';

/** Where a list was left. */
export interface Cursor {
  /** To the microsecond. */
  readonly at: string;
  readonly place: number;
}

/** What a trail is narrowed to; null is any. */
export interface Narrowed {
  readonly caseId: CaseId | null;
  readonly people: readonly PersonId[] | null;
  readonly staffId: StaffId | null;
  readonly from: PlainDate | null;
  readonly until: PlainDate | null;
  /** What was searched for, hidden as the trail hides it. */
  readonly searched: string | null;
}

interface Line {
  readonly place: number;
  readonly at: Date;
  readonly cursor: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly login: string;
  readonly caseId: string | null;
  readonly isErased: boolean;
}

export type Values = Readonly<Record<string, unknown>>;

export interface ChangeLine extends Line {
  readonly trail: 'changes';
  readonly table: string;
  readonly operation: 'insert' | 'update' | 'delete';
  readonly personId: PersonId | null;
  readonly old: Values | null;
  readonly new: Values | null;
}
export interface ReadLine extends Line {
  readonly trail: 'reads';
  readonly what: string;
  readonly way: string;
  readonly personId: PersonId | null;
  readonly isOwnWorker: boolean | null;
  readonly found: number | null;
}
export interface SecurityLine extends Line {
  readonly trail: 'security';
  readonly event: string;
  readonly because: string;
  readonly aboutId: string | null;
  readonly detail: Values | null;
}
export type TrailLine = ChangeLine | ReadLine | SecurityLine;

export const linesAtOnce = 50;
export const exportedAtMost = 10_000;

const tableWords: Readonly<Record<string, string>> = {
  allocations: 'who works on the case',
  case_readers: 'who may open the case',
  companions: 'somebody beside them',
  contact_points: 'a phone number or address',
  follow_ups: 'a follow-up',
  people: 'a person’s details',
  safe_contact_rules: 'how it is safe to reach them',
  staff: 'somebody who works here',
  staff_roles: 'a role',
};

/** What a table holds, in words. */
export function tableInWords(table: string): string {
  return tableWords[table] ?? table.replaceAll('_', ' ');
}

const operationWords = { insert: 'added', update: 'changed', delete: 'removed' } as const;

/** What was done, in words. */
export function operationInWords(operation: ChangeLine['operation']): string {
  return operationWords[operation];
}

/** A value as people read it; text that the database keeps sealed stays sealed. */
export function valueInWords(value: unknown, nameOf: (id: string) => string | undefined): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'string') return typeof value === 'number' ? String(value) : JSON.stringify(value);
  if (value.startsWith('tp1.')) return 'sealed text';
  return nameOf(value) ?? value;
}

/** A page as people know it: its way in without what stands for ids. */
export function wayInWords(way: string): string {
  const parts = way
    .replace(/^\/(cases\/:ref|my)(?=\/|$)/, '')
    .split('/')
    .filter((part) => part !== '' && !part.startsWith(':'))
    .map((part) => part.replaceAll('-', ' '));
  const words = parts.length === 0 ? 'overview' : parts.join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const readWords: Readonly<Record<string, string>> = {
  case: 'a page of the case',
  person: 'a page about a person',
  referral: 'a referral',
  letter: 'a letter',
  message: 'a message',
  document: 'a document',
  search: 'a search',
  print: 'a page to print',
  export: 'an export',
  'own-page': 'their own page',
  trail: 'the trails',
};

/** What was looked at, in words. */
export function readInWords(what: string): string {
  return readWords[what] ?? what;
}

/** A code in words: `sign-in-failed` is "Sign in failed". */
export function codeInWords(code: string): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const trailWords: Readonly<Record<Trail, string>> = {
  changes: 'What was changed',
  reads: 'Who looked at what',
  security: 'Who came in',
};
