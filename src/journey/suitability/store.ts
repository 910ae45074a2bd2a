import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ofHeldCase, ofParticipant, ofSide } from '#vocabulary/key-owners.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import type { Factor, Mitigation, OrderOnFile, Permission, ResponsibilityAssessment, RiskAssessment } from './rules.ts';

/** Adds a line to the history of somebody's responsibility; a sign-off is a line that repeats what it signs. */
export async function addResponsibility(
  hand: Hand,
  assessment: ResponsibilityAssessment,
  signed: { readonly by: StaffId; readonly reason: string } | null,
): Promise<void> {
  const about = (text: string) => sealed(ofParticipant(assessment.participantId), text);
  await hand.run(sql`
    insert into app.responsibility (service_id, case_id, participant_id, level, evidence, assessed_on, assessed_by,
                                    signed_off_by, sign_off_reason, recorded_at)
    values (${hand.serviceId}, ${hand.caseId}, ${assessment.participantId}, ${assessment.level}, ${about(assessment.evidence)},
            ${assessment.assessedOn}, ${assessment.assessedBy}, ${signed?.by ?? null}, ${about(signed?.reason ?? '')}, ${hand.at})`);
}

/** A factor and a mitigation with the ids they get. */
export type NamedFactor = Omit<Factor, 'mitigations'> & {
  readonly id: string;
  readonly mitigations: readonly (Mitigation & { readonly id: string })[];
};

/** Adds an assessment with its factors and what is planned against them. */
export async function addRisk(
  hand: Hand,
  id: string,
  assessment: Omit<RiskAssessment, 'factors'>,
  factors: readonly NamedFactor[],
): Promise<void> {
  await hand.run(sql`
    insert into app.risk_assessments (service_id, case_id, id, occasion, residual, reasons, strengths, assessed_on,
                                      review_by, written_by, recorded_at)
    values (${hand.serviceId}, ${hand.caseId}, ${id}, ${assessment.occasion}, ${assessment.residual}, ${sealed(ofHeldCase(hand), assessment.reasons)},
            ${sealed(ofHeldCase(hand), assessment.strengths)}, ${assessment.assessedOn}, ${assessment.reviewBy}, ${assessment.writtenBy}, ${hand.at})`);
  if (factors.length === 0) return;
  const about = ({ aboutId }: Pick<Factor, 'aboutId'>, text: string) => sealed(ofSide(hand, aboutId), text);
  await hand.run(sql`
    insert into app.risk_factors (service_id, case_id, assessment_id, id, about_id, factor, rating, reason)
    select ${hand.serviceId}::uuid, ${hand.caseId}::uuid, ${id}::uuid, f.id, f.about, f.factor, f.rating, f.reason
      from unnest(${factors.map((each) => each.id)}::uuid[], ${factors.map((each) => each.aboutId)}::uuid[],
                  ${factors.map((each) => about(each, each.factor))}::text[], ${factors.map((each) => each.rating)}::text[],
                  ${factors.map((each) => about(each, each.reason))}::text[]) as f (id, about, factor, rating, reason)`);
  const planned = factors.flatMap(({ id: factorId, aboutId, mitigations }) =>
    mitigations.map((each) => ({ ...each, factorId, aboutId })),
  );
  await hand.run(sql`
    insert into app.mitigations (service_id, case_id, factor_id, id, words, owner_id, due_on, done_on)
    select ${hand.serviceId}::uuid, ${hand.caseId}::uuid, m.factor, m.id, m.words, m.owner, m.due, m.done
      from unnest(${planned.map((each) => each.factorId)}::uuid[], ${planned.map((each) => each.id)}::uuid[],
                  ${planned.map((each) => about(each, each.words))}::text[], ${planned.map((each) => each.ownerId)}::uuid[],
                  ${planned.map((each) => each.dueOn)}::date[], ${planned.map((each) => each.doneOn)}::date[])
           as m (factor, id, words, owner, due, done)`);
}

/** Marks an assessment approved, which it was not. */
export async function markApproved(hand: Hand, id: string, by: StaffId): Promise<void> {
  const marked = await hand.run(sql`
    update app.risk_assessments set approved_by = ${by}, approved_at = ${hand.at}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and approved_by is null`);
  if (marked !== 1) throw new Error('The assessment was approved meanwhile');
}

/** Marks something planned as done; done before stays on its first day. */
export async function markDone(hand: Hand, mitigationId: string, day: PlainDate): Promise<void> {
  await hand.run(sql`
    update app.mitigations set done_on = ${day}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${mitigationId} and done_on is null`);
}

export async function addOrder(hand: Hand, order: OrderOnFile, recordedBy: StaffId): Promise<void> {
  await hand.run(sql`
    insert into app.legal_orders (service_id, case_id, kind, restrains_id, protects_id, covers, starts_on, ends_on,
                                  document_reference, permission_reference, permission_from, permission_until,
                                  recorded_by, recorded_at)
    values (${hand.serviceId}, ${hand.caseId}, ${order.kind}, ${order.restrainsId}, ${order.protectsId}, ${order.covers},
            ${order.startsOn}, ${order.endsOn}, ${sealed(ofParticipant(order.restrainsId), order.documentReference)},
            ${sealed(ofParticipant(order.restrainsId), order.permissionReference)},
            ${order.permissionFrom}, ${order.permissionUntil}, ${recordedBy}, ${hand.at})`);
}

/** Puts a permission on an order; a later permission takes the place of one that ran out. */
export async function markPermitted(
  hand: Hand,
  order: { readonly id: string; readonly restrainsId: ParticipantId },
  permission: Permission,
): Promise<void> {
  const marked = await hand.run(sql`
    update app.legal_orders
       set permission_reference = ${sealed(ofParticipant(order.restrainsId), permission.permissionReference)}, permission_from = ${permission.permissionFrom},
           permission_until = ${permission.permissionUntil}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${order.id}`);
  if (marked !== 1) throw new Error('The order is not there');
}
