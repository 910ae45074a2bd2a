import { join } from 'node:path';
import { filesIn } from '#platform/file-store.ts';
import { openMail } from '#platform/mail.ts';
import type { Login } from '#platform/identity.ts';
import { keyringIn } from '#platform/keyring.ts';
import { sealerOf } from '#platform/sealed-text.ts';
import { secretsIn } from '#platform/secrets.ts';
import { openCore } from '../../src/wiring.ts';
import { openWorker } from '../../src/wiring/worker.ts';

/** What a worker in a process of its own needs to know; comes in WORKER as JSON. */
export interface WorkerOrders {
  readonly connections: Readonly<Record<Login, object>>;
  /** In base64. */
  readonly identityKey: string;
  /** Where the keys are that texts are sealed with. */
  readonly dataFolder: string;
  readonly mailServer: string;
}

/*
 * A worker that can be killed without killing the test. It is given a database and a mail server, says "ready", and works
 * until it ends.
 */
const orders = JSON.parse(process.env['WORKER'] ?? '{}') as WorkerOrders;
const { connections, identityKey, dataFolder, mailServer } = orders;
const clock = () => new Date();
const core = openCore(
  {
    optionsFor: (login) => connections[login],
    identityKey: Buffer.from(identityKey, 'base64'),
    keyring: keyringIn(secretsIn(dataFolder)),
  },
  clock,
);
const log = { info: () => undefined, error: (fields: object) => process.stderr.write(`${JSON.stringify(fields)}\n`) };
await openWorker(
  {
    ...core,
    clock,
    log,
    sealer: sealerOf('the secret of a test'),
    baseUrl: 'http://localhost:3000',
    files: filesIn(join(dataFolder, 'files')),
  },
  openMail({ url: mailServer, from: 'hello@rp.example' }),
);
console.log('ready');
