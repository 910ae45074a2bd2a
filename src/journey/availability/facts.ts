import type { Decision } from '#platform/decision.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, ParticipantId } from '#vocabulary/ids.ts';
import { daysAhead, fallsOn, mayMeetOn, type CannotMeetOn, type DayToAvoid, type DayToAvoidId } from './avoid-rules.ts';
import { layOver, timeOf, type Availability, type AvailabilityId, type DayLaidOver, type Voice } from './rules.ts';

export interface AvailabilityOnFile extends Availability, Voice {
  readonly id: AvailabilityId;
  readonly participantId: ParticipantId;
  readonly givenAt: Date;
}

type Kept<Row extends { readonly times: unknown }> = Omit<Row, 'times'> & { readonly times: readonly string[] };

function opened<Row extends { readonly times: readonly string[] }>(row: Row) {
  return { ...row, times: row.times.map(timeOf) };
}

/** What everybody in a case says of when a meeting could be; for staff who may open it, or on the hand. */
export async function availabilitiesOf(db: Db, caseId: CaseId): Promise<readonly AvailabilityOnFile[]> {
  const rows = await db.rows(sql<Kept<AvailabilityOnFile>>`
    select id, participant_id as "participantId", times, words, said_by as "saidBy", how, said_on as "saidOn", given_at as "givenAt"
      from app.availabilities where case_id = ${caseId} and ended_at is null order by given_at, id limit 100`);
  return rows.map(opened);
}

/** Since when what each participant says of their times stands. */
export async function timesStandSince(db: Db, caseId: CaseId): Promise<ReadonlyMap<ParticipantId, Date>> {
  const rows = await db.rows(sql<{ participantId: ParticipantId; givenAt: Date }>`
    select participant_id as "participantId", given_at as "givenAt"
      from app.availabilities where case_id = ${caseId} and ended_at is null limit 100`);
  return new Map(rows.map(({ participantId, givenAt }) => [participantId, givenAt]));
}

/** Which days ahead work for everybody who gave times, and who has not given any; a day that somebody avoids is none of them. (AVA-7, AVA-9) */
export async function daysThatWork(
  db: Db,
  about: { readonly caseId: CaseId; readonly today: PlainDate },
): Promise<{ readonly days: readonly DayLaidOver[]; readonly given: readonly ParticipantId[] }> {
  const all = (await availabilitiesOf(db, about.caseId)).filter(({ times }) => times.length > 0);
  const avoided = await daysToAvoidOf(db, about.caseId);
  const days = layOver(all, about.today).filter(
    ({ works, day }) => works.length > 0 && !avoided.some((each) => fallsOn(each, day)),
  );
  return { days, given: all.map(({ participantId }) => participantId) };
}

/** What whoever reads said of when a meeting could be. */
export async function ownAvailability(db: Db): Promise<Availability | undefined> {
  const row = await db.row(sql<Kept<Availability>>`
    select times, words from app.availabilities where ended_at is null`);
  return row && opened(row);
}

export interface DayToAvoidOnFile extends DayToAvoid {
  readonly id: DayToAvoidId;
}

/** The days that people of a case avoid, and why: for staff who may open it. (AVA-8) */
export async function daysToAvoidOf(db: Db, caseId: CaseId): Promise<readonly DayToAvoidOnFile[]> {
  return db.rows(sql<DayToAvoidOnFile>`
    select id, participant_id as "participantId", on_day as "onDay", is_every_year as "isEveryYear", words
      from app.days_to_avoid where case_id = ${caseId} and ended_at is null order by on_day, id limit 200`);
}

/** The days of the year ahead on which nobody of a case should have to meet; neither whose they are, nor why. (AVA-9) */
export async function daysToAvoidAhead(
  db: Db,
  about: { readonly caseId: CaseId; readonly today: PlainDate },
): Promise<readonly PlainDate[]> {
  return daysAhead(await daysToAvoidOf(db, about.caseId), about.today);
}

/** Whether people may meet on a day: not where somebody avoids it, unless it was agreed all the same. (AVA-9) */
export async function mayMeetThen(
  db: Db,
  caseId: CaseId,
  { day, although }: { readonly day: PlainDate; readonly although: boolean },
): Promise<Decision<PlainDate, CannotMeetOn>> {
  return mayMeetOn(await daysToAvoidOf(db, caseId), day, although);
}
