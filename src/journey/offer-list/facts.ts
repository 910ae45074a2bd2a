import { agenciesOf, type AgencyPlace } from '#service/agencies/facts.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { AgencyId, StaffId } from '#vocabulary/ids.ts';
import type { AgencyKind } from '#vocabulary/agencies.ts';
import type { ListId, ListStatus, SafeWay } from '#vocabulary/offers.ts';
import type { Part } from '#vocabulary/parts.ts';
import type { RowFault } from './row-rules.ts';
import type { Columns, ListField, ListRemark } from './rules.ts';

export { explainRow, guessColumns, type RowFault } from './row-rules.ts';
export {
  explainFile,
  explainRemark,
  fields,
  fieldWords,
  type CannotBeRead,
  type CannotTakeList,
  type Columns,
} from './rules.ts';

/** A list as whoever asks may see it. */
export interface List {
  readonly id: ListId;
  readonly agencyId: AgencyId;
  readonly agencyName: string;
  readonly agencyKind: AgencyKind;
  readonly kind: 'csv' | 'xlsx';
  readonly size: number;
  readonly fileName: string;
  readonly part: Part;
  readonly safeWays: readonly SafeWay[];
  readonly status: ListStatus;
  readonly problem: string | null;
  readonly rowsRead: number;
  readonly rowsGood: number;
  readonly rowsBad: number;
  readonly rowsTwice: number;
  readonly rowsKnown: number;
  readonly remarks: readonly ListRemark[];
  /** Whether somebody of the agency sent it. */
  readonly sentByAgency: boolean;
  readonly addedBy: StaffId;
  readonly addedAt: Date;
  /** Since when it stands where it stands. */
  readonly movedAt: Date;
  readonly importedAt: Date | null;
  readonly undoneAt: Date | null;
}

const aList = sql`
  l.id, l.agency_id as "agencyId", l.kind, l.size, l.file_name as "fileName", l.part, l.safe_ways as "safeWays",
  l.status, l.problem, l.rows_read as "rowsRead", l.rows_good as "rowsGood", l.rows_bad as "rowsBad", l.rows_twice as "rowsTwice",
  l.rows_known as "rowsKnown", l.remarks, l.sent_by_agency as "sentByAgency", l.added_by as "addedBy", l.added_at as "addedAt",
  l.moved_at as "movedAt", l.imported_at as "importedAt", l.undone_at as "undoneAt"`;

type RawList = Omit<List, 'agencyName' | 'agencyKind'>;

async function withAgency<Row extends { readonly agencyId: AgencyId }>(
  db: Db,
  rows: readonly Row[],
): Promise<readonly (Row & { readonly agencyName: string; readonly agencyKind: AgencyKind })[]> {
  if (rows.length === 0) return [];
  const agencies = new Map((await agenciesOf(db)).map((agency) => [agency.id, agency]));
  return rows.map((row) => {
    const agency = agencies.get(row.agencyId);
    return { ...row, agencyName: agency?.name ?? '', agencyKind: agency?.kind ?? 'other' };
  });
}

/** A place in the history of lists: those before it are older. */
export interface ListPlace {
  readonly addedAt: Date;
  readonly id: string;
}

export const listsAtOnce = 20;

/** Lists, the newest first; one more than a page, which says whether there is another. */
export async function listsBefore(db: Db, place: ListPlace | null): Promise<readonly List[]> {
  const rows = await db.rows(sql<RawList>`
    select ${aList} from app.lists l
     where ${place?.addedAt ?? null}::timestamptz is null or (l.added_at, l.id) < (${place?.addedAt ?? null}, ${place?.id ?? null}::uuid)
     order by l.added_at desc, l.id desc limit ${listsAtOnce + 1}`);
  return withAgency(db, rows);
}

/** One list. */
export async function listById(db: Db, id: string): Promise<List | undefined> {
  const rows = await db.rows(sql<RawList>`select ${aList} from app.lists l where l.id = ${id}`);
  return (await withAgency(db, rows))[0];
}

/** A list as the agency that sent it may see it: nothing of whom we, or others, know already. (LST-11) */
export type SentList = Pick<
  List,
  'id' | 'fileName' | 'part' | 'safeWays' | 'status' | 'problem' | 'rowsRead' | 'remarks' | 'addedAt' | 'importedAt'
>;

const sentList = sql`
  l.id, l.file_name as "fileName", l.part, l.safe_ways as "safeWays", l.status, l.problem, l.rows_read as "rowsRead",
  l.remarks, l.added_at as "addedAt", l.imported_at as "importedAt"`;

/** Lists that whoever asks follows for an agency, the newest first; one more than a page. (AGY-1) */
export async function sentListsBefore(
  db: Db,
  agencyId: AgencyId,
  place: ListPlace | null,
): Promise<readonly SentList[]> {
  return db.rows(sql<SentList>`
    select ${sentList} from app.lists l
     where l.agency_id = ${agencyId} and l.sent_by_agency
       and (${place?.addedAt ?? null}::timestamptz is null or (l.added_at, l.id) < (${place?.addedAt ?? null}, ${place?.id ?? null}::uuid))
     order by l.added_at desc, l.id desc limit ${listsAtOnce + 1}`);
}

