import { readFileSync } from 'node:fs';
import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import type { DatabaseServer } from './database-logins.ts';
import { Problem } from './problem.ts';

const quiet = new Logger(() => () => undefined);

/**
 * Brings the queue's tables and `jobs.enqueue` up to date, connected as the worker, who owns them. It may make schemas
 * only while this runs.
 */
export async function migrateJobQueue(migrator: pg.Client, server: Pick<DatabaseServer, 'optionsFor'>): Promise<void> {
  const { rows } = await migrator.query<{ name: string }>('select current_database() as name');
  const database = pg.escapeIdentifier(rows[0]?.name ?? '');
  const pool = new pg.Pool({ ...server.optionsFor('tp_worker'), max: 1 });
  // A connection that breaks between two queries would otherwise end the process; the next query tells.
  pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
  await migrator.query(`grant create on database ${database} to tp_worker`);
  try {
    await runMigrations({ pgPool: pool, logger: quiet });
    await pool.query(readFileSync(new URL('jobs.sql', import.meta.url), 'utf8'));
  } catch (error) {
    throw asNewer(error);
  } finally {
    await pool.end();
    await migrator.query(`revoke create on database ${database} from tp_worker`);
  }
}

function asNewer(error: unknown): unknown {
  if (!(error instanceof Error) || !error.message.includes('breaking migration')) return error;
  return new Problem('The job queue in the database is from a newer version of Talking Piece. Update Talking Piece.');
}
