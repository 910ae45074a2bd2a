import pg from 'pg';
import { superuser } from '#platform/postgres-cluster.ts';
import { testCluster, type TestDatabase } from './cluster.ts';

/** Asks as whoever holds a copy of the database: no policy stops them, and they have no key. */
export async function asThief<Row extends object>(
  test: TestDatabase,
  query: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const client = new pg.Client((await testCluster()).optionsFor(superuser, test.name));
  await client.connect();
  try {
    return (await client.query<Row>(query, [...values])).rows;
  } finally {
    await client.end();
  }
}
