import pg from 'pg';
import type { House } from './house.ts';

/** Moves the end of every link of a kind into the past, as time would. */
export async function linksAreOver(
  house: House,
  table: 'invitations' | 'staff_invitations' | 'supporter_access',
): Promise<void> {
  const end = table === 'supporter_access' ? 'link_ends_at' : 'ends_at';
  const client = new pg.Client(house.test.optionsFor('tp_migrator'));
  await client.connect();
  await client.query('set role tp_owner');
  const { rowCount } = await client.query(`update app.${table} set ${end} = now() - interval '1 second'`);
  await client.end();
  if (!rowCount) throw new Error(`There was no link in ${table}`);
}
