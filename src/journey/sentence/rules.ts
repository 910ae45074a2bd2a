import { refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { Part, CaseStatus } from '#vocabulary/parts.ts';
import { workingDaysAfter, workingDaysBefore } from '#vocabulary/working-days.ts';

export const pleas = ['not-yet', 'guilty', 'not-guilty'] as const;
export type Plea = (typeof pleas)[number];

/** Whether communicating is offered before sentence, after it, or nobody was asked yet. */
export const offeredWhen = ['not-asked', 'before', 'after'] as const;
export type OfferedWhen = (typeof offeredWhen)[number];

/** Where somebody stands with the court. */
export interface Sentencing {
  readonly plea: Plea;
  readonly hearingOn: PlainDate | null;
  readonly reportDueOn: PlainDate | null;
  readonly offered: OfferedWhen;
}

export type CannotWrite =
  | 'case-is-closed'
  | 'is-not-responsible'
  | 'report-is-after-the-hearing'
  | 'has-not-pleaded-guilty'
  | 'report-day-is-missing'
  | 'hearing-is-missing';

/** Writes down where somebody responsible stands with the court. (SEN-1, SEN-2, SEN-3, SEN-4) */
export function write(
  said: Sentencing,
  found: { readonly parts: readonly Part[]; readonly status: CaseStatus },
): Decision<Sentencing, CannotWrite> {
  const { plea, hearingOn, reportDueOn, offered } = said;
  const reasons: CannotWrite[] = [];
  if (found.status === 'closed') reasons.push('case-is-closed');
  if (!found.parts.includes('responsible')) reasons.push('is-not-responsible');
  if (hearingOn !== null && reportDueOn !== null && reportDueOn > hearingOn)
    reasons.push('report-is-after-the-hearing');
  if (offered === 'before' && plea !== 'guilty') reasons.push('has-not-pleaded-guilty');
  if (offered === 'before' && reportDueOn === null) reasons.push('report-day-is-missing');
  if (offered === 'after' && hearingOn === null) reasons.push('hearing-is-missing');
  return refuseAny(reasons, said);
}

/** So many working days before a report is due, somebody says where it stands. */
const daysBeforeReport = 5;

/** What falls due because of it: before the report, and after the hearing for whoever wanted it then. (SEN-5) */
export function fallsDue({ hearingOn, reportDueOn, offered }: Sentencing): {
  readonly report: PlainDate | null;
  readonly afterwards: PlainDate | null;
} {
  return {
    report: offered === 'after' ? null : reportDueOn && workingDaysBefore(reportDueOn, daysBeforeReport),
    afterwards: offered === 'after' ? hearingOn && workingDaysAfter(hearingOn, 1) : null,
  };
}

/** A refusal in plain words. */
export function explain(reason: CannotWrite): string {
  switch (reason) {
    case 'case-is-closed':
      return 'The case is closed. Nothing can be added';
    case 'is-not-responsible':
      return 'They are not responsible for anything in this case';
    case 'report-is-after-the-hearing':
      return 'The report is due by the hearing. Check both days';
    case 'has-not-pleaded-guilty':
      return 'Before sentence it is offered only to somebody who pleaded guilty';
    case 'report-day-is-missing':
      return 'Write the day the report is due';
    case 'hearing-is-missing':
      return 'Write the day of the hearing: it is offered again after that';
    default:
      return unreachable(reason);
  }
}
