import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { buildAssets } from '#platform/assets.ts';
import { erasePerson } from '#casefile/erasing/actions.ts';
import { explain } from '#casefile/erasing/rules.ts';
import { readAsOwner, writeAsOwner } from '#platform/database-owner.ts';
import { rotateKeys } from '#platform/key-rotation.ts';
import { keyFile } from '#platform/keyring.ts';
import { openLog, whereItBroke } from '#platform/log.ts';
import { clamdAt } from '#platform/virus-scan.ts';
import type { Provider } from '#platform/openid.ts';
import { readAloud } from '#platform/plain-markup.ts';
import { codeOf, Problem } from '#platform/problem.ts';
import { readingAge } from '#platform/reading-age.ts';
import { findHomeService } from '#service/sign-in/store.ts';
import { readWebsite } from '#service/website/facts.ts';
import { isSound, tell, verifyTrails } from '#service/trails/verifying-actions.ts';
import { appoint, begin } from './begin.ts';
import { settingsTable, type Config } from './config.ts';
import { fillDemonstration, mayBeFilled } from './demonstration/fill.ts';
import { mailOf, openInstallation, refuseUnsafe, type Installation, textsOf } from './installation.ts';
import type { Log } from './doors/ports.ts';
import type { Worker } from './doors/worker/worker.ts';
import { readListsApart } from './doors/worker/reading-lists.ts';
import { openCore, openDoors, type WholePorts } from './wiring.ts';
import { openWorker, type HeadsOutside } from './wiring/worker.ts';

interface Command {
  readonly about: string;
  run(config: Config, options: readonly string[]): Promise<void>;
}

/** What an operator may run, each by its name. */
export const commands: Readonly<Record<string, Command>> = {
  serve: {
    about:
      'Serves the pages. --with-worker also does what falls due; --demo-when-empty fills an empty database with a demonstration.',
    run: serve,
  },
  begin: {
    about: 'Begins a real service: --name, --area, --coordinator, --email of its first coordinator.',
    run: beginService,
  },
  'make-administrator': {
    about: 'Makes somebody who works here (--email) the first administrator of a service that has none.',
    run: makeAdministrator,
  },
  demo: {
    about: 'Fills an empty database with the demonstration and ends.',
    run: fillOnly,
  },
  verify: {
    about:
      'Recomputes the seals of the trails, compares them with the heads kept outside the database, and names every row that was removed, altered, moved or cut off. Ends with 1 when there is one.',
    run: verify,
  },
  pages: {
    about: 'Reads the public pages, names what is wrong in them, and says how old a reader of each must be.',
    run: tellPages,
  },
  settings: { about: 'Lists the settings.', run: async () => printSettings() },
  'rotate-keys': {
    about:
      'Makes a new key for what is sealed and wraps every data key with it, while the service runs. Cut off, it goes on when started again.',
    run: rotate,
  },
  'erase-person': {
    about:
      'Erases one person for good, once their cases are closed: --reference of a case, --name (their full name there), --because. Nobody can bring it back.',
    run: eraseOnePerson,
  },
  migrate: {
    about: 'Brings the database up to date and ends.',
    run: async (config) => {
      const { server } = await openInstallation(config, { join: true, say: console.log });
      await server.stop();
      console.log('The database is up to date.');
    },
  },
};

async function fillOnly(config: Config): Promise<void> {
  const installation = await openInstallation(config, { join: true, say: console.log });
  const { server, identityKey, keyring, files } = installation;
  try {
    const { database } = openCore({ optionsFor: server.optionsFor, identityKey, keyring }, () => new Date());
    try {
      if (await mayBeFilled(database)) installation.markAsDemonstration();
      await fillDemonstration({ database, clock: () => new Date(), baseUrl: config.baseUrl, files });
    } finally {
      await database.close();
    }
    console.log('The demonstration is there.');
  } finally {
    await server.stop();
  }
}

async function beginService(config: Config, options: readonly string[]): Promise<void> {
  const installation = await openInstallation(config, { join: true, say: console.log });
  try {
    refuseUnsafe(config, installation);
    const { link } = await begin(installation, options);
    console.log(
      `The service is there. Its first coordinator comes in by this link, which works once and for seven days: ${config.baseUrl}/join/${link}`,
    );
  } finally {
    await installation.server.stop();
  }
}

