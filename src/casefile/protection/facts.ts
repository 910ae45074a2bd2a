import { createHash } from 'node:crypto';
import { incidentPlacesOf } from '#casefile/cases/facts.ts';
import { companionsOf, detailsOf, safeContactsOf } from '#casefile/people/facts.ts';
import { allow, type Decision } from '#platform/decision.ts';
import { marked, sql, type Db, type Marked } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { CaseVisit, Page } from '#vocabulary/doors.ts';
import { ofHeldCase } from '#vocabulary/key-owners.ts';
import type { CaseId, ParticipantId, StaffId } from '#vocabulary/ids.ts';
import {
  answers,
  excerptsOf,
  isWhole,
  mayCross,
  scan,
  type CannotCross,
  type Crossing,
  type Excerpt,
  type FalseAlarm,
  type Finding,
} from './rules.ts';
import { isAPlace, valuesIn, type ProtectedValue } from './value-rules.ts';
import { kindOf, placesInQuote, type ProtectedWordKind, type WayToReader } from './ways-rules.ts';

/** Everything the record of a case protects, each with whose it is; on the hand, or for staff who may open the case. (PRO-1) */
export async function protectedValuesOf(db: Db, caseId: CaseId): Promise<readonly ProtectedValue[]> {
  const details = await detailsOf(db, caseId);
  const reachable = await safeContactsOf(db, caseId);
  const companions = await companionsOf(db, caseId);
  const places = await incidentPlacesOf(db, caseId);
  const values: ProtectedValue[] = [];
  const add = (owners: readonly ParticipantId[], kind: ProtectedValue['kind'], value: string) => {
    if (value.trim() !== '') values.push({ owners, kind, value });
  };
  for (const { participantId, personId, fullName, called } of details) {
    add([participantId], 'first-name', called);
    if (personId !== null && fullName !== called) add([participantId], 'name', fullName);
  }
  for (const { participantId, points, safe } of reachable) {
    for (const { channel, value } of points) add([participantId], channel === 'post' ? 'address' : channel, value);
    if (!safe) continue;
    add([participantId], 'safe-word', safe.codeword);
    for (const { kind, value } of valuesIn(`${safe.timesWords}\n${safe.ifSomeoneElseAnswers}`)) {
      add([participantId], kind, value);
    }
  }
  for (const { participantId, fullName, called, phone, email } of companions) {
    add([participantId], 'name', fullName);
    add([participantId], 'name', called);
    add([participantId], 'phone', phone);
    add([participantId], 'email', email);
  }
  for (const { words, knownTo } of places) if (isAPlace(words)) add(knownTo, 'address', words);
  for (const { participantId, kind, words } of await protectedWordsOf(db, caseId)) {
    add([participantId], kindOf(kind), words);
  }
  return values;
}

/** Something of one side that the record has no other place for. */
export interface ProtectedWord {
  readonly id: string;
  readonly participantId: ParticipantId;
  readonly kind: ProtectedWordKind;
  readonly words: string;
  readonly addedBy: StaffId;
}

/** The workplaces, schools and names that staff added to what is protected in a case, while they are. (PRO-8) */
export async function protectedWordsOf(db: Db, caseId: CaseId): Promise<readonly ProtectedWord[]> {
  return db.rows(sql<ProtectedWord>`
    select id, participant_id as "participantId", kind, words, added_by as "addedBy" from app.protected_words
     where case_id = ${caseId} and ended_at is null order by added_at desc, id desc limit 200`);
}

/** Words on their way to a reader. */
export interface OnTheirWay extends Crossing {
  readonly way: WayToReader;
  /** The letter, conference, agreement, promise or notice that they are of. */
  readonly aboutId: string | null;
  readonly words: string;
  /** Whether they are of pages: what staff are shown says which. */
  readonly isPaged?: boolean;
}

/** Whose first names a reader knows. */
export type NamesKnown = (readerId: ParticipantId) => readonly ParticipantId[];

/** What the service itself writes, on its way to each of these readers. */
export function toEach(
  readers: readonly ParticipantId[],
  going: Pick<OnTheirWay, 'way' | 'aboutId' | 'words' | 'isOfAPlace'>,
  known: NamesKnown,
): readonly OnTheirWay[] {
  return readers.map((readerId) => ({ ...going, readerId, authorId: null, namesToldOf: known(readerId) }));
}

/** What is kept of a look through words: by whom they will be read, their digest, and how much was found. */
export interface Checked extends Pick<OnTheirWay, 'way' | 'aboutId'> {
  readonly participantId: ParticipantId;
  readonly digest: string;
  readonly found: number;
  readonly falseAlarmId: string | null;
}

/** The digest of words for one reader in one case, as it is kept: under the key of the case, so that a copy cannot try guesses. */
export function keptDigest(held: { readonly caseId: string }, readerId: string, words: string): Marked {
  return asKept(held.caseId, digestOf(held.caseId, readerId, words));
}

/** A digest as it is kept. */
export function asKept(caseId: string, digest: string): Marked {
  return marked(ofHeldCase({ caseId }), digest);
}

function digestOf(caseId: string, readerId: string, words: string): string {
  return createHash('sha256').update(`${caseId}\n${readerId}\n${words}`).digest('base64url');
}

export interface AlarmOnFile extends FalseAlarm {
  readonly id: string;
  readonly readerId: ParticipantId;
  readonly saidAt: Date;
}

const alarm = sql`
  id, participant_id as "readerId", found, reason, said_by as "saidBy", said_at as "saidAt",
  seconded_by as "secondedBy"`;

type AlarmAbout = AlarmOnFile & { readonly place: number };

