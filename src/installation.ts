import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DatabaseServer } from '#platform/database-logins.ts';
import { startEmbedded } from '#platform/embedded-postgres.ts';
import { identityKey } from '#platform/identity.ts';
import { migrate } from '#platform/migrate.ts';
import { outsidePostgres } from '#platform/outside-postgres.ts';
import type { Problem } from '#platform/problem.ts';
import { secretsIn } from '#platform/secrets.ts';
import type { Config } from './config.ts';

export const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/** A database that is up to date, ours or somebody else's, and the key that signs who is asking. */
export interface Installation {
  readonly server: DatabaseServer;
  readonly identityKey: Buffer;
  readonly assetsFolder: string;
}

/** Opens the database that the settings name and brings it up to date. Close it with `server.stop`. */
export async function openInstallation(
  config: Config,
  ways: {
    readonly join?: boolean;
    readonly onLost?: (problem: Problem) => void;
    readonly say: (sentence: string) => void;
  },
): Promise<Installation> {
  const secrets = secretsIn(config.dataDir);
  const server =
    config.databaseUrl === ''
      ? await startEmbedded({
          dataFolder: config.dataDir,
          durable: true,
          log: ways.say,
          join: ways.join,
          onLost: ways.onLost,
        })
      : outsidePostgres(config.databaseUrl, secrets);
  const key = identityKey(secrets.secret('identity'));
  try {
    await migrate({ server, folder: migrationsFolder, identityKey: key });
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { server, identityKey: key, assetsFolder: join(config.dataDir, 'assets') };
}
