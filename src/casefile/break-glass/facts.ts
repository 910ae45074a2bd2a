import { sql, type Db } from '#platform/sql.ts';
import type { StaffId } from '#vocabulary/ids.ts';

export { breakers } from './policy.ts';

/** How often somebody broke the glass or tried to in the last hour. */
export async function triesOf(db: Db, staffId: StaffId): Promise<number> {
  const row = await db.row(sql<{ tries: number }>`
    select count(*)::int as tries from app.glass_openings where staff_id = ${staffId} and opened_at > now() - interval '1 hour'`);
  return row?.tries ?? 0;
}

export interface GlassOpening {
  readonly id: string;
  readonly staffId: StaffId;
  readonly reference: string;
  readonly because: string;
  readonly openedAt: Date;
  /** Null where nothing opened. */
  readonly untilAt: Date | null;
}

/** Where the list was left. */
export type Place = Pick<GlassOpening, 'id' | 'openedAt'>;

export const openingsAtOnce = 25;

/** When the glass was broken, the newest first, as whoever asks may see it; one more than a page when there is more. */
export async function openingsOf(db: Db, after: Place | null): Promise<readonly GlassOpening[]> {
  return db.rows(sql<GlassOpening>`
    select id, staff_id as "staffId", reference, because, date_trunc('milliseconds', opened_at) as "openedAt", until_at as "untilAt"
      from app.glass_openings
     where ${after ? sql`(date_trunc('milliseconds', opened_at), id) < (${after.openedAt}, ${after.id}::uuid)` : sql`true`}
     order by opened_at desc, id desc limit ${openingsAtOnce + 1}`);
}
