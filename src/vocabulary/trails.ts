import type { CaseId, ParticipantId, ReferralId } from './ids.ts';

/** The trails that only grow, each kept and sealed apart from the others. */
export const trails = ['changes', 'reads', 'security'] as const;
export type Trail = (typeof trails)[number];

/** What somebody looked at. */
export type ReadKind =
  | 'case'
  | 'person'
  | 'referral'
  | 'letter'
  | 'message'
  | 'document'
  | 'search'
  | 'print'
  | 'export'
  | 'own-page'
  | 'trail';

/** What a page shows of somebody, as the read trail keeps it. The pages of a case and of a participant say it by themselves. */
export interface Read {
  readonly what: ReadKind;
  readonly caseId?: CaseId | null | undefined;
  readonly participantId?: ParticipantId | null | undefined;
  readonly referralId?: ReferralId | null | undefined;
  /** The letter, message or other thing that the page is of. */
  readonly itemId?: string | undefined;
  /** What was searched for; kept as keyed digests only. */
  readonly words?: string | undefined;
  /** The cases that a search found. */
  readonly found?: readonly string[] | undefined;
  /** Of an export: what was asked for. Ids, days and codes only. */
  readonly wanted?: Readonly<Record<string, string>> | undefined;
}

/** A door that stayed shut: what kind, by which way in, and a keyed mark of what was tried. */
export interface ClosedDoor {
  readonly event: string;
  readonly place: string;
  readonly tried: string;
}
