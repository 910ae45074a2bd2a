import { createHash } from 'node:crypto';
import { incidentPlacesOf } from '#casefile/cases/facts.ts';
import { companionsOf, detailsOf, safeContactsOf } from '#casefile/people/facts.ts';
import type { Decision } from '#platform/decision.ts';
import { marked, sql, type Db, type Marked } from '#platform/sql.ts';
import { ofHeldCase } from '#vocabulary/key-owners.ts';
import type { CaseId, ParticipantId } from '#vocabulary/ids.ts';
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
  return values;
}

/** Words on their way to a reader. */
export interface OnTheirWay extends Crossing {
  readonly words: string;
}

/** What is kept of a look through words: by whom they will be read, their digest, and how much was found. */
export interface Checked {
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

async function alarmsAbout(
  db: Db,
  caseId: CaseId,
  { readerId, digest }: { readonly readerId: ParticipantId; readonly digest: string },
): Promise<readonly AlarmOnFile[]> {
  return db.rows(sql<AlarmOnFile>`
    select ${alarm} from app.false_alarms
     where case_id = ${caseId} and participant_id = ${readerId} and words_digest = ${asKept(caseId, digest)} order by said_at desc, id`);
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
  const { found, digest, alarms } = await look(db, caseId, way);
  const decision = mayCross(found, alarms);
  if (!decision.ok) return decision;
  const answered = alarms.find((each) => isWhole(each) && answers(each, found));
  const falseAlarmId = found.length === 0 ? null : (answered?.id ?? null);
  return { ok: true, value: { participantId: way.readerId, digest, found: found.length, falseAlarmId } };
}

/** What staff are shown of words that are stopped; the other side never sees any of it. */
export interface Stop {
  readonly readerId: ParticipantId;
  readonly digest: string;
  readonly found: readonly Finding[];
  readonly excerpts: readonly Excerpt[];
  readonly alarms: readonly AlarmOnFile[];
}

/** Where words may hold something protected, for staff to look at before they cross; null when nothing is found. (PRO-2) */
export async function stopOf(db: Db, caseId: CaseId, way: OnTheirWay): Promise<Stop | null> {
  const { found, digest, alarms } = await look(db, caseId, way);
  if (found.length === 0) return null;
  const open = alarms.filter((each) => answers(each, found));
  return { readerId: way.readerId, digest, found, excerpts: excerptsOf(way.words, found), alarms: open };
}

async function look(db: Db, caseId: CaseId, way: OnTheirWay) {
  const digest = digestOf(caseId, way.readerId, way.words);
  const found = scan(way.words, await protectedValuesOf(db, caseId), way);
  const alarms = found.length === 0 ? [] : await alarmsAbout(db, caseId, { readerId: way.readerId, digest });
  return { found, digest, alarms };
}

export type { CannotCross } from './rules.ts';
