import pg from 'pg';
import { prepareRoles, sealDatabase, type DatabaseServer } from './database-logins.ts';
import { connectTo } from './database-problems.ts';
import { migrateJobQueue } from './job-queue-schema.ts';
import { pendingMigrations, readMigrations, type AppliedFile, type MigrationFile } from './migration-files.ts';
import { Problem } from './problem.ts';

export interface Migrating {
  readonly server: Pick<DatabaseServer, 'optionsFor' | 'passwordFor'>;
  /** The folder of the numbered files. */
  readonly folder: string;
  /** The key that identities are signed with; its twin in the database is kept in step. */
  readonly identityKey?: Buffer | undefined;
}

const oneMigratorAtATime = 7_446_002; // an advisory lock, which belongs to one database

/**
 * Brings a database up to date: roles, rights, all pending files in one transaction, then the job queue. Several may run
 * at once: each waits for the one before, and finds nothing left to do. Answers the names of the files it ran.
 */
export async function migrate({ server, folder, identityKey }: Migrating): Promise<readonly string[]> {
  const files = readMigrations(folder);
  const client = await connectTo(server.optionsFor('tp_migrator'));
  try {
    const database = await checkDatabase(client);
    // Before the very first table: two that make the same table at once fail, even with "if not exists".
    await client.query('select pg_advisory_lock($1)', [oneMigratorAtATime]);
    const pending = pendingMigrations(files, await listApplied(client));
    await prepareRoles(client, (login) => server.passwordFor(login));
    await sealDatabase(client, database);
    await runFiles(client, pending);
    if (identityKey) await keepIdentityKey(client, identityKey);
    await migrateJobQueue(client, server);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function checkDatabase(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ database: string; owns: boolean; version: number; shown: string }>(`
    select current_database() as database, current_setting('server_version_num')::int as version,
           current_setting('server_version') as shown, pg_has_role(current_user, datdba, 'usage') as owns
      from pg_database where datname = current_database()`);
  const [found] = rows;
  if (!found) throw new Error('The database does not list itself');
  if (found.version < 150_000) {
    throw new Problem(`The database runs PostgreSQL ${found.shown}; Talking Piece needs 15 or newer.`);
  }
  if (!found.owns) {
    throw new Problem(`The database user named in DATABASE_URL must own the database ${found.database}, and does not.`);
  }
  return found.database;
}

async function listApplied(client: pg.Client): Promise<readonly AppliedFile[]> {
  const { rows } = await client.query<{ exists: boolean }>(
    `select to_regclass('migration.applied') is not null as exists`,
  );
  if (!rows[0]?.exists) return [];
  return (await client.query<AppliedFile>('select name, sha256 from migration.applied order by name')).rows;
}

async function runFiles(client: pg.Client, pending: readonly MigrationFile[]): Promise<void> {
  if (pending.length === 0) return;
  await client.query('begin');
  try {
    await client.query(`
      create schema if not exists migration;
      create table if not exists migration.applied (
        name text primary key,
        sha256 text not null,
        applied_at timestamptz not null default now()
      )`);
    for (const file of pending) await runFile(client, file);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function runFile(client: pg.Client, file: MigrationFile): Promise<void> {
  if (file.runAs === 'tp_owner') await client.query('set local role tp_owner');
  try {
    await client.query(file.text);
  } catch (error) {
    throw failureOf(file, error);
  }
  await client.query('reset role');
  await client.query('insert into migration.applied (name, sha256) values ($1, $2)', [file.name, file.sha256]);
}

function failureOf(file: MigrationFile, error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  const before = file.text.slice(0, Number(error.position ?? 1) - 1);
  const where = error.position === undefined ? '' : ` at line ${before.split('\n').length}`;
  return new Problem(`The migration ${file.name} failed${where}: ${error.message}. Nothing was changed.`, {
    cause: error,
  });
}

// The two pads are those of HMAC: the database then needs only sha256, which it has without an extension.
async function keepIdentityKey(client: pg.Client, key: Buffer): Promise<void> {
  const pad = (byte: number) => Buffer.concat([key], 64).map((part) => part ^ byte);
  await client.query('begin');
  await client.query('set local role tp_owner');
  await client.query(
    `insert into app.identity_key (inner_pad, outer_pad) values ($1, $2)
         on conflict (only_one) do update set inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad`,
    [pad(0x36), pad(0x5c)],
  );
  await client.query('commit');
}
