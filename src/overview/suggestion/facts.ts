import { sql, type Db } from '#platform/sql.ts';
import type { CaseId } from '#vocabulary/ids.ts';

/** The postcode districts that the referrals of a case came from. */
export async function districtsOf(db: Db, caseId: CaseId): Promise<readonly string[]> {
  const rows = await db.rows(sql<{ district: string }>`
    select distinct postcode_district as district from app.referrals
     where case_id = ${caseId} and postcode_district <> '' order by 1 limit 20`);
  return rows.map(({ district }) => district);
}
