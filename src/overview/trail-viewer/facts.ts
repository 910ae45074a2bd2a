import { sql, type Db, type Query } from '#platform/sql.ts';
import type { CaseId, ParticipantId, PersonId } from '#vocabulary/ids.ts';
import type { Trail } from '#vocabulary/trails.ts';
import type { ChangeLine, Cursor, Narrowed, ReadLine, SecurityLine, TrailLine } from './rules.ts';

const whoAndWhen = sql`
  t.seq as place, t.at, to_char(t.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as cursor, t.actor_kind as "actorKind",
  t.actor_id as "actorId", t.login, t.case_id as "caseId", t.erased_in is not null as "isErased"`;

function within({ caseId, from, until }: Narrowed, after: Cursor | null): Query<unknown> {
  return sql`t.service_id = (select app.service_id())
    and ${caseId === null ? sql`true` : sql`t.case_id = ${caseId}`}
    and ${from === null ? sql`true` : sql`t.at >= ${from}::date::timestamp at time zone 'Europe/London'`}
    and ${until === null ? sql`true` : sql`t.at < (${until}::date + 1)::timestamp at time zone 'Europe/London'`}
    and ${after === null ? sql`true` : sql`(t.at, t.seq) < (${after.at}::timestamptz, ${after.place}::bigint)`}`;
}

/** Whom a trail is narrowed to: the people, and everything of theirs that rows may name. */
export interface Somebody {
  readonly people: readonly PersonId[];
  readonly participants: readonly ParticipantId[];
  readonly cases: readonly CaseId[];
}

export interface Asked {
  readonly narrowed: Narrowed;
  readonly somebody: Somebody | null;
  readonly after: Cursor | null;
  readonly most: number;
  /** Whether the lines of the case history come too. */
  readonly withHistory: boolean;
}

/** A page of a trail, newest first, as a data officer; anybody else finds it empty. */
export async function linesOf(db: Db, trail: Trail, asked: Asked): Promise<readonly TrailLine[]> {
  if (trail === 'changes') return changes(db, asked);
  return trail === 'reads' ? reads(db, asked) : security(db, asked);
}

async function changes(
  db: Db,
  { narrowed, somebody, after, most, withHistory }: Asked,
): Promise<readonly ChangeLine[]> {
  return db.rows(sql<ChangeLine>`
    select 'changes' as trail, ${whoAndWhen}, t.table_name as "table", t.operation, t.person_id as "personId", t.old, t.new
      from trails.changes t
     where ${within(narrowed, after)} and ${withHistory ? sql`true` : sql`t.table_name <> 'history'`}
       and ${somebody ? sql`t.person_id = any(${somebody.people}::uuid[])` : sql`true`}
       and ${narrowed.staffId ? sql`t.actor_id = ${narrowed.staffId}` : sql`true`}
     order by t.at desc, t.seq desc limit ${most}`);
}

// A page of a case shows everybody in it: whoever looked at it looked at each of them.
async function reads(db: Db, { narrowed, somebody, after, most }: Asked): Promise<readonly ReadLine[]> {
  return db.rows(sql<ReadLine>`
    select 'reads' as trail, ${whoAndWhen}, t.what, t.place as way, t.person_id as "personId", t.is_own_worker as "isOwnWorker",
           jsonb_array_length(t.detail -> 'found') as found
      from trails.reads t
     where ${within(narrowed, after)}
       and ${somebody ? sql`t.case_id = any(${somebody.cases}::uuid[]) and (t.person_id is null or t.person_id = any(${somebody.people}::uuid[]))` : sql`true`}
       and ${narrowed.staffId ? sql`t.actor_id = ${narrowed.staffId}` : sql`true`}
       and ${narrowed.searched ? sql`t.what = 'search' and t.detail -> 'words' @> ${JSON.stringify(narrowed.searched)}::jsonb` : sql`true`}
     order by t.at desc, t.seq desc limit ${most}`);
}

async function security(db: Db, { narrowed, somebody, after, most }: Asked): Promise<readonly SecurityLine[]> {
  const whom = somebody?.participants ?? null;
  const { staffId } = narrowed;
  return db.rows(sql<SecurityLine>`
    select 'security' as trail, ${whoAndWhen}, t.event, t.because, t.about_id as "aboutId", t.detail
      from trails.security t
     where ${within(narrowed, after)}
       and ${whom ? sql`(t.about_id = any(${whom}::uuid[]) or t.actor_id = any(${whom}::uuid[]))` : sql`true`}
       and ${staffId ? sql`(t.actor_id = ${staffId} or t.about_id = ${staffId})` : sql`true`}
     order by t.at desc, t.seq desc limit ${most}`);
}

/** People in cases, by a part of a name. */
export async function peopleNamed(
  db: Db,
  words: string,
): Promise<readonly { readonly id: PersonId; readonly name: string }[]> {
  const literally = words.replace(/[\\%_]/g, (sign) => `\\${sign}`);
  return db.rows(sql<{ id: PersonId; name: string }>`select id, name from trails.people_named(${literally})`);
}

/** Everything of some people that rows of a trail may name. */
export async function ofPeople(db: Db, people: readonly PersonId[]): Promise<Somebody> {
  const rows = await db.rows(sql<{ participantId: ParticipantId; caseId: CaseId }>`
    select participant_id as "participantId", case_id as "caseId" from trails.of_people(${people}::uuid[])`);
  return {
    people,
    participants: rows.map(({ participantId }) => participantId),
    cases: [...new Set(rows.map(({ caseId }) => caseId))],
  };
}

/** The case of a reference, unless it is closed to whoever asks. */
export async function caseNamed(db: Db, reference: string): Promise<CaseId | undefined> {
  const row = await db.row(sql<{ id: CaseId | null }>`select trails.case_of(${reference}) as id`);
  return row?.id ?? undefined;
}

/** The names of whoever some ids stand for: staff, participants, people; and the references of cases. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.rows(sql<{ id: string; name: string }>`select id, name from trails.names_of(${ids}::uuid[])`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
