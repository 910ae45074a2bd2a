import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Login } from './identity.ts';
import { codeOf, Problem } from './problem.ts';
import type { Secrets } from './secrets.ts';

/** Every login that the running service uses: one for each door, and the ones that act. */
export const logins: readonly Login[] = [
  'tp_public',
  'tp_participant',
  'tp_staff',
  'tp_referrer',
  'tp_commissioner',
  'tp_api',
  'tp_hand',
  'tp_doorkeeper',
  'tp_worker',
];

/** The roles that own things and log in nowhere; only the migrator may become them. */
const owners = ['tp_owner', 'tp_search', 'tp_queue'] as const;

/** The logins, and the migrator who makes the tables. */
export type DatabaseLogin = Login | 'tp_migrator';

/** Where the database is, whoever runs it. */
export interface DatabaseServer {
  /** How to connect as a login. */
  optionsFor(login: DatabaseLogin): pg.ClientConfig;
  /** The password that a login must have. */
  passwordFor(login: Login): string;
  /** Lets go of the server, and stops it when we started it. */
  stop(): Promise<void>;
}

/** The password of a role, made at first use. */
export function databasePassword(secrets: Secrets, role: string): string {
  return secrets.secret(`database-${role}`);
}

/**
 * Makes the roles that are missing and gives every login its password. Roles belong to the whole cluster, so
 * another database of the same cluster may be doing this at the same moment: then it is done again.
 */
export async function prepareRoles(client: pg.Client, passwordFor: (login: Login) => string): Promise<void> {
  const met = new Set(['42710', '23505', 'XX000']); // made meanwhile (twice), or "tuple concurrently updated"
  for (let attempt = 1; ; attempt += 1) {
    await client.query('begin');
    try {
      await makeRoles(client, passwordFor);
      await client.query('commit');
      return;
    } catch (error) {
      await client.query('rollback');
      if (attempt === 20 || !met.has(codeOf(error))) throw mayNotMakeRoles(error);
      await pause(10 + Math.random() * 40);
    }
  }
}

async function makeRoles(client: pg.Client, passwordFor: (login: Login) => string): Promise<void> {
  const { rows } = await client.query<{ name: string; tooMuch: boolean }>(
    `select rolname as name, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as "tooMuch"
       from pg_roles where rolname = any($1)`,
    [[...owners, ...logins]],
  );
  const strong = rows.filter((role) => role.tooMuch).map((role) => role.name);
  if (strong.length > 0) {
    throw new Problem(
      `The database role ${strong.join(' and ')} has rights that would let it past row-level security. Drop it, then start again.`,
    );
  }
  const there = new Set(rows.map((role) => role.name));
  // Whoever owns the way into the queue may do there what the worker may, and nothing anywhere else.
  const inherits = (role: string) => (role === 'tp_queue' ? 'inherit' : 'noinherit');
  const make = [...owners, ...logins]
    .filter((role) => !there.has(role))
    .map((role) => `create role ${role} ${inherits(role)}`);
  const admit = logins.map((role) => `alter role ${role} with login password '${scramVerifier(passwordFor(role))}'`);
  await client.query(
    [...make, ...admit, `grant ${owners.join(', ')} to current_user; grant tp_worker to tp_queue`].join(';\n'),
  );
}

function mayNotMakeRoles(error: unknown): unknown {
  if (codeOf(error) !== '42501') return error;
  return new Problem(
    'The database user named in DATABASE_URL may not make or change the roles that Talking Piece uses. Give it CREATEROLE, and let it make the roles itself.',
  );
}

/** Shuts a database to everybody but the logins. A clone does not inherit this: PostgreSQL copies no rights of the database itself. */
export async function sealDatabase(client: pg.Client, database: string): Promise<void> {
  const name = pg.escapeIdentifier(database);
  await client.query(`
    revoke all on database ${name} from public;
    grant connect on database ${name} to ${logins.join(', ')};
    grant create on database ${name} to tp_owner`);
}

/** What PostgreSQL keeps of a password. Sent instead of the password, so that no server log can hold it. */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  const rounds = 4096;
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256');
  const stored = createHash('sha256').update(createHmac('sha256', salted).update('Client Key').digest()).digest();
  const server = createHmac('sha256', salted).update('Server Key').digest();
  const texts = [salt, stored, server].map((part) => part.toString('base64'));
  return `SCRAM-SHA-256$${rounds}:${texts[0]}$${texts[1]}:${texts[2]}`;
}
