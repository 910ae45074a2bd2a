import { refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import type { CaseStatus, Part } from '#vocabulary/parts.ts';
import type { LegalOrder, Rating, ResidualRisk, ResponsibilityLevel } from '#vocabulary/suitability.ts';

/** What an action found when it held the case: nothing is assessed in a case that is closed. */
export interface Found {
  readonly status: CaseStatus;
  readonly today: PlainDate;
}

/** Who decides, and whether they supervise. */
export interface Decider {
  readonly staffId: StaffId;
  readonly isSupervisor: boolean;
}

/** One line of the history of somebody's responsibility. */
export interface ResponsibilityAssessment {
  readonly participantId: ParticipantId;
  readonly level: ResponsibilityLevel;
  readonly evidence: string;
  readonly assessedOn: PlainDate;
  readonly assessedBy: StaffId;
}

export type CannotAssess =
  | 'case-is-closed'
  | 'assessed-in-the-future'
  | 'nothing-to-be-responsible-for'
  | 'evidence-is-missing';

/** Adds to the history of somebody responsible, with what it rests on; nothing is overwritten. (SUI-1, H5) */
export function assessResponsibility(
  assessment: ResponsibilityAssessment,
  parts: readonly Part[],
  { status, today }: Found,
): Decision<ResponsibilityAssessment, CannotAssess> {
  const reasons: CannotAssess[] = [];
  if (status === 'closed') reasons.push('case-is-closed');
  if (assessment.assessedOn > today) reasons.push('assessed-in-the-future');
  if (!parts.includes('responsible')) reasons.push('nothing-to-be-responsible-for');
  if (assessment.evidence === '') reasons.push('evidence-is-missing');
  return refuseAny(reasons, assessment);
}

export type CannotSignOff =
  | 'case-is-closed'
  | 'nothing-to-sign-off'
  | 'none-is-never-signed-off'
  | 'already-signed-off'
  | 'only-a-supervisor-signs-off'
  | 'signed-off-by-the-assessor'
  | 'reason-is-missing';

export interface SignOff {
  readonly by: Decider;
  readonly reason: string;
}

/**
 * Lets somebody who takes less than full responsibility go on: by a supervisor who did not assess them, with a reason.
 * Where there is no sign of responsibility nobody can. (SUI-2, H5)
 */
export function signOff(
  newest: (ResponsibilityAssessment & { readonly signedOff: boolean }) | undefined,
  { by, reason }: SignOff,
  status: CaseStatus,
): Decision<ResponsibilityAssessment, CannotSignOff> {
  if (newest === undefined || newest.level === 'full') return refuse('nothing-to-sign-off');
  const reasons: CannotSignOff[] = [];
  if (status === 'closed') reasons.push('case-is-closed');
  if (newest.level === 'none') reasons.push('none-is-never-signed-off');
  if (newest.signedOff) reasons.push('already-signed-off');
  if (!by.isSupervisor) reasons.push('only-a-supervisor-signs-off');
  if (by.staffId === newest.assessedBy) reasons.push('signed-off-by-the-assessor');
  if (reason === '') reasons.push('reason-is-missing');
  return refuseAny(reasons, newest);
}

/** When risk is looked at: at each of these, and never only once (domain 101, 109). */
export const occasions = [
  'triage',
  'after-first-meeting',
  'before-communication',
  'before-conference',
  'on-the-day',
  'after',
  'something-changed',
] as const;
export type Occasion = (typeof occasions)[number];

/** What is planned against a factor, by whom and until when. */
export interface Mitigation {
  readonly words: string;
  readonly ownerId: StaffId;
  readonly dueOn: PlainDate;
  readonly doneOn: PlainDate | null;
}

export interface Factor {
  /** Null where it is about nobody in particular. */
  readonly aboutId: ParticipantId | null;
  readonly factor: string;
  readonly rating: Rating;
  readonly reason: string;
  readonly mitigations: readonly Mitigation[];
}

/** A structured judgement in words: factors, what is planned, what is left, and why. No score. */
export interface RiskAssessment {
  readonly occasion: Occasion;
  readonly residual: ResidualRisk;
  readonly reasons: string;
  readonly strengths: string;
  readonly assessedOn: PlainDate;
  readonly reviewBy: PlainDate;
  readonly writtenBy: StaffId;
  readonly factors: readonly Factor[];
}

export type CannotAssessRisk =
  | 'case-is-closed'
  | 'assessed-in-the-future'
  | 'review-is-before-assessment'
  | 'reasons-are-missing'
  | 'factor-needs-a-mitigation'
  | 'owner-does-not-work-on-the-case'
  | 'done-in-the-future';

/** Whether a factor is rated medium or high and nothing is planned against it. (SUI-5) */
export function lacksMitigation({ rating, mitigations }: Pick<Factor, 'rating' | 'mitigations'>): boolean {
  return rating !== 'low' && mitigations.length === 0;
}

/**
 * Takes a risk assessment: it has reasons and a day by which it is looked at again (SUI-3), and every factor rated
 * medium or high has something planned, by somebody who works on the case (SUI-5).
 */
export function assessRisk(
  assessment: RiskAssessment,
  facilitators: readonly StaffId[],
  { status, today }: Found,
): Decision<RiskAssessment, CannotAssessRisk> {
  const planned = assessment.factors.flatMap(({ mitigations }) => mitigations);
  const reasons: CannotAssessRisk[] = [];
  if (status === 'closed') reasons.push('case-is-closed');
  if (assessment.assessedOn > today) reasons.push('assessed-in-the-future');
  if (assessment.reviewBy < assessment.assessedOn) reasons.push('review-is-before-assessment');
  if (assessment.reasons === '') reasons.push('reasons-are-missing');
  if (assessment.factors.some(lacksMitigation)) reasons.push('factor-needs-a-mitigation');
  if (planned.some(({ ownerId }) => !facilitators.includes(ownerId))) reasons.push('owner-does-not-work-on-the-case');
  if (planned.some(({ doneOn }) => doneOn !== null && doneOn > today)) reasons.push('done-in-the-future');
  return refuseAny(reasons, assessment);
}

export type CannotApprove =
  | 'case-is-closed'
  | 'a-newer-assessment-stands'
  | 'needs-no-approval'
  | 'already-approved'
  | 'only-a-supervisor-approves'
  | 'approved-by-its-author';

/** What an approver was shown. */
export interface ToApprove {
  readonly residual: ResidualRisk;
  readonly writtenBy: StaffId;
  readonly approved: boolean;
  /** Whether it is still the newest of the case. */
  readonly isNewest: boolean;
}

/** High risk goes on only when a supervisor who did not write the assessment approves it. (SUI-4, H8; SUI-6) */
export function approveRisk(shown: ToApprove, by: Decider, status: CaseStatus): Decision<ToApprove, CannotApprove> {
  const reasons: CannotApprove[] = [];
  if (status === 'closed') reasons.push('case-is-closed');
  if (!shown.isNewest) reasons.push('a-newer-assessment-stands');
  if (shown.residual !== 'high') reasons.push('needs-no-approval');
  if (shown.approved) reasons.push('already-approved');
  if (!by.isSupervisor) reasons.push('only-a-supervisor-approves');
  if (by.staffId === shown.writtenBy) reasons.push('approved-by-its-author');
  return refuseAny(reasons, shown);
}

export type CannotFinish = 'case-is-closed' | 'not-of-this-case';

/** Something planned is marked done on the newest assessment only; an older one stays as it was judged. (SUI-6) */
export function finish(isPlannedNow: boolean, status: CaseStatus): Decision<boolean, CannotFinish> {
  const reasons: CannotFinish[] = [];
  if (!isPlannedNow) reasons.push('not-of-this-case');
  if (status === 'closed') reasons.push('case-is-closed');
  return refuseAny(reasons, isPlannedNow);
}

/** The kinds of order that keep somebody from somebody (domain 92). */
export const orderKinds = [
  'restraining',
  'non-molestation',
  'occupation',
  'domestic-abuse-protection',
  'stalking-protection',
  'sexual-harm-prevention',
  'criminal-behaviour',
  'bail',
  'licence',
  'injunction',
  'prison-no-contact',
  'child-protection',
] as const;
export type OrderKind = (typeof orderKinds)[number];

/** Written permission for contact that an order would forbid; empty texts and nulls are none. */
export interface Permission {
  readonly permissionReference: string;
  readonly permissionFrom: PlainDate | null;
  readonly permissionUntil: PlainDate | null;
}

export interface OrderOnFile extends LegalOrder, Permission {
  readonly kind: OrderKind;
  readonly documentReference: string;
}

export type CannotPermit = 'case-is-closed' | 'permission-is-not-whole' | 'permission-ends-before-it-starts';
export type CannotRecordOrder =
  | CannotPermit
  | 'order-is-between-two'
  | 'order-ends-before-it-starts'
  | 'document-is-missing';

function permissionProblems({ permissionReference, permissionFrom, permissionUntil }: Permission): CannotPermit[] {
  const given = [permissionReference !== '', permissionFrom !== null, permissionUntil !== null];
  if (given.some((each) => each !== given[0])) return ['permission-is-not-whole'];
  const isTurned = permissionFrom !== null && permissionUntil !== null && permissionUntil < permissionFrom;
  return isTurned ? ['permission-ends-before-it-starts'] : [];
}

/** Puts a legal order on file: between two people, with its document and its days. (SUI-7, H3) */
export function recordOrder(order: OrderOnFile, status: CaseStatus): Decision<OrderOnFile, CannotRecordOrder> {
  const reasons: CannotRecordOrder[] = [];
  if (status === 'closed') reasons.push('case-is-closed');
  if (order.restrainsId === order.protectsId) reasons.push('order-is-between-two');
  if (order.endsOn !== null && order.endsOn < order.startsOn) reasons.push('order-ends-before-it-starts');
  if (order.documentReference === '') reasons.push('document-is-missing');
  return refuseAny([...reasons, ...permissionProblems(order)], order);
}

/** Puts written permission on file, which lifts the order on its days and no others. (SUI-8, H3) */
export function permit(permission: Permission, status: CaseStatus): Decision<Permission, CannotPermit> {
  const isEmpty = permission.permissionReference === '' && permission.permissionFrom === null;
  const problems = isEmpty ? (['permission-is-not-whole'] as const) : permissionProblems(permission);
  return refuseAny(status === 'closed' ? ['case-is-closed', ...problems] : problems, permission);
}

export type Refusal =
  | CannotAssess
  | CannotSignOff
  | CannotAssessRisk
  | CannotApprove
  | CannotFinish
  | CannotRecordOrder;

/** The refusal in plain words, for staff. */
export function explain(refusal: Refusal): string {
  switch (refusal) {
    case 'case-is-closed':
      return 'The case is closed. Reopen it first';
    case 'assessed-in-the-future':
      return 'The day of the assessment cannot be after today';
    case 'nothing-to-be-responsible-for':
      return 'Choose somebody who is responsible for harm in this case';
    case 'evidence-is-missing':
      return 'Write what you heard or saw';
    case 'nothing-to-sign-off':
      return 'There is nothing to sign off for this person';
    case 'none-is-never-signed-off':
      return 'Somebody who takes no responsibility cannot go on';
    case 'already-signed-off':
      return 'This is signed off already';
    case 'only-a-supervisor-signs-off':
      return 'Only a supervisor can sign this off';
    case 'signed-off-by-the-assessor':
      return 'Somebody other than the person who assessed it has to sign it off';
    case 'reason-is-missing':
      return 'Write why it is right to go on';
    case 'review-is-before-assessment':
      return 'The day to look again must be on or after the day of the assessment';
    case 'reasons-are-missing':
      return 'Write why you judge it so';
    case 'factor-needs-a-mitigation':
      return 'Write what you will do about it, because it is rated medium or high';
    case 'owner-does-not-work-on-the-case':
      return 'Choose a facilitator of this case to do it';
    case 'done-in-the-future':
      return 'The day it was done cannot be after today';
    case 'a-newer-assessment-stands':
      return 'Somebody has assessed the risk again. Look at the newest assessment';
    case 'needs-no-approval':
      return 'Only high risk is approved';
    case 'already-approved':
      return 'This is approved already';
    case 'only-a-supervisor-approves':
      return 'Only a supervisor can approve this';
    case 'approved-by-its-author':
      return 'Somebody other than its author has to approve it';
    case 'not-of-this-case':
      return 'This is not part of the newest assessment';
    case 'order-is-between-two':
      return 'Choose two different people';
    case 'order-ends-before-it-starts':
      return 'The order cannot end before it starts';
    case 'document-is-missing':
      return 'Write where the order can be found';
    case 'permission-is-not-whole':
      return 'Write the permission’s reference, its first day and its last day';
    case 'permission-ends-before-it-starts':
      return 'The permission cannot end before it starts';
    default:
      return unreachable(refusal);
  }
}
