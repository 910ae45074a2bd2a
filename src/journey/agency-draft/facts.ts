import { sql, type Db } from '#platform/sql.ts';
import type { Fields } from './rules.ts';

/** A draft of whoever asks. */
export interface Draft {
  readonly id: string;
  readonly fields: Fields;
  readonly keptAt: Date;
  readonly expiresAt: Date;
}

type Kept = Omit<Draft, 'fields'> & { readonly fields: string };

const asDraft = ({ fields, ...kept }: Kept): Draft => ({ ...kept, fields: JSON.parse(fields) as Fields });

/** The drafts of whoever asks, the newest first: twenty at most; what is over is gone, swept or not. (DRF-1, DRF-2) */
export async function draftsOf(db: Db, now: Date): Promise<readonly Draft[]> {
  const rows = await db.rows(sql<Kept>`
    select id, fields, kept_at as "keptAt", expires_at as "expiresAt" from app.agency_drafts
     where expires_at > ${now} order by kept_at desc, id limit 20`);
  return rows.map(asDraft);
}

/** How many drafts whoever asks has. */
export async function countDrafts(db: Db, now: Date): Promise<number> {
  const row = await db.row(sql<{ count: number }>`
    select count(*)::int as count from app.agency_drafts where expires_at > ${now}`);
  return row?.count ?? 0;
}

/** One draft of whoever asks. (DRF-1) */
export async function draftById(db: Db, id: string, now: Date): Promise<Draft | undefined> {
  const row = await db.row(sql<Kept>`
    select id, fields, kept_at as "keptAt", expires_at as "expiresAt" from app.agency_drafts
     where id = ${id} and expires_at > ${now}`);
  return row && asDraft(row);
}
