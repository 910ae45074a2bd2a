import { readFileSync } from 'node:fs';
import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import type { DatabaseServer } from './database-logins.ts';
import { Problem } from './problem.ts';

// Before, the worker owned it.
const letGoOfOldWay = `do $$ begin
  if exists (select from pg_namespace where nspname = 'jobs' and nspowner = 'tp_worker'::regrole) then drop schema jobs cascade; end if;
end $$`;

const quiet = new Logger(() => () => undefined);

/**
 * Brings the queue's tables up to date, connected as the worker, who owns them, and then `jobs.enqueue` as `tp_queue`, who logs in
 * nowhere: the hand calls it, so that whoever holds the worker's login must not be able to change what it does. Both may make
 * schemas only while this runs.
 */
export async function migrateJobQueue(migrator: pg.Client, server: Pick<DatabaseServer, 'optionsFor'>): Promise<void> {
  const { rows } = await migrator.query<{ name: string }>('select current_database() as name');
  const database = pg.escapeIdentifier(rows[0]?.name ?? '');
  const pool = new pg.Pool({ ...server.optionsFor('tp_worker'), max: 1 });
  // A connection that breaks between two queries would otherwise end the process; the next query tells.
  pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
  await migrator.query(`grant create on database ${database} to tp_worker, tp_queue`);
  try {
    await runMigrations({ pgPool: pool, logger: quiet });
    await pool.query(letGoOfOldWay);
    await migrator.query('begin; set local role tp_queue');
    await migrator.query(readFileSync(new URL('jobs.sql', import.meta.url), 'utf8'));
    await migrator.query('commit');
  } catch (error) {
    await migrator.query('rollback');
    throw asNewer(error);
  } finally {
    await pool.end();
    await migrator.query(`revoke create on database ${database} from tp_worker, tp_queue`);
  }
}

function asNewer(error: unknown): unknown {
  if (!(error instanceof Error) || !error.message.includes('breaking migration')) return error;
  return new Problem('The job queue in the database is from a newer version of Talking Piece. Update Talking Piece.');
}
