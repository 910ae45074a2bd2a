import { sql, type Db } from '#platform/sql.ts';
import type { CaseId, StaffId } from '#vocabulary/ids.ts';
import type { Suitability } from '#vocabulary/suitability.ts';
import type { Factor, Mitigation, OrderOnFile, ResponsibilityAssessment, RiskAssessment } from './rules.ts';

/** What the gates of later stages weigh, in one query: responsibility and risk as they stand now, and every order. */
export async function suitabilityOf(db: Db, caseId: CaseId): Promise<Suitability> {
  const row = await db.row(sql<Suitability>`
    with newest as (
      select * from app.risk_assessments where case_id = ${caseId} order by assessed_on desc, seq desc limit 1)
    select coalesce((select json_agg(json_build_object('participantId', r.participant_id, 'level', r.level, 'signedOff', r.signed_off_by is not null))
              from (select distinct on (participant_id) participant_id, level, signed_off_by from app.responsibility
                     where case_id = ${caseId} order by participant_id, assessed_on desc, seq desc) r), '[]') as responsibility,
           (select json_build_object('residual', n.residual, 'assessedOn', n.assessed_on, 'reviewBy', n.review_by,
                     'approved', n.approved_by is not null, 'openMitigations',
                     (select count(*) from app.risk_factors f
                       where f.service_id = n.service_id and f.case_id = n.case_id and f.assessment_id = n.id and f.rating <> 'low'
                         and (exists (select from app.mitigations m where m.service_id = f.service_id and m.case_id = f.case_id
                                and m.factor_id = f.id and m.done_on is null)
                           or not exists (select from app.mitigations m where m.service_id = f.service_id and m.case_id = f.case_id
                                and m.factor_id = f.id))))
              from newest n) as risk,
           coalesce((select json_agg(json_build_object('restrainsId', o.restrains_id, 'protectsId', o.protects_id, 'covers', o.covers,
                     'startsOn', o.starts_on, 'endsOn', o.ends_on, 'permissionFrom', o.permission_from, 'permissionUntil', o.permission_until)
                     order by o.starts_on, o.id)
              from app.legal_orders o where o.case_id = ${caseId}), '[]') as orders`);
  return row ?? { responsibility: [], risk: null, orders: [] };
}

export interface ResponsibilityLine extends ResponsibilityAssessment {
  readonly signedOff: boolean;
  readonly signedOffBy: StaffId | null;
  readonly signOffReason: string;
}

/** The history of everybody's responsibility in a case, the newest of each person first. */
export async function responsibilityHistoryOf(db: Db, caseId: CaseId): Promise<readonly ResponsibilityLine[]> {
  return db.rows(sql<ResponsibilityLine>`
    select participant_id as "participantId", level, evidence, assessed_on as "assessedOn", assessed_by as "assessedBy",
           signed_off_by is not null as "signedOff", signed_off_by as "signedOffBy", sign_off_reason as "signOffReason"
      from app.responsibility where case_id = ${caseId} order by participant_id, assessed_on desc, seq desc`);
}

export interface RiskLine extends Omit<RiskAssessment, 'factors'> {
  readonly id: string;
  readonly approvedBy: StaffId | null;
  readonly approvedAt: Date | null;
}

/** The risk assessments of a case, the newest first; it is the one that holds. */
export async function riskAssessmentsOf(db: Db, caseId: CaseId): Promise<readonly RiskLine[]> {
  return db.rows(sql<RiskLine>`
    select id, occasion, residual, reasons, strengths, assessed_on as "assessedOn", review_by as "reviewBy",
           written_by as "writtenBy", approved_by as "approvedBy", approved_at as "approvedAt"
      from app.risk_assessments where case_id = ${caseId} order by assessed_on desc, seq desc limit 50`);
}

export interface FactorLine extends Omit<Factor, 'mitigations'> {
  readonly id: string;
  readonly mitigations: readonly (Mitigation & { readonly id: string })[];
}

/** The factors of the newest assessment of a case with what is planned against each, the highest rating first. */
export async function newestFactorsOf(db: Db, caseId: CaseId): Promise<readonly FactorLine[]> {
  const factors = await db.rows(sql<FactorLine>`
    select f.id, f.about_id as "aboutId", f.factor, f.rating, f.reason,
           coalesce((select json_agg(json_build_object('id', m.id, 'words', m.words, 'ownerId', m.owner_id, 'dueOn', m.due_on, 'doneOn', m.done_on)
                     order by m.due_on, m.id)
              from app.mitigations m where m.service_id = f.service_id and m.case_id = f.case_id and m.factor_id = f.id), '[]') as mitigations
      from app.risk_factors f
     where f.case_id = ${caseId} and f.assessment_id = (
       select id from app.risk_assessments where case_id = ${caseId} order by assessed_on desc, seq desc limit 1)
     order by f.id`);
  // The database cannot sort by what it cannot read.
  const place = ({ rating }: FactorLine) => ['high', 'medium', 'low'].indexOf(rating);
  return factors.toSorted((one, other) => place(one) - place(other) || one.factor.localeCompare(other.factor, 'en'));
}

export interface OrderLine extends OrderOnFile {
  readonly id: string;
}

/** The legal orders on file in a case, the latest first. */
export async function ordersOf(db: Db, caseId: CaseId): Promise<readonly OrderLine[]> {
  return db.rows(sql<OrderLine>`
    select id, kind, restrains_id as "restrainsId", protects_id as "protectsId", covers, starts_on as "startsOn",
           ends_on as "endsOn", document_reference as "documentReference", permission_reference as "permissionReference",
           permission_from as "permissionFrom", permission_until as "permissionUntil"
      from app.legal_orders where case_id = ${caseId} order by starts_on desc, id`);
}
