import { sealed, sql, type Query } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { AgencyId, ServiceId } from '#vocabulary/ids.ts';
import { ofList, ofService } from '#vocabulary/key-owners.ts';
import type { ListId, ListStatus, SafeWay } from '#vocabulary/offers.ts';
import type { Part } from '#vocabulary/parts.ts';
import type { RowFault } from './row-rules.ts';
import type { ListRemark } from './rules.ts';

export interface NewList {
  readonly id: ListId;
  readonly agencyId: AgencyId;
  readonly kind: 'csv' | 'xlsx';
  readonly size: number;
  readonly fileName: string;
  readonly fileKey: string;
  /** The headings and a few rows after them, as JSON. */
  readonly head: string;
  readonly part: Part;
  readonly safeWays: readonly SafeWay[];
  /** Whether somebody of the agency sent it, at their own door. */
  readonly sentByAgency?: boolean;
}

/** Adds a list whose content is kept. */
export async function addList(hand: Hand, made: NewList): Promise<void> {
  const theirs = (text: string) => sealed(ofList(made.id), text);
  await hand.run(sql`
    insert into app.lists (service_id, id, agency_id, kind, size, file_name, file_key, head, part, safe_ways, added_by, added_at, moved_at, sent_by_agency)
    values (${hand.serviceId}, ${made.id}, ${made.agencyId}, ${made.kind}, ${made.size}, ${theirs(made.fileName)}, ${theirs(made.fileKey)},
            ${theirs(made.head)}, ${made.part}, ${made.safeWays}, ${hand.actor.id}, ${hand.at}, ${hand.at}, ${made.sentByAgency ?? false})`);
}

/** Keeps which column is what: for this list, and for the next one of its agency. */
export async function keepColumns(
  hand: Hand,
  list: { readonly id: ListId; readonly agencyId: AgencyId },
  chosen: { readonly columns: string; readonly headings: string },
): Promise<void> {
  await hand.run(sql`
    update app.lists set columns = ${sealed(ofList(list.id), chosen.columns)}
     where service_id = ${hand.serviceId} and id = ${list.id}`);
  await hand.run(sql`
    insert into app.list_mappings (service_id, agency_id, columns)
    values (${hand.serviceId}, ${list.agencyId}, ${sealed(ofService(hand), chosen.headings)})
    on conflict (service_id, agency_id) do update set columns = excluded.columns`);
}

/** Moves a list a step on from where it was read to be. */
export async function moveOn(hand: Hand, id: ListId, was: ListStatus, to: ListStatus): Promise<void> {
  const moved = await hand.run(sql`
    update app.lists
       set status = ${to}, moved_at = ${hand.at}, tries = 0,
           imported_at = case when ${to} = 'imported' then ${hand.at}::timestamptz else imported_at end,
           undone_at = case when ${to} = 'undone' then ${hand.at}::timestamptz end,
           file_key = case when ${to} in ('new', 'checking', 'checked', 'importing') then file_key else '' end
     where service_id = ${hand.serviceId} and id = ${id} and status = ${was}`);
  if (moved !== 1) throw new Error('The list no longer stood where it was read to stand');
}

/** Notes that a list could not be read, and why. */
export async function markFailed(hand: Hand, id: ListId, problem: string): Promise<void> {
  await hand.run(sql`
    update app.lists set status = 'failed', moved_at = ${hand.at}, problem = ${problem}, file_key = ''
     where service_id = ${hand.serviceId} and id = ${id} and status in ('checking', 'importing')`);
}

/** Has a list read by the worker. The task is enqueued in the transaction that asks for it. */
export async function enqueueReading(hand: Hand, id: ListId): Promise<void> {
  const job = { serviceId: hand.serviceId, listId: id };
  await hand.run(sql`select jobs.enqueue('read-list', ${JSON.stringify(job)}::jsonb, null, ${`list ${id}`})`);
}

/** Counts that a reading is begun, before it is: also one that ends the process is counted. */
export async function countTry(hand: Hand, id: ListId): Promise<void> {
  await hand.run(sql`update app.lists set tries = tries + 1 where service_id = ${hand.serviceId} and id = ${id}`);
}

/** What reading a list came to. */
export interface Tally {
  readonly read: number;
  readonly good: number;
  readonly bad: number;
  /** Of those: said twice in the file, and known from an earlier list. */
  readonly twice: number;
  readonly known: number;
  readonly remarks: readonly ListRemark[];
}

export async function keepTally(hand: Hand, id: ListId, tally: Tally): Promise<void> {
  await hand.run(sql`
    update app.lists
       set rows_read = ${tally.read}, rows_good = ${tally.good}, rows_bad = ${tally.bad}, rows_twice = ${tally.twice},
           rows_known = ${tally.known}, remarks = ${tally.remarks}
     where service_id = ${hand.serviceId} and id = ${id}`);
}

/** A row that is not taken in. */
export interface Fault {
  readonly rowNumber: number;
  readonly reasons: readonly RowFault[];
  readonly likeRow: number | null;
  readonly cells: readonly string[];
}

/** Takes out of a list's own row whatever its file said. */
export async function emptyList(hand: Hand, id: ListId): Promise<void> {
  await hand.run(sql`
    update app.lists set file_name = '', file_key = '', head = '', columns = ''
     where service_id = ${hand.serviceId} and id = ${id}`);
}

export async function forgetFaults(hand: Hand, id: ListId): Promise<void> {
  await hand.run(sql`delete from app.list_faults where service_id = ${hand.serviceId} and list_id = ${id}`);
}

/** How much of a cell is shown of a row that is left out. */
const mostShown = 400;

/** Keeps rows that are not taken in, many at once. */
export async function addFaults(hand: Hand, id: ListId, faults: readonly Fault[]): Promise<void> {
  if (faults.length === 0) return;
  await hand.run(sql`
    insert into app.list_faults (service_id, list_id, row_number, reasons, like_row, cells)
    select ${hand.serviceId}, ${id}, f.row_number, string_to_array(f.reasons, ' '), f.like_row, f.cells
      from unnest(${faults.map(({ rowNumber }) => rowNumber)}::int[], ${faults.map(({ reasons }) => reasons.join(' '))}::text[],
                  ${faults.map(({ likeRow }) => likeRow)}::int[],
                  ${faults.map(({ cells }) => sealed(ofList(id), JSON.stringify(cells.map((cell) => cell.slice(0, mostShown)))))}::text[])
        as f (row_number, reasons, like_row, cells)`);
}

/** Makes what a list says unreadable, wherever it stands. */
export async function forgetKey(hand: Hand, id: ListId): Promise<void> {
  await hand.run(sql`select app.forget_listed(array[${id}::uuid])`);
}

/** Has lists read whose reading broke off with the worker that read them; what is read already is not read twice. */
export async function enqueueUnfinishedLists(keeper: Keeper): Promise<number> {
  const rows = await keeper.ask(sql`
    select jobs.enqueue('read-list', jsonb_build_object('serviceId', service_id, 'listId', id), null, 'list ' || id)
      from doorkeeper.unfinished_lists()`);
  return rows.length;
}

/** Lists whose time may be over. */
export async function listsToLetGo(
  keeper: Keeper,
): Promise<readonly { readonly serviceId: ServiceId; readonly id: ListId }[]> {
  return keeper.ask(sql<{ serviceId: ServiceId; id: ListId }>`
    select service_id as "serviceId", id from doorkeeper.lists_to_let_go()`);
}

/** The doorkeeper's login: no table, only named functions. */
export interface Keeper {
  ask<Row>(query: Query<Row>): Promise<readonly Row[]>;
}
