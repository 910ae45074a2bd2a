import { sql, type Db } from '#platform/sql.ts';
import type { CaseId, StaffId } from '#vocabulary/ids.ts';

/** Whether a member of staff may open a case and act in it; for the hand, which reaches more than they do. Not by a broken glass. */
export async function mayOpenCase(db: Db, staffId: StaffId, caseId: CaseId): Promise<boolean> {
  const row = await db.row(sql<{ may: boolean }>`
    select exists (select from app.case_readers where staff_id = ${staffId} and case_id = ${caseId} and because <> 'break-glass' and (until_at is null or until_at > now())) as may`);
  return row?.may === true;
}

export interface Restriction {
  readonly because: string;
  readonly restrictedBy: StaffId;
  readonly restrictedAt: Date;
  readonly liftedBecause: string;
  readonly liftedBy: StaffId | null;
  readonly liftedAt: Date | null;
}

/** Every restriction a case had, the newest first; one that is not lifted holds. */
export async function restrictionsOf(db: Db, caseId: CaseId): Promise<readonly Restriction[]> {
  return db.rows(sql<Restriction>`
    select because, restricted_by as "restrictedBy", restricted_at as "restrictedAt", lifted_because as "liftedBecause",
           lifted_by as "liftedBy", lifted_at as "liftedAt"
      from app.restrictions where case_id = ${caseId} order by restricted_at desc, id limit 50`);
}

export interface NamedReader {
  readonly staffId: StaffId;
  readonly namedBy: StaffId;
  readonly namedAt: Date;
}

/** Who is named now as somebody who may open a case. */
export async function namedReadersOf(db: Db, caseId: CaseId): Promise<readonly NamedReader[]> {
  return db.rows(sql<NamedReader>`
    select staff_id as "staffId", named_by as "namedBy", named_at as "namedAt"
      from app.named_readers where case_id = ${caseId} and ended_at is null order by named_at, id limit 200`);
}
