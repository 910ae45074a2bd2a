import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { after } from 'node:test';
import pg from 'pg';
import { binariesIn, bundledBinaries } from '#platform/postgres-binaries.ts';
import { accountFor, ensureCluster, superuser } from '#platform/postgres-cluster.ts';
import type { Certificate } from './certificates.ts';

/** A real PostgreSQL on a port, as one on another machine is reached: by TLS, until that is switched off. */
export interface PostgresByTls {
  /** Without anything said of TLS. */
  address(host: string): string;
  /** Shows another certificate from now on, or speaks no TLS any more; resolves when a connection has met the change. */
  change(to: Certificate | 'no-tls', isMet: () => Promise<boolean>): Promise<void>;
}

/** Starts one, which ends with the test file. */
export async function aPostgresByTls(certificate: Certificate): Promise<PostgresByTls> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tp-tls-'));
  // The server may run under another account, which must get as far as its own folder.
  chmodSync(dataFolder, 0o755);
  const folder = join(dataFolder, 'postgres');
  const account = accountFor(folder);
  const named = process.env['TP_TEST_POSTGRES'];
  const binaries = named
    ? await binariesIn(named)
    : await bundledBinaries(join(dataFolder, 'p'), account !== undefined);
  const logFile = join(dataFolder, 'log');
  const password = 'only-for-this-test';
  await ensureCluster({ dataFolder, folder, binaries, account, logFile, durable: false }, dataFolder, password);
  const [cert, key] = [join(folder, 'server.crt'), join(folder, 'server.key')];
  const show = (shown: Certificate) => {
    for (const [file, text] of [
      [cert, shown.cert],
      [key, shown.key],
    ] as const) {
      writeFileSync(file, text, { mode: 0o600 });
      if (account) chownSync(file, account.uid, account.gid);
    }
  };
  show(certificate);
  const port = await aFreePort();
  const settings = [`port=${port}`, 'listen_addresses=localhost', 'unix_socket_directories=', 'fsync=off'];
  const server = spawn(join(binaries.folder, 'postgres'), ['-D', folder, ...settings.flatMap((each) => ['-c', each])], {
    ...account,
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    stdio: 'ignore',
  });
  const ended = once(server, 'exit');
  process.once('exit', () => server.kill('SIGKILL'));
  after(async () => {
    server.kill('SIGINT');
    await ended;
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  });
  const plainly = { host: 'localhost', port, user: superuser, password, database: 'postgres' };
  const client = await connected(plainly);
  after(() => client.end());
  const use = async (isOn: boolean) => {
    await client.query(`alter system set ssl = ${isOn ? 'on' : 'off'}`);
    await client.query('select pg_reload_conf()');
  };
  const until = async (isMet: () => Promise<boolean>) => {
    for (let tries = 0; !(await isMet()); tries += 1) {
      if (tries === 100) throw new Error('The server did not read its settings again');
      await pause(50);
    }
  };
  const change: PostgresByTls['change'] = async (to, isMet) => {
    if (to !== 'no-tls') show(to);
    await use(to !== 'no-tls');
    await until(isMet);
  };
  await change(certificate, () => speaksTls(plainly));
  return { address: (host) => `postgres://${superuser}:${password}@${host}:${port}/postgres`, change };
}

async function connected(options: pg.ClientConfig): Promise<pg.Client> {
  for (let tries = 0; ; tries += 1) {
    const client = new pg.Client(options);
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (tries === 200) throw error;
      await pause(50);
    }
  }
}

async function speaksTls(options: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client({ ...options, ssl: { rejectUnauthorized: false } });
  return client.connect().then(
    async () => client.end().then(() => true),
    () => false,
  );
}

async function aFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
