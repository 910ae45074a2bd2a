import { randomUUID } from 'node:crypto';
import { holdCase, participantsOf } from '#casefile/cases/facts.ts';
import { refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { newestFactorsOf, ordersOf, responsibilityHistoryOf, riskAssessmentsOf } from './facts.ts';
import * as rules from './rules.ts';
import * as store from './store.ts';

/** Adds to the history of somebody's responsibility. The same assessment sent twice is one. */
export async function assessResponsibility(
  hand: Hand,
  assessment: rules.ResponsibilityAssessment,
): Promise<Decision<rules.ResponsibilityAssessment, rules.CannotAssess>> {
  const { id, status } = await holdCase(hand);
  const participant = (await participantsOf(hand, id)).find((each) => each.id === assessment.participantId);
  const found = { status, today: dayOf(hand.at) };
  const decision = rules.assessResponsibility(assessment, participant?.parts ?? [], found);
  const history = await responsibilityHistoryOf(hand, id);
  if (!decision.ok || history.some((line) => !line.signedOff && isSameAssessment(line, assessment))) return decision;
  await store.addResponsibility(hand, assessment, null);
  const { participantId, level, assessedOn: happenedOn } = assessment;
  await hand.announce({ name: 'responsibility.assessed', participantId, level, happenedOn });
  return decision;
}

function isSameAssessment(a: rules.ResponsibilityAssessment, b: rules.ResponsibilityAssessment): boolean {
  return (
    a.participantId === b.participantId &&
    a.level === b.level &&
    a.evidence === b.evidence &&
    a.assessedOn === b.assessedOn &&
    a.assessedBy === b.assessedBy
  );
}

/** Signs off the newest assessment of somebody who takes less than full responsibility, as another line of the history. */
export async function signOff(
  hand: Hand,
  participantId: rules.ResponsibilityAssessment['participantId'],
  signing: rules.SignOff,
): Promise<Decision<rules.ResponsibilityAssessment, rules.CannotSignOff>> {
  const { id, status } = await holdCase(hand);
  const newest = (await responsibilityHistoryOf(hand, id)).find((line) => line.participantId === participantId);
  const decision = rules.signOff(newest, signing, status);
  if (!decision.ok) return decision;
  await store.addResponsibility(hand, decision.value, { by: signing.by.staffId, reason: signing.reason });
  await hand.announce({ name: 'responsibility.assessed', participantId, level: `${decision.value.level}, signed off` });
  return decision;
}

/** Takes a risk assessment with its factors and what is planned. The same assessment sent twice is one. */
export async function assessRisk(
  hand: Hand,
  assessment: rules.RiskAssessment,
  facilitators: readonly StaffId[],
): Promise<Decision<rules.RiskAssessment, rules.CannotAssessRisk>> {
  const { id: caseId, status } = await holdCase(hand);
  const decision = rules.assessRisk(assessment, facilitators, { status, today: dayOf(hand.at) });
  const [newest] = await riskAssessmentsOf(hand, caseId);
  if (!decision.ok || (newest && isSameRisk(newest, assessment))) return decision;
  const id = randomUUID();
  await store.addRisk(
    hand,
    id,
    assessment,
    assessment.factors.map((factor) => ({
      ...factor,
      id: randomUUID(),
      mitigations: factor.mitigations.map((each) => ({ ...each, id: randomUUID() })),
    })),
  );
  const { residual, assessedOn: happenedOn } = assessment;
  const needsApproval = residual === 'high';
  await hand.announce({ name: 'risk.assessed', assessmentId: id, residual, needsApproval, happenedOn });
  return decision;
}

type RiskWords = Omit<rules.RiskAssessment, 'factors'>;

function isSameRisk(a: RiskWords, b: RiskWords): boolean {
  return (['occasion', 'residual', 'reasons', 'strengths', 'assessedOn', 'reviewBy', 'writtenBy'] as const).every(
    (key) => a[key] === b[key],
  );
}

/** Approves the high risk that the supervisor was shown, if it is still the newest assessment (H8). */
export async function approveRisk(
  hand: Hand,
  assessmentId: string,
  by: rules.Decider,
): Promise<Decision<rules.ToApprove, rules.CannotApprove | 'not-of-this-case'>> {
  const { id, status } = await holdCase(hand);
  const [newest, ...older] = await riskAssessmentsOf(hand, id);
  const shown = [newest, ...older].find((each) => each?.id === assessmentId);
  if (!shown) return refuse('not-of-this-case');
  const { residual, writtenBy, approvedBy } = shown;
  const toApprove = { residual, writtenBy, approved: approvedBy !== null, isNewest: shown === newest };
  const decision = rules.approveRisk(toApprove, by, status);
  if (!decision.ok) return decision;
  await store.markApproved(hand, assessmentId, by.staffId);
  await hand.announce({ name: 'risk.approved' });
  return decision;
}

/** Notes that something planned against a factor of the newest assessment is done. */
export async function finishMitigation(
  hand: Hand,
  mitigationId: string,
): Promise<Decision<boolean, rules.CannotFinish>> {
  const { id, status } = await holdCase(hand);
  const planned = (await newestFactorsOf(hand, id)).flatMap(({ mitigations }) => mitigations);
  const decision = rules.finish(
    planned.some((each) => each.id === mitigationId),
    status,
  );
  if (decision.ok) await store.markDone(hand, mitigationId, dayOf(hand.at));
  return decision;
}

/** Puts a legal order on file; from then on it shuts every gate it covers (H3). The same order sent twice is one. */
export async function recordOrder(
  hand: Hand,
  order: rules.OrderOnFile,
): Promise<Decision<rules.OrderOnFile, rules.CannotRecordOrder>> {
  const { id, status } = await holdCase(hand);
  const decision = rules.recordOrder(order, status);
  if (!decision.ok || (await ordersOf(hand, id)).some((each) => isSameOrder(each, order))) return decision;
  await store.addOrder(hand, order, hand.actor.id as StaffId);
  const { restrainsId, protectsId } = order;
  await hand.announce({ name: 'order.recorded', restrainsId, protectsId });
  return decision;
}

function isSameOrder(a: rules.OrderOnFile, b: rules.OrderOnFile): boolean {
  return (['kind', 'restrainsId', 'protectsId', 'covers', 'startsOn', 'endsOn', 'documentReference'] as const).every(
    (key) => a[key] === b[key],
  );
}

/** Puts written permission on file for an order of the case (H3). */
export async function permit(
  hand: Hand,
  orderId: string,
  permission: rules.Permission,
): Promise<Decision<rules.Permission, rules.CannotPermit | 'not-of-this-case'>> {
  const { id, status } = await holdCase(hand);
  const order = (await ordersOf(hand, id)).find((each) => each.id === orderId);
  if (!order) return refuse('not-of-this-case');
  const decision = rules.permit(permission, status);
  if (!decision.ok) return decision;
  await store.markPermitted(hand, order, permission);
  const { restrainsId, protectsId } = order;
  await hand.announce({ name: 'order.recorded', restrainsId, protectsId });
  return decision;
}
