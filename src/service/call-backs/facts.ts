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

/** Where in the list a page begins: after whoever asked then. */
export type Place = Pick<CallBack, 'id' | 'askedAt'>;

const peopleAtOnce = 25;

/** Who waits to be rung, the longest first, a page at a time; one row more says whether there is another page. */
export async function callBacksOf(
  db: Db,
  after: Place | undefined,
): Promise<{ readonly waiting: readonly CallBack[]; readonly next: Place | undefined }> {
  const rows = await db.rows(sql<{ id: string; askedAt: Date; wish: string }>`
    select id, asked_at as "askedAt", wish from app.call_backs
     where ${after ? sql`(asked_at, id) > (${after.askedAt}, ${after.id}::uuid)` : sql`true`}
     order by asked_at, id limit ${peopleAtOnce + 1}`);
  const waiting = rows
    .slice(0, peopleAtOnce)
    .map(({ id, askedAt, wish }) => ({ id, askedAt, ...(JSON.parse(wish) as Wish) }));
  return { waiting, next: rows.length > peopleAtOnce ? waiting.at(-1) : undefined };
}
