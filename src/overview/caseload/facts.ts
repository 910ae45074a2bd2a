import { always, sql, type Db, type Query } from '#platform/sql.ts';
import { casesAtOnce, type CaseloadCursor, type CaseloadFilter, type CaseloadLine } from './rules.ts';

const few = always(400);
const onePageAndOne = always(casesAtOnce + 1);

/**
 * The cases somebody may open, the latest touched first, a page from a cursor on; one more than a page when there is more.
 * Which cases are shown is decided on the index alone; names are looked up for those few.
 */
export async function caseload(
  db: Db,
  filter: CaseloadFilter,
  cursor: CaseloadCursor | null,
): Promise<readonly CaseloadLine[]> {
  const newer = cursor?.way === 'newer';
  const columns = sql`c.service_id, c.id, c.reference, c.kind, c.stage, c.status, c.touched_at`;
  const wanted = sql`${narrowed(filter)} and ${beyond(cursor)}
       order by ${newer ? sql`c.touched_at, c.id` : sql`c.touched_at desc, c.id desc`} limit ${onePageAndOne}`;
  // Whoever reads few cases would else wait until all others are passed over; whoever reads many meets theirs at once by the index.
  const rows = await db.rows(sql<CaseloadLine>`
    with many as materialized (
      select exists (select from app.case_readers r where r.service_id = app.named_service() offset ${few}) as are),
    shown as materialized (
      (select ${columns} from app.cases c where c.id in (select r.case_id from app.case_readers r where r.service_id = app.named_service())
         and not (select are from many) and ${wanted})
      union all
      (select ${columns} from app.cases c where (select are from many) and ${wanted}))
    select c.id, c.reference, c.kind, c.stage, c.status, c.touched_at as "touchedAt", c.touched_at::text as cursor,
           array(select coalesce(p.called, o.name) from app.participants q
             left join app.people p on p.service_id = q.service_id and p.id = q.person_id
             left join app.organisations o on o.service_id = q.service_id and o.id = q.organisation_id
            where q.service_id = c.service_id and q.case_id = c.id order by q.added_at, q.id limit 6) as called,
           array(select distinct i.kind from app.incidents i where i.service_id = c.service_id and i.case_id = c.id) as incidents,
           (select s.name from app.allocations a join app.staff s on s.service_id = a.service_id and s.id = a.staff_id
             where a.service_id = c.service_id and a.case_id = c.id and a.role = 'lead' and a.until_at is null) as lead
      from shown c order by c.touched_at desc, c.id desc`);
  return rows;
}

function narrowed(filter: CaseloadFilter): Query<unknown> {
  let where = sql`true`;
  if (filter.status) where = sql`${where} and c.status = ${filter.status}`;
  if (filter.stage) where = sql`${where} and c.stage = ${filter.stage}`;
  if (filter.kind) where = sql`${where} and c.kind = ${filter.kind}`;
  if (filter.incident) {
    where = sql`${where} and exists (select from app.incidents i where i.service_id = c.service_id and i.case_id = c.id and i.kind = ${filter.incident})`;
  }
  if (filter.leadId) {
    where = sql`${where} and exists (select from app.allocations a where a.service_id = c.service_id and a.case_id = c.id
      and a.staff_id = ${filter.leadId} and a.role = 'lead' and a.until_at is null)`;
  }
  return where;
}

function beyond(cursor: CaseloadCursor | null): Query<unknown> {
  if (!cursor) return sql`true`;
  const from = sql`(${cursor.at}::timestamptz, ${cursor.id}::uuid)`;
  return cursor.way === 'newer' ? sql`(c.touched_at, c.id) > ${from}` : sql`(c.touched_at, c.id) < ${from}`;
}
