import { kinds, sizeInWords, type DocumentId, type DocumentKind, type Read } from '#casefile/documents/facts.ts';
import { placesForWriter, protectedValuesOf, type Excerpt } from '#casefile/protection/facts.ts';
import { amendmentsOf, fromAgency } from '#journey/agency-referral/facts.ts';
import { type Referral } from '#journey/referral/facts.ts';
import { othersOf } from '#journey/triage/facts.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { ReferralId } from '#vocabulary/ids.ts';

export type { Excerpt };

/** A message about a referral, of the agency or of us. */
export interface Message {
  readonly id: string;
  readonly from: 'agency' | 'us';
  readonly words: string;
  readonly at: Date;
}

/** The messages about a referral, the oldest first; the last hundred of each side. (THR-2) */
export async function threadOf(db: Db, referralId: ReferralId): Promise<readonly Message[]> {
  const theirs = (await amendmentsOf(db, referralId)).filter(({ field }) => field === 'message');
  const ours = await db.rows(sql<Message>`
    select id, 'us' as from, words, written_at as at from app.agency_replies
     where referral_id = ${referralId} order by written_at desc, id limit 100`);
  const all = [
    ...ours,
    ...theirs.map(({ id, words, amendedAt }) => ({ id, from: 'agency' as const, words, at: amendedAt })),
  ];
  return all.toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

/** A file of an agency, as whoever may read the referral sees it. (THR-4) */
export interface AgencyFile {
  readonly id: DocumentId;
  readonly name: string;
  readonly kind: DocumentKind;
  readonly size: number;
  readonly kindInWords: string;
  readonly sizeInWords: string;
  readonly sentAt: Date;
}

type Kept = Omit<AgencyFile, 'kindInWords' | 'sizeInWords'>;

const inWords = <File extends Kept>(each: File) => ({
  ...each,
  kindInWords: kinds[each.kind].words,
  sizeInWords: sizeInWords(each.size),
});

const file = sql`id, name, kind, size, sent_at as "sentAt"`;

/** The files of a referral, the newest first: twenty at most. (THR-3, THR-4) */
export async function filesOf(db: Db, referralId: ReferralId): Promise<readonly AgencyFile[]> {
  const rows = await db.rows(sql<Kept>`
    select ${file} from app.agency_files where referral_id = ${referralId} order by sent_at desc, id limit 20`);
  return rows.map(inWords);
}

/** One file of a referral with the key of its content; undefined where it is another's. (THR-4) */
export async function fileOf(
  db: Db,
  referralId: ReferralId,
  id: string,
): Promise<(AgencyFile & { readonly fileKey: string }) | undefined> {
  const row = await db.row(sql<Kept & { fileKey: string }>`
    select ${file}, file_key as "fileKey" from app.agency_files where referral_id = ${referralId} and id = ${id}`);
  return row && inWords(row);
}

/** Everything of the files of a referral that a document is made of. (THR-4) */
export async function filesForCase(db: Db, referralId: ReferralId) {
  return db.rows(sql<
    { id: DocumentId; name: string; kind: DocumentKind; size: number; fileKey: string } & Required<Read>
  >`
    select id, name, kind, size, file_key as "fileKey", words, are_words_whole as "areWordsWhole", pages, unread_because as "unreadBecause"
      from app.agency_files
     where referral_id = ${referralId} order by sent_at, id`);
}

/**
 * Where words to an agency hold what the record protects: of everybody in the case, or on the referral while there is none.
 * What the agency wrote to us itself is no secret from it. (THR-1)
 */
export async function placesForAgency(db: Db, referral: Referral, words: string): Promise<readonly Excerpt[]> {
  const said = await fromAgency(db, referral.id);
  const others = (await othersOf(db, referral.id)).flatMap(({ fullName, called, phone }) => [
    { kind: 'name', value: fullName } as const,
    { kind: 'first-name', value: called } as const,
    { kind: 'phone', value: phone } as const,
  ]);
  const held = referral.caseId === null ? [] : await protectedValuesOf(db, referral.caseId);
  const changes = await amendmentsOf(db, referral.id);
  const { fullName, called, guardianName, phone, email, address, safeTimes, codeword } = referral;
  const { whatHappened, whenWords, whereWords, otherPeopleWords, hopes } = referral;
  const wrote = [
    ...[fullName, called, guardianName, phone, email, address, safeTimes],
    ...[whatHappened, whenWords, whereWords, otherPeopleWords, hopes],
    ...[said?.agencyReference, said?.situationWords, said?.toldWords],
    ...changes.flatMap(({ before, words: written, because }) => [before, written, because]),
  ];
  const own = { kind: 'safe-word', value: codeword } as const;
  return placesForWriter(words, [...held, ...others, own], wrote.join('\n'));
}
