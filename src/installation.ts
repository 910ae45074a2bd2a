import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DatabaseServer } from '#platform/database-logins.ts';
import { startEmbedded } from '#platform/embedded-postgres.ts';
import { isThisMachine, plainOnlyAt } from '#platform/encrypted-way.ts';
import { filesIn, type FileStore } from '#platform/file-store.ts';
import { keyFor } from '#platform/fingerprint.ts';
import { identityKey } from '#platform/identity.ts';
import { openMail, type Mail } from '#platform/mail.ts';
import { keyFile, keyringIn, type Keyring } from '#platform/keyring.ts';
import { checkKeys } from '#platform/key-rotation.ts';
import { migrate } from '#platform/migrate.ts';
import { outsidePostgres } from '#platform/outside-postgres.ts';
import { Problem } from '#platform/problem.ts';
import { sealerOf, type TextSealer } from '#platform/sealed-text.ts';
import { sealOldRows } from '#platform/sealing-old-rows.ts';
import { secretsIn } from '#platform/secrets.ts';
import { openTexts, type Texts } from '#platform/texts.ts';
import type { Config } from './config.ts';
import { sealedColumns } from './sealed-columns.ts';

export const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/** A database that is up to date, ours or somebody else's, and the key that signs who is asking. */
export interface Installation {
  readonly server: DatabaseServer;
  readonly identityKey: Buffer;
  /** Seals the trails; in the data folder and never in the database. */
  readonly trailKey: Buffer;
  readonly sealer: TextSealer;
  readonly keyring: Keyring;
  readonly assetsFolder: string;
  /** The contents of documents, sealed, in the data folder. */
  readonly filesFolder: string;
  readonly files: FileStore;
  /** Whether the secrets were used for a demonstration: many have seen them, so nothing real is kept under them. */
  readonly isOfDemonstration: () => boolean;
  readonly markAsDemonstration: () => void;
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
  if (ways.onlyLooks && secrets.find('trails') === undefined) {
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
      : outsidePostgres(config.databaseUrl, secrets, plainOnlyAt(config.hostsWithoutTls));
  const keyring = keyringIn(secrets);
  try {
    if (!ways.onlyLooks && (await checkKeys({ server, keyring })) === 'made-the-first')
      ways.say(aboutTheKey(config.dataDir));
    const key = identityKey(secrets.secret('identity'));
    if (!ways.onlyLooks) {
      await migrate({ server, folder: migrationsFolder, identityKey: key });
      const { rows, lines } = await sealOldRows({ server, keyring }, sealedColumns);
      if (rows > 0) ways.say(aboutOldRows(rows, lines));
    }
    const trailKey = keyFor(secrets.secret('trails'), 'seal');
    const sealer = sealerOf(secrets.secret('sealing'));
    const filesFolder = join(config.dataDir, 'files');
    return {
      ...{ server, identityKey: key, trailKey, sealer, keyring },
      assetsFolder: join(config.dataDir, 'assets'),
      ...{ filesFolder, files: filesIn(filesFolder) },
      isOfDemonstration: () => secrets.find('demonstration') !== undefined,
      markAsDemonstration: () => void secrets.secret('demonstration'),
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function aboutOldRows(rows: number, lines: number): string {
  return `What was written in clear before is sealed now: ${rows} rows. The change trail held it in clear too: ${lines} of its lines lost their values, and the security trail says so.`;
}

/** Said once, when the key is made: what it is, and what is lost with it. */
function aboutTheKey(dataDir: string): string {
  const folder = join(dataDir, 'secrets');
  return [
    `What people write is sealed with a key that was made now: ${join(folder, keyFile(1))}.`,
    'Whoever has a copy of the database and not this file can read none of it. Nor can you, if you lose it: nobody can bring it back.',
    `Keep a copy of the folder ${folder}, and keep it apart from the copies of the database. docs/guides/keys.md says how.`,
  ].join('\n');
}

/**
 * Refuses to open a real service with secrets that were a demonstration's, or at an address where anybody on the way can read what is
 * sent. This machine itself may be reached without TLS, so that a proxy or a first try can.
 */
export function refuseUnsafe({ dataDir, baseUrl }: Config, installation: Installation): void {
  if (installation.isOfDemonstration())
    throw new Problem(
      `The secrets in ${join(dataDir, 'secrets')} were made for a demonstration, and a real service must not use them. Begin it with an empty data folder: set DATA_DIR to another one.`,
    );
  const { protocol, hostname } = new URL(baseUrl);
  if (protocol === 'http:' && !isThisMachine(hostname))
    throw new Problem(
      `A real service is reached by https, and BASE_URL is ${baseUrl}: what people write could be read on the way. Put a proxy with a certificate before it and set BASE_URL to its address; docs/guides/running.md says how.`,
    );
}

/**
 * The mail server of the settings; without one, messages wait on the outbox page. A demonstration has one only on this machine or at
 * a host in HOSTS_WITHOUT_TLS, to look at what would leave: whoever comes there may be anybody, and could have us write what they
 * like to any address.
 */
export function mailOf(
  { smtpUrl, mailFrom, hostsWithoutTls }: Pick<Config, 'smtpUrl' | 'mailFrom' | 'hostsWithoutTls'>,
  service: { readonly isDemonstration: boolean } | undefined,
  log: { error(about: object, words: string): void },
): Mail | undefined {
  if (smtpUrl === '') return undefined;
  const isNear = plainOnlyAt(hostsWithoutTls);
  if (service?.isDemonstration === true && !isNear(new URL(smtpUrl).hostname)) return undefined;
  return openMail({
    url: smtpUrl,
    from: mailFrom,
    mayBePlain: isNear,
    onTrouble: (code) => log.error({ code }, 'the mail server did not take a message'),
  });
}

/**
 * What carries text messages by the settings; without it, they wait on the outbox page. A demonstration has one only on this machine or
 * at a host in HOSTS_WITHOUT_TLS, as with mail.
 */
export function textsOf(
  { notify, hostsWithoutTls }: Pick<Config, 'notify' | 'hostsWithoutTls'>,
  service: { readonly isDemonstration: boolean } | undefined,
  log: { error(about: object, words: string): void },
): Texts | undefined {
  if (!notify) return undefined;
  const mayBePlain = plainOnlyAt(hostsWithoutTls);
  if (service?.isDemonstration === true && !mayBePlain(new URL(notify.url).hostname)) return undefined;
  const onTrouble = (code: string) => log.error({ code }, 'the text service did not take a message');
  return openTexts({ ...notify, mayBePlain, onTrouble });
}
