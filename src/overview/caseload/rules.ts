import type { CaseId, StaffId } from '#vocabulary/ids.ts';
import type { CaseKind, CaseStatus, IncidentKind, Stage } from '#vocabulary/parts.ts';

export interface CaseloadLine {
  readonly id: CaseId;
  readonly reference: string;
  readonly kind: CaseKind;
  readonly stage: Stage;
  readonly status: CaseStatus;
  readonly touchedAt: Date;
  /** To the microsecond: two cases may be touched in the same millisecond. */
  readonly cursor: string;
  readonly called: readonly string[];
  readonly incidents: readonly IncidentKind[];
  readonly lead: string | null;
}

/** What a list is narrowed to; null is any. */
export interface CaseloadFilter {
  readonly status: CaseStatus | null;
  readonly stage: Stage | null;
  readonly kind: CaseKind | null;
  readonly incident: IncidentKind | null;
  readonly leadId: StaffId | null;
}

/** Where a list was left, and which way it goes on. */
export interface CaseloadCursor {
  readonly way: 'older' | 'newer';
  readonly at: string;
  readonly id: string;
}

export const casesAtOnce = 25;
