import { toEach, type OnTheirWay } from '#casefile/protection/facts.ts';
import { namesTold } from '#journey/release/facts.ts';
import type { Db } from '#platform/sql.ts';
import type { Conference } from '#vocabulary/conference.ts';
import type { AttendeeId, CaseId } from '#vocabulary/ids.ts';

type Ways = Promise<readonly OnTheirWay[]>;

/** Ground rules on their way to everybody who was asked already; nobody else reads them yet. (PRO-6) */
export async function wordsOfRules(db: Db, caseId: CaseId, { id, invited }: Conference, words: string): Ways {
  return toEach(invited, { way: 'ground-rules', aboutId: id, words }, await namesTold(db, caseId));
}

/** Where each waits, on its way to each. (PRO-6) */
export async function wordsOfArrivals(
  db: Db,
  caseId: CaseId,
  { id, attendees }: Conference,
  arrivals: readonly { readonly attendeeId: AttendeeId; readonly waitsIn: string }[],
): Ways {
  const known = await namesTold(db, caseId);
  return arrivals.flatMap(({ attendeeId, waitsIn }) => {
    const own = attendees.filter((each) => each.id === attendeeId).map(({ participantId }) => participantId);
    return toEach(own, { way: 'arrival', aboutId: id, words: waitsIn }, known);
  });
}
