import type { Database } from '#platform/database.ts';
import type { Identity } from '#platform/identity.ts';
import type { ClosedDoor } from '#vocabulary/trails.ts';
import { addClosedDoor } from './store.ts';

/**
 * Writes down that a door stayed shut: who asked, as the signed identity says, by which way in, and a mark of what was tried.
 * Without anybody known it was a stranger. (TRL-8)
 */
export async function noteClosedDoor(
  database: Pick<Database, 'ask' | 'sign'>,
  asker: Identity | undefined,
  door: ClosedDoor,
): Promise<void> {
  const login = asker?.login ?? 'tp_doorkeeper';
  await addClosedDoor({ ask: (query) => database.ask(login, query) }, asker ? database.sign(asker) : '', door);
}