// A digest as it is kept does not say which it was: each is asked for by its place.
async function alarmsAbout(db: Db, caseId: CaseId, digests: readonly string[]): Promise<readonly AlarmAbout[]> {
  const [first, ...rest] = digests.map(
    (digest, at) => sql`select ${at}::int as place, ${asKept(caseId, digest)}::text as digest`,
  );
  if (first === undefined) return [];
  const asked = rest.reduce((before, each) => sql`${before} union all ${each}`, first);
  return db.rows(sql<AlarmAbout>`
    select ${alarm}, asked.place from app.false_alarms join (${asked}) asked on words_digest = asked.digest
     where case_id = ${caseId} order by said_at desc, id`);
}

/** One answer to an alarm of a case, or nothing. */
export async function alarmOf(db: Db, caseId: CaseId, id: string): Promise<AlarmOnFile | undefined> {
  return db.row(sql<AlarmOnFile>`select ${alarm} from app.false_alarms where case_id = ${caseId} and id = ${id}`);
}

/** The newest answers to alarms in a case. */
export async function alarmsOf(db: Db, caseId: CaseId): Promise<readonly AlarmOnFile[]> {
  return db.rows(sql<AlarmOnFile>`
    select ${alarm} from app.false_alarms where case_id = ${caseId} order by said_at desc, id desc limit 50`);
}

/** Looks words through as they cross: what may be kept of it, or that they hold what is protected. (PRO-2, PRO-3) */
export async function checkWords(db: Db, caseId: CaseId, way: OnTheirWay): Promise<Decision<Checked, CannotCross>> {
  return checkedOn(way, await look(db, caseId, [way]));
}

function checkedOn(way: OnTheirWay, { found, digestFor, alarmsFor }: Looked): Decision<Checked, CannotCross> {
  const [places, digest] = [found(way), digestFor(way)];
  const own = alarmsFor(way);
  const decision = mayCross(places, own);
  if (!decision.ok) return decision;
  const answered = own.find((each) => isWhole(each) && answers(each, places));
  const falseAlarmId = places.length === 0 ? null : (answered?.id ?? null);
  const { aboutId, readerId: participantId } = way;
  return allow({ way: way.way, aboutId, participantId, digest, found: places.length, falseAlarmId });
}

/**
 * Looks through everything that one step lets several readers read, and announces each look, so that it is kept in this
 * transaction. Nothing crosses to anybody when it may not to one. (PRO-6)
 */
export async function lookThrough(
  hand: Hand,
  caseId: CaseId,
  ways: readonly OnTheirWay[],
): Promise<Decision<true, CannotCross>> {
  const looked = await look(hand, caseId, ways);
  const decisions = ways.map((way) => checkedOn(way, looked));
  for (const decision of decisions) if (!decision.ok) return decision;
  for (const decision of decisions) {
    if (decision.ok) await hand.announce({ name: 'words.checked', ...decision.value });
  }
  return allow(true);
}

/** What staff are shown of words that are stopped; the other side never sees any of it. */
export interface Stop {
  readonly readerId: ParticipantId;
  readonly digest: string;
  readonly found: readonly Finding[];
  readonly excerpts: readonly Excerpt[];
  readonly alarms: readonly AlarmOnFile[];
}

/** Where words may hold something protected, for staff to look at before they cross. (PRO-2, PRO-6) */
export async function stopsOf(db: Db, caseId: CaseId, ways: readonly OnTheirWay[]): Promise<readonly Stop[]> {
  const looked = await look(db, caseId, ways);
  return ways.flatMap((way) => {
    const [found, digest] = [looked.found(way), looked.digestFor(way)];
    if (found.length === 0) return [];
    const alarms = looked.alarmsFor(way).filter((each) => answers(each, found));
    return [{ readerId: way.readerId, digest, found, excerpts: excerptsOf(way.words, found, way), alarms }];
  });
}

/** Puts what is stopped below a page of staff; handed to the slices whose words cross. */
export type ShowStops = (
  visit: Pick<CaseVisit, 'db' | 'frame' | 'staff' | 'attempt'>,
  page: Page,
  going: { readonly ways: readonly OnTheirWay[]; readonly back: string },
) => Promise<Page>;

interface Looked {
  readonly found: (way: OnTheirWay) => readonly Finding[];
  readonly digestFor: (way: OnTheirWay) => string;
  readonly alarmsFor: (way: OnTheirWay) => readonly AlarmOnFile[];
}

// The record is read once, however many read the words.
async function look(db: Db, caseId: CaseId, ways: readonly OnTheirWay[]): Promise<Looked> {
  const written = ways.filter(({ words }) => words !== '');
  const values = written.length === 0 ? [] : await protectedValuesOf(db, caseId);
  const places = new Map(written.map((way) => [way, scan(way.words, values, way)] as const));
  const digestFor = ({ readerId, words }: OnTheirWay) => digestOf(caseId, readerId, words);
  const stopped = written.filter((way) => (places.get(way) ?? []).length > 0);
  const alarms = await alarmsAbout(db, caseId, stopped.map(digestFor));
  return {
    found: (way) => places.get(way) ?? [],
    digestFor,
    alarmsFor: (way) => alarms.filter(({ place, readerId }) => stopped[place] === way && readerId === way.readerId),
  };
}

/** Where words that may be quoted hold what the record of their case protects, of anybody; the record is read once for all of them. (PRO-10) */
export async function placesToLeaveOut(
  db: Db,
  caseId: CaseId,
  quotes: readonly string[],
): Promise<ReadonlyMap<string, readonly Excerpt[]>> {
  const said = quotes.filter((words) => words !== '');
  const values = said.length === 0 ? [] : await protectedValuesOf(db, caseId);
  return new Map(said.map((words) => [words, placesInQuote(words, values)]));
}

export type { CannotCross, Excerpt } from './rules.ts';
export { placesForWriter, placesOfWhoStays } from './ways-rules.ts';