async function makeAdministrator(config: Config, options: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...options], options: { email: { type: 'string', default: '' } } });
  const installation = await openInstallation(config, { join: true, say: console.log });
  try {
    const name = await appoint(installation, values.email);
    console.log(`${name} keeps the staff register now, and can make others administrators too.`);
  } finally {
    await installation.server.stop();
  }
}

async function rotate(config: Config): Promise<void> {
  const { server, keyring } = await openInstallation(config, { join: true, say: console.log });
  try {
    const { number, wrapped } = await rotateKeys({ server, keyring });
    console.log(
      `${wrapped} data keys are wrapped with the new key, ${keyFile(number)}. Copy it to where you keep ${keyFile(number - 1)}.`,
    );
    console.log(
      `This database no longer needs ${keyFile(number - 1)} and those before it. Copies made until now do: remove a key when the last copy from its time is gone.`,
    );
  } finally {
    await server.stop();
  }
}

async function eraseOnePerson(config: Config, options: readonly string[]): Promise<void> {
  const text = { type: 'string', default: '' } as const;
  const { values } = parseArgs({ args: [...options], options: { reference: text, name: text, because: text } });
  const { server } = await openInstallation(config, { join: true, say: console.log });
  try {
    const decision = await writeAsOwner(server, (db) => erasePerson(db, values));
    if (!decision.ok) throw new Problem(decision.because.map(explain).join('\n'));
    const { dataKeys, lines } = decision.value;
    console.log(
      `They are erased: ${dataKeys} data keys are destroyed, and ${lines} lines of the change trail lost their values. No process can use those keys any more.`,
    );
    console.log('Copies of the database from before still hold them. Remove those when their time is over.');
  } finally {
    await server.stop();
  }
}

async function tellPages(config: Config): Promise<void> {
  const { pages } = await readWebsite(config.pagesDir);
  for (const { path, file, blocks } of pages) {
    const age = readingAge(readAloud(blocks, { service: 'A service', area: 'Northamptonshire' }));
    console.log(`${path} can be read from the age of ${Math.ceil(age)} (${file})`);
  }
}

function printSettings(): void {
  console.log(settingsTable());
}

/** The list of commands, a line each. */
export function helpText(): string {
  const lines = Object.entries(commands).map(([name, { about }]) => `  ${name.padEnd(12)} ${about}`);
  return [
    'talking-piece COMMAND',
    '',
    ...lines,
    '',
    'Settings are read from the environment: docs/guides/settings.md',
  ].join('\n');
}

async function serve(config: Config, options: readonly string[]): Promise<void> {
  const log = openLog(config.logLevel);
  // Before anything is started: a page that is wrong is told at once.
  const website = await readWebsite(config.pagesDir);
  const stopping = stopSignal();
  const lost = Promise.withResolvers<never>();
  // Somebody waits for it below; until then it must not count as unhandled.
  lost.promise.catch(() => undefined);
  const installation = await openInstallation(config, { say: console.log, onLost: lost.reject });
  try {
    const assets = await buildAssets({ intoFolder: installation.assetsFolder });
    const database = {
      optionsFor: installation.server.optionsFor,
      identityKey: installation.identityKey,
      keyring: installation.keyring,
      onBroken: (login: string, error: Error) => log.error({ login, code: codeOf(error) }, 'connection lost'),
    };
    const { server, ports } = await openDoors({
      database,
      assets,
      baseUrl: config.baseUrl,
      clock: () => new Date(),
      log,
      sealer: installation.sealer,
      files: installation.files,
      lookForViruses: config.clamdUrl === '' ? undefined : clamdAt(config.clamdUrl),
      provider: await providerOf(config, log),
      proxies: config.proxies,
      securityContact: config.securityContact,
      website,
      sendsTexts: config.notify !== undefined,
    });
    let worker: Worker | undefined;
    try {
      if (options.includes('--demo-when-empty') && (await fillWhenEmpty(ports, installation, stopping)) === 'stopped')
        return;
      const service = await findHomeService({ ask: (query) => ports.database.ask('tp_doorkeeper', query) });
      if (service?.isDemonstration === false) refuseUnsafe(config, installation);
      worker = options.includes('--with-worker')
        ? await openWorker(ports, mailOf(config, service, log), {
            heads: headsOf(config, installation),
            texts: textsOf(config, service, log),
            readList: readListsApart({
              connection: installation.server.optionsFor('tp_hand'),
              identityKey: installation.identityKey,
              ...{ dataDir: config.dataDir, filesFolder: installation.filesFolder, caFile: config.caFile },
            }),
          })
        : undefined;
      await listen(server, config);
      console.log(`Talking Piece is ready at ${config.baseUrl}`);
      if (service?.isDemonstration === true)
        console.log(`Everybody in it is made up. Choose who to be at ${config.baseUrl}/demonstration`);
      await Promise.race([stopping, lost.promise]);
    } finally {
      await Promise.race([server.close(), pause(5000)]);
      await worker?.stop();
      await ports.database.close();
    }
  } finally {
    await installation.server.stop();
  }
}

