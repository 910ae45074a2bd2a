import { sql, type Db } from '#platform/sql.ts';
import type { CaseKind, CaseStatus, Stage } from '#vocabulary/parts.ts';

export interface Found {
  readonly reference: string;
  readonly kind: CaseKind;
  readonly stage: Stage;
  readonly status: CaseStatus;
  readonly called: readonly string[];
}

export const foundAtMost = 50;
const fewestLetters = 3;

/** What was typed as the search table knows it: small letters, phone numbers without spaces and with a 0; null when too short. */
export function searchable(typed: string): string | null {
  const words = typed.trim().toLowerCase().replace(/\s+/g, ' ').slice(0, 100);
  const digits = words.replace(/[\s()-]/g, '').replace(/^\+?44/, '0');
  const asPhone = /^0?\d{5,}$/.test(digits) ? digits : words;
  return asPhone.length < fewestLetters ? null : asPhone;
}

/** The cases the reader may open in which a name, a reference or a phone number has these letters. Says nothing of others. */
export async function search(db: Db, words: string): Promise<readonly Found[]> {
  const literally = words.replace(/[\\%_]/g, (sign) => `\\${sign}`);
  return db.rows(sql<Found>`
    select c.reference, c.kind, c.stage, c.status,
           array(select coalesce(p.called, o.name) from app.participants q
             left join app.people p on p.service_id = q.service_id and p.id = q.person_id
             left join app.organisations o on o.service_id = q.service_id and o.id = q.organisation_id
            where q.service_id = c.service_id and q.case_id = c.id order by q.added_at, q.id) as called
      from app.search_cases(${literally}, ${foundAtMost + 1}) s join app.cases c on c.id = s.case_id
     order by c.touched_at desc, c.id desc`);
}
