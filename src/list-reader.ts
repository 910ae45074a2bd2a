// Run as a program by doors/worker/reading-lists.ts: reads one list, and ends. It loads what reading and sealing need and nothing of any page.
import { announceReading } from '#journey/list-reactions.ts';
import { takePeopleIn } from '#journey/listed/actions.ts';
import { readList } from '#journey/offer-list/actions.ts';
import { walls } from '#journey/walls.ts';
import { workApart } from '#platform/apart.ts';
import { openDatabase } from '#platform/database.ts';
import { trustIssuersIn } from '#platform/encrypted-way.ts';
import { filesIn } from '#platform/file-store.ts';
import { acting } from '#platform/hand.ts';
import { keyringIn } from '#platform/keyring.ts';
import { secretsIn } from '#platform/secrets.ts';
import type { Announcement } from '#vocabulary/announcements.ts';
import type { ReaderOrders } from './doors/worker/reading-lists.ts';

await workApart(async (orders) => {
  const { connection, identityKey, dataDir, filesFolder, caFile, job } = orders as ReaderOrders;
  if (caFile !== '') trustIssuersIn(caFile);
  const database = openDatabase({
    optionsFor: () => connection,
    identityKey: Buffer.from(identityKey),
    keyring: keyringIn(secretsIn(dataDir)),
    poolSize: { tp_hand: 1 },
  });
  const act = acting<Announcement>({
    database,
    clock: () => new Date(),
    walls,
    announce: announceReading,
  });
  try {
    await readList({ act, files: filesIn(filesFolder), takePeopleIn }, job);
  } finally {
    await database.close();
  }
});
