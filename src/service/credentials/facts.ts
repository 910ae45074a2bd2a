import { sql, type Db } from '#platform/sql.ts';
import type { StaffId } from '#vocabulary/ids.ts';

/** A passkey as its owner knows it. */
export interface PasskeyCard {
  readonly id: string;
  readonly name: string;
  readonly madeAt: Date;
  readonly usedAt: Date | null;
}

/** The passkeys of somebody, the oldest first. Who reads as themselves finds no others than their own. */
export async function passkeysOf(db: Db, staffId: StaffId): Promise<readonly PasskeyCard[]> {
  return db.rows(sql<PasskeyCard>`
    select id, name, made_at as "madeAt", used_at as "usedAt" from app.staff_passkeys
     where staff_id = ${staffId} order by made_at, id`);
}

/** The hash of somebody's password; only the hand may read it. */
export async function passwordHashOf(db: Db, staffId: StaffId): Promise<string | undefined> {
  const found = await db.row(sql<{ hash: string }>`select hash from app.staff_passwords where staff_id = ${staffId}`);
  return found?.hash;
}

/** What somebody can prove themselves with besides passkeys. */
export interface OtherWays {
  readonly passwordSetAt: Date | null;
  readonly appSetAt: Date | null;
  readonly codesLeft: number;
}

/** Whether somebody has a password, a code app and recovery codes, and since when. */
export async function otherWaysOf(db: Db, staffId: StaffId): Promise<OtherWays> {
  const found = await db.row(sql<OtherWays>`
    select (select p.set_at from app.staff_passwords p where p.staff_id = ${staffId}) as "passwordSetAt",
           (select c.set_at from app.code_apps c where c.staff_id = ${staffId}) as "appSetAt",
           (select count(*)::int from app.recovery_codes r where r.staff_id = ${staffId} and r.used_at is null) as "codesLeft"`);
  if (!found) throw new Error('A query without a table answers one row');
  return found;
}

/** An account at the provider, as its owner sees it. */
export interface LinkCard {
  readonly linkedAt: Date;
  readonly usedAt: Date | null;
}

/** The account of somebody at one provider, if they linked one. */
export async function linkOf(db: Db, staffId: StaffId, issuer: string): Promise<LinkCard | undefined> {
  return db.row(sql<LinkCard>`
    select linked_at as "linkedAt", used_at as "usedAt" from app.provider_links where staff_id = ${staffId} and issuer = ${issuer}`);
}
