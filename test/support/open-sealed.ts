import type pg from 'pg';
import type { Keyring } from '#platform/keyring.ts';
import { sealing } from '#platform/sealing.ts';
import type { Query } from '#platform/sql.ts';

/**
 * Opens, in place, the sealed texts of rows that a test read as superuser: by the keys of every service, as nobody in the
 * product can. What has no key any more reads as erased.
 */
export async function openSealed<Row>(
  client: pg.ClientBase | pg.Pool,
  keyring: Keyring,
  rows: readonly Row[],
  ofService?: string,
): Promise<readonly Row[]> {
  const { rows: services } = await client.query<{ id: string }>('select distinct service_id as id from app.data_keys');
  if (services.length > 1 && ofService === undefined) throw new Error('The rows of one service at a time');
  const ask = async <Answer>({ values }: Query<Answer>) =>
    (await client.query('select id, wrapped, wrapped_by as by from app.data_keys where id = any ($1)', [values[0]]))
      .rows as Answer[];
  await sealing(keyring)({ serviceId: ofService ?? services[0]?.id ?? '', destroyed: 0 }, ask).open(rows);
  return rows;
}
