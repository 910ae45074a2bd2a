import { sql, type Db } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { SharedText, ToErase } from './rules.ts';

/** The people of a name in a case, as the owner of the tables; held until the end of the transaction. */
export async function findToErase(db: Db, reference: string, fullName: string): Promise<readonly ToErase[]> {
  const found = await db.rows(sql<Omit<ToErase, 'textsLeft'>>`
    select p.service_id as "serviceId", p.id as "personId",
           exists (select from app.participants o join app.cases k on k.service_id = o.service_id and k.id = o.case_id
             where o.service_id = p.service_id and o.person_id = p.id and k.status <> 'closed') as "hasOpenCase"
      from app.cases c
      join app.participants q on q.service_id = c.service_id and q.case_id = c.id
      join app.people p on p.service_id = q.service_id and p.id = q.person_id
     where c.reference = ${reference} and p.full_name = ${fullName}`);
  const [one] = found;
  if (!one) return [];
  const left = await db.row(sql<{ textsLeft: number }>`
    select app.texts_left(${one.serviceId}, ${one.personId}) as "textsLeft"`);
  return found.map((each) => ({ ...each, textsLeft: left?.textsLeft ?? 0 }));
}

/** Writes down what was said of each text for a participant; said again, the later word counts. */
export async function addLook(hand: Hand, participantId: ParticipantId, texts: readonly SharedText[]): Promise<void> {
  await hand.run(sql`
    insert into app.struck_texts (service_id, case_id, participant_id, tab, col, row_key, is_struck, said_by, said_at)
    select ${hand.serviceId}, ${hand.caseId}, ${participantId}, t.tab, t.col, t.row_key, t.is_struck, ${hand.actor.id}, ${hand.at}
      from unnest(${texts.map(({ tab }) => tab)}::text[], ${texts.map(({ col }) => col)}::text[], ${texts.map(({ rowKey }) => rowKey)}::text[],
                  ${texts.map(({ isStruck }) => isStruck === true)}::boolean[]) as t (tab, col, row_key, is_struck)
    on conflict (service_id, case_id, participant_id, tab, col, row_key)
    do update set is_struck = excluded.is_struck, said_by = excluded.said_by, said_at = excluded.said_at`);
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
