import { sql, type Db } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { ClaimDecision, NewClaim, Supervision } from './rules.ts';

export { minutesIn } from './rules.ts';

export interface ClaimLine extends NewClaim {
  readonly id: string;
  readonly staffId: StaffId;
  readonly decision: ClaimDecision | null;
}

/** Where in a list of claims a page begins: after this one. */
export type Place = Pick<ClaimLine, 'happenedOn' | 'id'>;

/** A page of claims, and where the next one begins. */
export interface Claims {
  readonly lines: readonly ClaimLine[];
  readonly next: Place | undefined;
}

const claimsAtOnce = 50;

const claim = sql`id, staff_id as "staffId", kind, happened_on as "happenedOn", minutes, pence, decision`;

function pageOf(rows: readonly ClaimLine[]): Claims {
  const lines = rows.slice(0, claimsAtOnce);
  return { lines, next: rows.length > claimsAtOnce ? lines.at(-1) : undefined };
}

/** What somebody worked and spent, the newest first. */
export async function claimsOf(db: Db, staffId: StaffId, after: Place | undefined): Promise<Claims> {
  return pageOf(
    await db.rows(sql<ClaimLine>`
      select ${claim} from app.claims
       where staff_id = ${staffId} and taken_back_at is null
         and ${after ? sql`(happened_on, id) < (${after.happenedOn}::date, ${after.id}::uuid)` : sql`true`}
       order by happened_on desc, id desc limit ${claimsAtOnce + 1}`),
  );
}

/** What waits to be decided, the oldest first, of everybody but whoever asks. */
export async function claimsToDecide(db: Db, by: StaffId, after: Place | undefined): Promise<Claims> {
  return pageOf(
    await db.rows(sql<ClaimLine>`
      select ${claim} from app.claims
       where decided_at is null and taken_back_at is null and staff_id <> ${by}
         and ${after ? sql`(happened_on, id) > (${after.happenedOn}::date, ${after.id}::uuid)` : sql`true`}
       order by happened_on, id limit ${claimsAtOnce + 1}`),
  );
}

export interface Given {
  /** Approved, since a day. */
  readonly minutes: number;
  readonly pence: number;
}

/** How many minutes and pence of somebody were approved since a day. */
export async function givenSince(db: Db, staffId: StaffId, since: PlainDate): Promise<Given> {
  const row = await db.row(sql<Given>`
    select coalesce(sum(minutes), 0)::int as minutes, coalesce(sum(pence), 0)::int as pence
      from app.claims where staff_id = ${staffId} and taken_back_at is null and happened_on >= ${since} and decision = 'approved'`);
  return row ?? { minutes: 0, pence: 0 };
}

export interface SupervisionLine extends Supervision {
  readonly supervisorId: StaffId;
}

/** When somebody was supervised and by whom, the newest first. */
export async function supervisionsOf(db: Db, staffId: StaffId): Promise<readonly SupervisionLine[]> {
  return db.rows(sql<SupervisionLine>`
    select supervisor_id as "supervisorId", held_on as "heldOn", next_on as "nextOn"
      from app.supervisions where staff_id = ${staffId} order by held_on desc, id limit 20`);
}

/** When each of these was supervised last, and when they are to be next. */
export async function talksOf(
  db: Db,
  ids: readonly StaffId[],
): Promise<ReadonlyMap<StaffId, Pick<Supervision, 'heldOn' | 'nextOn'>>> {
  const rows = await db.rows(sql<Supervision & { staffId: StaffId }>`
    select distinct on (staff_id) staff_id as "staffId", held_on as "heldOn", next_on as "nextOn"
      from app.supervisions where staff_id = any(${ids}::uuid[]) order by staff_id, held_on desc, recorded_at desc`);
  return new Map(rows.map((row) => [row.staffId, row]));
}

/** With how many people each of these talked as their supervisor after a day. */
export async function supervisorsTalks(
  db: Db,
  ids: readonly StaffId[],
  after: PlainDate,
): Promise<ReadonlyMap<StaffId, number>> {
  const rows = await db.rows(sql<{ id: StaffId; people: number }>`
    select supervisor_id as id, count(distinct staff_id)::int as people
      from app.supervisions where supervisor_id = any(${ids}::uuid[]) and held_on > ${after} group by supervisor_id`);
  return new Map(rows.map(({ id, people }) => [id, people]));
}
