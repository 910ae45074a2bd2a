import { sql, type Db } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, ParticipantId } from '#vocabulary/ids.ts';
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

/** Which days ahead work for everybody who gave times, and who has not given any. (AVA-7) */
export async function daysThatWork(
  db: Db,
  about: { readonly caseId: CaseId; readonly today: PlainDate },
): Promise<{ readonly days: readonly DayLaidOver[]; readonly given: readonly ParticipantId[] }> {
  const all = (await availabilitiesOf(db, about.caseId)).filter(({ times }) => times.length > 0);
  const days = layOver(all, about.today).filter(({ works }) => works.length > 0);
  return { days, given: all.map(({ participantId }) => participantId) };
}

/** What whoever reads said of when a meeting could be. */
export async function ownAvailability(db: Db): Promise<Availability | undefined> {
  const row = await db.row(sql<Kept<Availability>>`
    select times, words from app.availabilities where ended_at is null`);
  return row && opened(row);
}
