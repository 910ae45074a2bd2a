import { sql, type Db } from '#platform/sql.ts';
import { foundAtMost, markOf, type Found } from './rules.ts';

/** The cases the reader may open in which a name or a reference has these letters, or a number or an e-mail address is this. Says nothing of others. */
export async function search(
  db: Db,
  service: { readonly serviceId: string },
  words: string,
): Promise<readonly Found[]> {
  const literally = words.replace(/[\\%_]/g, (sign) => `\\${sign}`);
  return db.rows(sql<Found>`
    select c.id, c.reference, c.kind, c.stage, c.status,
           array(select coalesce(p.called, o.name) from app.participants q
             left join app.people p on p.service_id = q.service_id and p.id = q.person_id
             left join app.organisations o on o.service_id = q.service_id and o.id = q.organisation_id
            where q.service_id = c.service_id and q.case_id = c.id order by q.added_at, q.id) as called
      from app.search_cases(${literally}, ${markOf(service, words)}, ${foundAtMost + 1}) s join app.cases c on c.id = s.case_id
     order by c.touched_at desc, c.id desc`);
}
