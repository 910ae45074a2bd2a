import { sql, type Db } from '#platform/sql.ts';
import type { ApiClientId, StaffId } from '#vocabulary/ids.ts';
import type { ApiClient } from './rules.ts';

export type { ApiClient } from './rules.ts';

const everything = sql`id, name, staff_id as "staffId", made_at as "madeAt", renewed_at as "renewedAt", ended_at as "endedAt"`;

/** The programs that somebody of an agency answers for, those that still come in first. (API-1) */
export async function clientsOf(db: Db, people: readonly StaffId[]): Promise<readonly ApiClient[]> {
  return db.rows(sql<ApiClient>`
    select ${everything} from app.api_clients where staff_id = any(${people}::uuid[])
     order by ended_at is not null, lower(name), id limit 200`);
}

/** One of these programs; undefined where somebody of another agency answers for it. (API-1) */
export async function clientOf(db: Db, people: readonly StaffId[], id: ApiClientId): Promise<ApiClient | undefined> {
  return db.row(sql<ApiClient>`
    select ${everything} from app.api_clients where staff_id = any(${people}::uuid[]) and id = ${id}`);
}

/** One program, whoever answers for it. */
export async function clientById(db: Db, id: ApiClientId): Promise<ApiClient | undefined> {
  return db.row(sql<ApiClient>`select ${everything} from app.api_clients where id = ${id}`);
}
