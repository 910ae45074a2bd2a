import type { Database } from '#platform/database.ts';
import type { Identity } from '#platform/identity.ts';
import type { Read } from '#vocabulary/trails.ts';
import { wordsOf } from './rules.ts';
import { addReads, type LookedAt } from './store.ts';

/** Writes down what somebody looked at, before they see it. Words of a search are hidden before they are kept. (TRL-6) */
export async function noteRead(
  database: Pick<Database, 'ask' | 'sign'>,
  hide: (word: string) => string,
  reader: Identity,
  ...reads: readonly (Read & { readonly place: string })[]
): Promise<void> {
  await addReads(
    { ask: (query) => database.ask(reader.login, query) },
    database.sign(reader),
    reads.map((read) => lookedAt(hide, read)),
  );
}

function lookedAt(hide: (word: string) => string, read: Read & { readonly place: string }): LookedAt {
  const {
    what,
    place,
    caseId = null,
    participantId = null,
    referralId = null,
    itemId = null,
    words,
    found,
    wanted,
  } = read;
  const detail = {
    ...(words === undefined ? {} : { words: wordsOf(words).map(hide) }),
    ...(found === undefined ? {} : { found }),
    ...(wanted === undefined ? {} : { wanted }),
  };
  return {
    ...{ what, place, caseId, participantId, referralId, itemId },
    detail: Object.keys(detail).length === 0 ? null : detail,
  };
}
