import type { NamesKnown } from '#casefile/protection/facts.ts';
import { timesStandSince } from '#journey/availability/facts.ts';
import { ledgerOf } from '#journey/consent/facts.ts';
import { communicateGate, communicationFacts, type CommunicationFacts } from '#journey/preparation/facts.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, ParticipantId, StaffId } from '#vocabulary/ids.ts';
import type { Item, ItemId, ItemKind, Release, ReleaseId, Weighed } from './rules.ts';

export interface ItemOnFile extends Item {
  readonly writtenAt: Date;
}

export interface ReleaseOnFile extends Release {
  readonly releasedBy: StaffId;
  readonly releasedAt: Date;
  readonly consentSeq: number;
}

/** The statements and questions of a case, the newest first; for staff who may open it, or on the hand. */
export async function itemsOf(db: Db, caseId: CaseId): Promise<readonly ItemOnFile[]> {
  return db.rows(sql<ItemOnFile>`
    select id, kind, participant_id as "fromId", to_id as "toId", answers_id as "answersId", words, written_at as "writtenAt",
           passed_on_at as "passedOnAt"
      from app.items where case_id = ${caseId} order by written_at desc, id desc limit 200`);
}

/** Everything that was released in a case, to whom, when, by whom and on which yes; the newest first. */
export async function releasesOf(db: Db, caseId: CaseId): Promise<readonly ReleaseOnFile[]> {
  return db.rows(sql<ReleaseOnFile>`
    select id, kind, item_id as "itemId", from_id as "fromId", participant_id as "toId", words, released_by as "releasedBy",
           released_at as "releasedAt", consent_seq as "consentSeq", revoked_at as "revokedAt", read_at as "readAt"
      from app.item_releases where case_id = ${caseId} order by released_at desc, id desc limit 200`);
}

/** Whose first names a reader was told by a release. */
export async function namesToldTo(db: Db, caseId: CaseId, readerId: ParticipantId): Promise<readonly ParticipantId[]> {
  const rows = await db.rows(sql<{ fromId: ParticipantId }>`
    select from_id as "fromId" from app.item_releases
     where case_id = ${caseId} and participant_id = ${readerId} and kind = 'first-name' and revoked_at is null`);
  return rows.map(({ fromId }) => fromId);
}

/** Whose first names each reader of a case was told by a release. */
export async function namesTold(db: Db, caseId: CaseId): Promise<NamesKnown> {
  const rows = await db.rows(sql<{ readerId: ParticipantId; fromId: ParticipantId }>`
    select participant_id as "readerId", from_id as "fromId" from app.item_releases
     where case_id = ${caseId} and kind = 'first-name' and revoked_at is null limit 1000`);
  return (readerId) => rows.filter((row) => row.readerId === readerId).map(({ fromId }) => fromId);
}

/** What the release of one item weighs on a day. */
export async function weigh(db: Db, caseId: CaseId, item: ItemOnFile, today: PlainDate): Promise<Weighed> {
  const weighed = weighedWith(item, await communicationFacts(db, caseId, today));
  if (item.kind !== 'availability') return weighed;
  const since = (await timesStandSince(db, caseId)).get(item.fromId);
  return { ...weighed, isOutOfDate: since === undefined || since > item.writtenAt };
}

/** The same, from what the gates of communication weigh. */
function weighedWith(item: Item, facts: CommunicationFacts): Weighed {
  const called = (id: ParticipantId) => facts.participants.find((each) => each.id === id)?.called ?? 'Somebody';
  return {
    item,
    fromCalled: called(item.fromId),
    toCalled: called(item.toId),
    standing: facts.standing,
    communicate: communicateGate(facts, 'shuttle', [item.fromId, item.toId]),
    isOutOfDate: false,
  };
}

/** The line of the ledger in which somebody said yes last to passing this on. (REL-2) */
export async function yesTo(
  db: Db,
  caseId: CaseId,
  { kind, itemId, fromId }: Pick<Release, 'kind' | 'itemId' | 'fromId'>,
): Promise<number | undefined> {
  const ledger = await ledgerOf(db, caseId);
  const isName = kind === 'first-name';
  return ledger.findLast(
    (line) =>
      line.participantId === fromId &&
      line.answer === 'given' &&
      line.purpose === (isName ? 'share-name' : 'share-item') &&
      line.itemId === (isName ? null : itemId),
  )?.seq;
}

/** A message of somebody's own. */
export interface OwnItem {
  readonly id: ItemId;
  readonly kind: ItemKind;
  readonly answersId: ItemId | null;
  readonly words: string;
  readonly writtenAt: Date;
  readonly passedOnAt: Date | null;
}

/** What somebody wrote for the other side, read as that person. */
export async function ownItemsOf(db: Db): Promise<readonly OwnItem[]> {
  return db.rows(sql<OwnItem>`
    select id, kind, answers_id as "answersId", words, written_at as "writtenAt", passed_on_at as "passedOnAt"
      from app.items order by written_at desc, id desc limit 200`);
}

/** What was passed on to somebody. */
export interface PassedOn {
  readonly id: ReleaseId;
  readonly kind: Release['kind'];
  readonly itemId: string;
  readonly words: string;
  readonly releasedAt: Date;
  readonly readAt: Date | null;
}

/** What was passed on to somebody, read as that person from what was released to them, and from nothing else. */
export async function passedOnToMe(db: Db): Promise<readonly PassedOn[]> {
  return db.rows(sql<PassedOn>`
    select id, kind, item_id as "itemId", words, released_at as "releasedAt", read_at as "readAt"
      from app.item_releases order by released_at desc, id desc limit 200`);
}
