import { sql, type Db } from '#platform/sql.ts';
import type { ToErase } from './rules.ts';

/** The people of a name in a case, as the owner of the tables; held until the end of the transaction. */
export async function findToErase(db: Db, reference: string, fullName: string): Promise<readonly ToErase[]> {
  return db.rows(sql<ToErase>`
    select p.service_id as "serviceId", p.id as "personId",
           exists (select from app.participants o join app.cases k on k.service_id = o.service_id and k.id = o.case_id
             where o.service_id = p.service_id and o.person_id = p.id and k.status <> 'closed') as "hasOpenCase"
      from app.cases c
      join app.participants q on q.service_id = c.service_id and q.case_id = c.id
      join app.people p on p.service_id = q.service_id and p.id = q.person_id
     where c.reference = ${reference} and p.full_name = ${fullName}`);
}

/** Destroys the keys of a person, writes over what is kept of them in clear, and takes their values out of the trail. */
export async function erase(db: Db, { serviceId, personId }: ToErase, because: string): Promise<Erased> {
  const row = await db.row(sql<Erased>`
    select data_keys as "dataKeys", lines from app.erase_person(${serviceId}, ${personId}, ${because})`);
  if (!row) throw new Error('Erasing said nothing');
  return row;
}

export interface Erased {
  /** How many data keys were destroyed. */
  readonly dataKeys: number;
  /** How many lines of the change trail lost their values. */
  readonly lines: number;
}
