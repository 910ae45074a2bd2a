import { fileURLToPath } from 'node:url';
import { doApart } from '#platform/apart.ts';
import type { DatabaseServer } from '#platform/database-logins.ts';
import type { ServiceId } from '#vocabulary/ids.ts';
import type { ListId } from '#vocabulary/offers.ts';

/** What a process that reads a list is handed, and nothing else: of the logins that of the hand alone. */
export interface ReaderOrders {
  readonly connection: ReturnType<DatabaseServer['optionsFor']>;
  readonly identityKey: Uint8Array;
  /** Where the keys are that texts are sealed with. */
  readonly dataDir: string;
  readonly filesFolder: string;
  readonly caFile: string;
  readonly job: ListJob;
}

interface ListJob {
  readonly serviceId: ServiceId;
  readonly listId: ListId;
}

const program = fileURLToPath(new URL('../../list-reader.ts', import.meta.url));

/** What the words of the longest list may come to on the way; beside it stand the texts of a workbook, 64 MB at most. */
const mostMegabytes = 160;

/**
 * Reads lists, each in a process of its own: a server that runs for weeks does not keep what a long list took, and a file that
 * takes more than there is ends that process alone, which counts as a reading that broke off. (LST-6)
 */
export function readListsApart(orders: Omit<ReaderOrders, 'job'>): (job: ListJob) => Promise<void> {
  return async (job) => {
    await doApart(program, { ...orders, job }, { mostMegabytes });
  };
}
