import { sql, type Db } from '#platform/sql.ts';
import type { SafeContact } from '#vocabulary/safe-contact.ts';

/** Somebody who wants to be rung, in their own words. */
export interface Wish {
  /** Empty where they would rather not say. */
  readonly called: string;
  readonly contact: SafeContact;
}

export interface CallBack extends Wish {
  readonly id: string;
  readonly askedAt: Date;
}

/** Who waits to be rung, the longest first; a service has a handful. */
export async function callBacksOf(db: Db): Promise<readonly CallBack[]> {
  const rows = await db.rows(sql<{ id: string; askedAt: Date; wish: string }>`
    select id, asked_at as "askedAt", wish from app.call_backs order by asked_at, id limit 100`);
  return rows.map(({ id, askedAt, wish }) => ({ id, askedAt, ...(JSON.parse(wish) as Wish) }));
}