/** Fills an empty database with the demonstration. Whoever presses Ctrl-C meanwhile need not wait: the next start goes on with it. */
async function fillWhenEmpty(
  { database, clock, baseUrl, files }: WholePorts,
  installation: Installation,
  stopping: Promise<void>,
): Promise<'there' | 'stopped'> {
  if (!(await mayBeFilled(database))) return 'there';
  console.log('Filling the demonstration service. This is done once, and takes about half a minute.');
  installation.markAsDemonstration();
  const stop = new AbortController();
  void stopping.then(() => stop.abort());
  const filled = await fillDemonstration({ database, clock, baseUrl, files, signal: stop.signal });
  return filled === 'stopped' ? filled : 'there';
}

/** The provider of the settings with its secret; without one, nobody signs in elsewhere. */
async function providerOf({ provider }: Config, log: Log): Promise<Provider | undefined> {
  if (!provider) return undefined;
  const { clientSecretFile, ...named } = provider;
  const clientSecret = secretIn(clientSecretFile);
  // Read in only where there is a provider.
  const { openProvider } = await import('#platform/openid.ts');
  return openProvider(
    { ...named, clientSecret },
    () => new Date(),
    (error) => log.error(whereItBroke(error), 'the provider cannot be asked'),
  );
}

function secretIn(file: string): string {
  try {
    const secret = readFileSync(file, 'utf8').trim();
    if (secret !== '') return secret;
  } catch (error) {
    if (!['ENOENT', 'EACCES', 'EISDIR'].includes(codeOf(error))) throw error;
  }
  throw new Problem(
    `OIDC_ISSUER is set, and the secret of the provider cannot be read from ${file}. Put there what the provider gave, or set OIDC_CLIENT_SECRET_FILE to where it is.`,
  );
}

function headsOf({ trailHeadsFile, trailHeadsUrl }: Config, { trailKey }: Installation): HeadsOutside {
  return { key: trailKey, file: trailHeadsFile, address: trailHeadsUrl };
}

async function verify(config: Config): Promise<void> {
  const { server, trailKey } = await openInstallation(config, { join: true, onlyLooks: true, say: console.log });
  try {
    const verified = await readAsOwner(server, (db) =>
      verifyTrails({ db, key: trailKey, headsFile: config.trailHeadsFile, now: new Date() }),
    );
    for (const line of tell(verified)) console.log(line);
    if (!isSound(verified)) process.exitCode = 1;
  } finally {
    await server.stop();
  }
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

async function listen(server: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE')
      throw new Problem(`Port ${port} is taken by another program. Stop it, or set PORT to another number.`);
    if (codeOf(error) === 'EACCES')
      throw new Problem(`Port ${port} needs more rights than this user has. Set PORT to a number above 1023.`);
    if (codeOf(error) === 'ENOTFOUND' || codeOf(error) === 'EADDRNOTAVAIL')
      throw new Problem(`HOST is ${host}, which is not an address of this machine.`);
    throw error;
  }
}
