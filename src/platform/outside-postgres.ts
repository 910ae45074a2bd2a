import type pg from 'pg';
import { databasePassword, type DatabaseServer } from './database-logins.ts';
import type { Secrets } from './secrets.ts';

/** A PostgreSQL that somebody else runs: its address names the migrator, and the logins are derived from it. */
export function outsidePostgres(databaseUrl: string, secrets: Secrets): DatabaseServer {
  return {
    optionsFor: (login): pg.ClientConfig => {
      const address = new URL(databaseUrl);
      if (login !== 'tp_migrator') {
        // As parameters these win over the address's own, also where the address names no host but a socket.
        address.searchParams.set('user', login);
        address.searchParams.set('password', databasePassword(secrets, login));
      }
      return { connectionString: address.href };
    },
    passwordFor: (login) => databasePassword(secrets, login),
    stop: async () => undefined,
  };
}
