import pg from 'pg';
import { startCluster, testCluster } from '../test/support/cluster.ts';
import { schemaText } from './schema-text.ts';

/** The schema as the migrations leave it in a new database. */
export async function migratedSchema(): Promise<string> {
  // In a run of all tests there is a cluster already; alone, this starts one and takes it away again.
  const cluster = await (process.env['TP_TEST_CLUSTER'] ? testCluster() : startCluster());
  const database = await cluster.createDatabase();
  const client = new pg.Client(database.optionsFor('tp_migrator'));
  try {
    await client.connect();
    return await schemaText(client);
  } finally {
    await client.end();
    await database.drop();
    await cluster.stop();
  }
}
