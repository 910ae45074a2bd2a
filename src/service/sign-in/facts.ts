import { sql, type Db } from '#platform/sql.ts';
import type { StaffId } from '#vocabulary/ids.ts';

/** Where somebody is signed in. */
export interface OpenSession {
  readonly id: string;
  readonly browser: string;
  readonly how: string;
  readonly beganAt: Date;
  readonly seenAt: Date;
}

/** The sessions of somebody that open something, the one seen last first. Who reads as themselves finds no others than their own. */
export async function sessionsOf(db: Db, staffId: StaffId, idleMinutes: number): Promise<readonly OpenSession[]> {
  return db.rows(sql<OpenSession>`
    select id, browser, how, began_at as "beganAt", seen_at as "seenAt" from app.sessions
     where staff_id = ${staffId} and stage = 'full' and ends_at > now() and seen_at > now() - make_interval(mins => ${idleMinutes}::int)
     order by seen_at desc, id limit 100`);
}

/** When the holder of a session proved who they are, to open it: here, or before that at the provider. */
export async function provedAt(db: Db, staffId: StaffId, sessionId: string): Promise<Date | undefined> {
  const found = await db.row(sql<{ provedAt: Date }>`
    select coalesce(proved_at, began_at) as "provedAt" from app.sessions
     where staff_id = ${staffId} and id = ${sessionId} and stage = 'full'`);
  return found?.provedAt;
}
