import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import pg from 'pg';
import { databasePassword, type DatabaseServer } from './database-logins.ts';
import type { MayBePlain } from './encrypted-way.ts';
import { codeOf, Problem } from './problem.ts';
import type { Secrets } from './secrets.ts';

/** Files that an address may name for TLS, as every PostgreSQL program understands them. */
const filesForTls = [
  ['sslrootcert', 'ca'],
  ['sslcert', 'cert'],
  ['sslkey', 'key'],
] as const;

/** A PostgreSQL that somebody else runs: its address names the migrator, and the logins are derived from it. */
export function outsidePostgres(databaseUrl: string, secrets: Secrets, mayBePlain: MayBePlain): DatabaseServer {
  const wrong = wrongWay(databaseUrl, mayBePlain);
  if (wrong !== undefined) throw new Problem(wrong);
  const ssl = wayTo(databaseUrl, mayBePlain);
  return {
    optionsFor: (login): pg.ClientConfig => {
      const address = withoutTls(databaseUrl);
      if (login !== 'tp_migrator') {
        // As parameters these win over the address's own, also where the address names no host but a socket.
        address.searchParams.set('user', login);
        address.searchParams.set('password', databasePassword(secrets, login));
      }
      return { connectionString: address.href, ssl };
    },
    passwordFor: (login) => databasePassword(secrets, login),
    stop: async () => undefined,
  };
}

/** What is wrong with the way to a database as its address describes it: in clear where somebody could listen, or half checked. */
export function wrongWay(databaseUrl: string, mayBePlain: MayBePlain): string | undefined {
  const mode = modeOf(databaseUrl);
  const host = hostOf(databaseUrl);
  if (
    mode === 'verify-full' ||
    (mode === '' && !mayBePlain(host)) ||
    (mayBePlain(host) && ['', 'disable'].includes(mode))
  )
    return undefined;
  if (mode === 'disable')
    return `DATABASE_URL reaches ${host} without TLS, and what people write could be read on the way. Take sslmode=disable out of it; or, where nobody can listen between here and there, add ${host} to HOSTS_WITHOUT_TLS.`;
  return 'sslmode in DATABASE_URL must be verify-full, for anything less lets somebody on the way pretend to be the database.';
}

// An address that says nothing of TLS means TLS, but where it may be plain.
function wayTo(databaseUrl: string, mayBePlain: MayBePlain): false | ConnectionOptions {
  const mode = modeOf(databaseUrl);
  const host = hostOf(databaseUrl);
  if (host.startsWith('/') || mode === 'disable' || (mode === '' && mayBePlain(host))) return false;
  const { searchParams } = new URL(databaseUrl);
  const options: ConnectionOptions = { rejectUnauthorized: true, minVersion: 'TLSv1.2' };
  for (const [parameter, part] of filesForTls) {
    const file = searchParams.getAll(parameter).at(-1);
    if (file !== undefined && file !== 'system') options[part] = readIn(parameter, file);
  }
  return options;
}

function readIn(parameter: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === '') throw error;
    throw new Problem(`The file ${file}, which ${parameter} in DATABASE_URL names, cannot be read.`);
  }
}

function modeOf(databaseUrl: string): string {
  const { searchParams } = new URL(databaseUrl);
  // `ssl` and the compatibility switch are another way to ask for less than a whole check.
  if (searchParams.has('ssl') || searchParams.has('uselibpqcompat')) return 'unclear';
  const asked = filesForTls.some(([parameter]) => searchParams.has(parameter)) ? 'verify-full' : '';
  return searchParams.getAll('sslmode').at(-1) ?? asked;
}

function hostOf(databaseUrl: string): string {
  // Asked of whoever will connect: a parameter, the environment or an escaped path may name the host.
  return new pg.Client({ connectionString: withoutTls(databaseUrl).href }).host;
}

function withoutTls(databaseUrl: string): URL {
  const address = new URL(databaseUrl);
  for (const parameter of ['ssl', 'sslmode', 'uselibpqcompat', ...filesForTls.map(([name]) => name)])
    address.searchParams.delete(parameter);
  return address;
}