/** One list that whoever asks follows for an agency. (AGY-1) */
export async function sentListById(db: Db, id: string): Promise<SentList | undefined> {
  return db.row(sql<SentList>`select ${sentList} from app.lists l where l.id = ${id} and l.sent_by_agency`);
}

/** Whether somebody of an agency sent this list, or follows it. (AGY-1) */
export async function isTheirList(hand: Hand, id: string, who: AgencyPlace): Promise<boolean> {
  const found = await hand.row(sql`
    select id from app.lists where service_id = ${hand.serviceId} and id = ${id} and sent_by_agency
       and agency_id = ${who.agencyId} and (${who.seesAll} or added_by = ${who.staffId})`);
  return found !== undefined;
}

/** What the beginning of a list's file says, and which column was chosen to be what. */
export interface ListHead {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly columns: Columns;
  /** What was chosen for this agency the last time, by heading. */
  readonly remembered: Partial<Readonly<Record<ListField, string>>>;
}

export async function headOf(db: Db, id: ListId): Promise<ListHead> {
  const found = await db.row(sql<{ head: string; columns: string; remembered: string | null }>`
    select l.head, l.columns, m.columns as remembered
      from app.lists l left join app.list_mappings m on m.service_id = l.service_id and m.agency_id = l.agency_id where l.id = ${id}`);
  if (!found) throw new Error('The list is not there');
  const head = told(found.head) as Pick<ListHead, 'headings' | 'rows'> | undefined;
  return {
    ...(head ?? { headings: [], rows: [] }),
    columns: told(found.columns) ?? {},
    remembered: told(found.remembered) ?? {},
  };
}

// Where a key was destroyed other words stand in the place of the JSON.
function told(json: string | null): unknown {
  return json?.startsWith('{') ? JSON.parse(json) : undefined;
}

/** A list that is held while it is worked on, with the key of its content. */
export type HeldList = Pick<
  List,
  | 'id'
  | 'agencyId'
  | 'size'
  | 'part'
  | 'safeWays'
  | 'status'
  | 'movedAt'
  | 'importedAt'
  | 'rowsGood'
  | 'rowsTwice'
  | 'sentByAgency'
> & { readonly fileKey: string };

/**
 * Locks a list: two people go on with it one after the other. A worker holds the one that it reads for as long as it
 * reads, and nobody waits for that.
 */
export async function holdList(hand: Hand, id: string): Promise<HeldList | 'being-read' | undefined> {
  const held = await hand.row(sql<HeldList>`
    select id, agency_id as "agencyId", size, part, safe_ways as "safeWays", status, moved_at as "movedAt", imported_at as "importedAt",
           rows_good as "rowsGood", rows_twice as "rowsTwice", file_key as "fileKey", sent_by_agency as "sentByAgency"
      from app.lists where service_id = ${hand.serviceId} and id = ${id} for update skip locked`);
  if (held) return held;
  return (await hand.row(sql`select id from app.lists where service_id = ${hand.serviceId} and id = ${id}`))
    ? 'being-read'
    : undefined;
}

/** Locks a list of which only that is known for which no key is needed: whether, and how often, its reading was begun. */
export async function holdToRead(
  hand: Hand,
  id: string,
): Promise<{ readonly id: ListId; readonly status: ListStatus; readonly tries: number } | undefined> {
  return hand.row(sql<{ id: ListId; status: ListStatus; tries: number }>`
    select id, status, tries from app.lists where service_id = ${hand.serviceId} and id = ${id} for update skip locked`);
}

/** A row that was not taken in, as it stood. */
export interface KeptFault {
  readonly rowNumber: number;
  readonly reasons: readonly RowFault[];
  readonly likeRow: number | null;
  readonly cells: readonly string[];
}

/** Rows of a list that are not taken in, after a row of the file, so many at most. */
export async function faultsAfter(db: Db, id: ListId, row: number, most: number): Promise<readonly KeptFault[]> {
  const rows = await db.rows(sql<Omit<KeptFault, 'cells'> & { cells: string }>`
    select row_number as "rowNumber", reasons, like_row as "likeRow", cells from app.list_faults
     where list_id = ${id} and row_number > ${row} order by row_number limit ${most}`);
  return rows.map(({ cells, ...fault }) => ({
    ...fault,
    cells: cells.startsWith('[') ? (JSON.parse(cells) as string[]) : [],
  }));
}

/** How many rows whoever asks is shown as left out; an agency not those of whom another sent. (LST-11) */
export async function sentFaultCount(db: Db, id: ListId): Promise<number> {
  const found = await db.row(sql<{ count: number }>`
    select count(*)::int as count from app.list_faults where list_id = ${id}`);
  return found?.count ?? 0;
}

/** How often each thing is wrong with the rows of a list. */
export async function faultCounts(
  db: Db,
  id: ListId,
): Promise<readonly { readonly reason: RowFault; readonly count: number }[]> {
  return db.rows(sql<{ reason: RowFault; count: number }>`
    select r.reason, count(*)::int as count from app.list_faults f cross join unnest(f.reasons) as r (reason)
     where f.list_id = ${id} group by r.reason order by count(*) desc, r.reason`);
}
