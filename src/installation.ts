import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DatabaseServer } from '#platform/database-logins.ts';
import { startEmbedded } from '#platform/embedded-postgres.ts';
import { keyFor } from '#platform/fingerprint.ts';
import { identityKey } from '#platform/identity.ts';
import { migrate } from '#platform/migrate.ts';
import { outsidePostgres } from '#platform/outside-postgres.ts';
import { Problem } from '#platform/problem.ts';
import { sealerOf, type TextSealer } from '#platform/sealed-text.ts';
import { secretsIn } from '#platform/secrets.ts';
import type { Config } from './config.ts';

export const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/** A database that is up to date, ours or somebody else's, and the key that signs who is asking. */
export interface Installation {
  readonly server: DatabaseServer;
  readonly identityKey: Buffer;
  /** Seals the trails; in the data folder and never in the database. */
  readonly trailKey: Buffer;
  readonly sealer: TextSealer;
  readonly assetsFolder: string;
}

/**
 * Opens the database that the settings name and brings it up to date, unless it is only looked at. Close it with
 * `server.stop`.
 */
export async function openInstallation(
  config: Config,
  ways: {
    readonly join?: boolean;
    /** Changes nothing in the database, and makes no key for the trails. */
    readonly onlyLooks?: boolean;
    readonly onLost?: (problem: Problem) => void;
    readonly say: (sentence: string) => void;
  },
): Promise<Installation> {
  const secrets = secretsIn(config.dataDir);
  if (ways.onlyLooks && !secrets.has('trails')) {
    throw new Problem(
      `The secret that seals the trails is not in ${config.dataDir}. Run this where the worker runs, or put back the copy from your last backup.`,
    );
  }
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
    if (!ways.onlyLooks) await migrate({ server, folder: migrationsFolder, identityKey: key });
  } catch (error) {
    await server.stop();
    throw error;
  }
  const trailKey = keyFor(secrets.secret('trails'), 'seal');
  const sealer = sealerOf(secrets.secret('sealing'));
  return { server, identityKey: key, trailKey, sealer, assetsFolder: join(config.dataDir, 'assets') };
}
