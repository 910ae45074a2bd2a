import { join } from 'node:path';
import { openDatabase } from '#platform/database.ts';
import { filesIn } from '#platform/file-store.ts';
import type { Login } from '#platform/identity.ts';
import { keyringIn } from '#platform/keyring.ts';
import { secretsIn } from '#platform/secrets.ts';
import { fillDemonstration } from '../../src/demonstration/fill.ts';

/** What a filling in a process of its own needs to know; comes in FILLING as JSON. */
export interface FillingOrders {
  readonly connections: Readonly<Record<Login, object>>;
  /** In base64. */
  readonly identityKey: string;
  /** Where the keys are that texts are sealed with. */
  readonly dataFolder: string;
}

/*
 * Fills a demonstration in a process that can be killed without killing the test.
 */
const { connections, identityKey, dataFolder } = JSON.parse(process.env['FILLING'] ?? '{}') as FillingOrders;
const database = openDatabase({
  optionsFor: (login) => connections[login],
  identityKey: Buffer.from(identityKey, 'base64'),
  keyring: keyringIn(secretsIn(dataFolder)),
});
const files = filesIn(join(dataFolder, 'files'));
await fillDemonstration({ database, clock: () => new Date(), baseUrl: 'http://localhost:3000', files });
await database.close();
