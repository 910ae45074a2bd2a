import { sql, type Db } from '#platform/sql.ts';
import type { EligibilityQuestion } from '#vocabulary/eligibility.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import type { Hours } from './rules.ts';

/** The postcode districts that the referrals of a case came from. */
export async function districtsOf(db: Db, caseId: CaseId): Promise<readonly string[]> {
  const rows = await db.rows(sql<{ district: string }>`
    select distinct postcode_district as district from app.referrals
     where case_id = ${caseId} and postcode_district <> '' order by 1 limit 20`);
  return rows.map(({ district }) => district);
}

/** Whoever in a case can safely be reached at some hours only, and at which: nothing else of what they said is safe. */
export async function hoursOf(db: Db, caseId: CaseId): Promise<readonly Hours[]> {
  return db.rows(sql<Hours>`
    select p.called, r.from_hour as "fromHour", r.until_hour as "untilHour"
      from app.participants q join app.people p on p.service_id = q.service_id and p.id = q.person_id
      cross join lateral (select s.from_hour, s.until_hour from app.safe_contact_rules s
        where s.service_id = q.service_id and s.person_id = q.person_id order by s.seq desc limit 1) r
     where q.case_id = ${caseId} and r.from_hour is not null order by q.added_at, q.id limit 100`);
}

/** What a case is about that asks for people trained for it, whether or not a supervisor let it go on. */
export async function aboutOf(db: Db, caseId: CaseId): Promise<readonly EligibilityQuestion[]> {
  const rows = await db.rows(sql<{ question: EligibilityQuestion }>`
    select newest.question from (select distinct on (a.question) a.question, a.answer from app.eligibility_answers a
      where a.case_id = ${caseId} and a.question in ('domestic-abuse', 'sexual-harm', 'young-sexual-behaviour')
      order by a.question, a.seq desc) newest where newest.answer in ('yes', 'allowed')`);
  return rows.map(({ question }) => question);
}
