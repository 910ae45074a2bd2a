import { toEach, type NamesKnown, type OnTheirWay } from '#casefile/protection/facts.ts';
import { namesTold } from '#journey/release/facts.ts';
import { sql, type Db } from '#platform/sql.ts';
import { placeOf } from '#service/venues/facts.ts';
import { sidesAt, type Conference } from '#vocabulary/conference.ts';
import type { CaseId, ParticipantId } from '#vocabulary/ids.ts';
type Ways = Promise<readonly OnTheirWay[]>;
/** What everybody who is asked reads from then on: how the others are told of, where it is, and by which rules. (PRO-6) */
export async function wordsOfAsking(db: Db, caseId: CaseId, conference: Conference): Ways {
  const known = await namesTold(db, caseId);
  const place = conference.venueId === null ? undefined : await placeOf(db, conference.venueId);
  const words = place ? [place.name, place.address, place.access].join('\n') : '';
  const [going, sides] = [{ way: 'conference', aboutId: conference.id } as const, sidesAt(conference)];
  const others = conference.attendees.flatMap(({ participantId: authorId, shownAs }) =>
    toEach(sides, { ...going, words: shownAs }, known)
      .filter(({ readerId }) => readerId !== authorId)
      .map((way) => ({ ...way, authorId, namedAsAgreedBy: authorId })),
  );
  return [
    ...others,
    ...toEach(sides, { ...going, isOfAPlace: true, words }, known),
    ...toEach(sides, { ...going, words: conference.groundRules }, known),
  ];
}

/** The same while it is ahead; nothing once everybody was asked. */
export async function wordsToAsk(db: Db, caseId: CaseId, conference: Conference | undefined): Ways {
  return conference?.attendees.some((each) => each.shownSince === null) ? wordsOfAsking(db, caseId, conference) : [];
}

/** Whose first names each reader knows: they were told them, or sat in one room. */
export async function namesKnown(db: Db, caseId: CaseId): Promise<NamesKnown> {
  const told = await namesTold(db, caseId);
  const met = await db.rows(sql<{ readerId: ParticipantId; otherId: ParticipantId }>`
    select a.participant_id as "readerId", o.participant_id as "otherId" from app.conference_attendees a
      join app.conference_attendees o on o.service_id = a.service_id and o.case_id = a.case_id
       and o.conference_id = a.conference_id and o.participant_id <> a.participant_id and o.came and o.companion_id is null
     where a.case_id = ${caseId} and a.came and a.companion_id is null limit 1000`);
  const metBy = (id: ParticipantId) => met.filter(({ readerId }) => readerId === id).map(({ otherId }) => otherId);
  return (readerId) => [...told(readerId), ...metBy(readerId)];
}
