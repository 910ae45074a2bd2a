import { hash } from 'node:crypto';
import { agencyById } from '#service/agencies/facts.ts';
import { levelsOf } from '#service/service-levels/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { FileStore } from '#platform/file-store.ts';
import { ahead, UnreadableTable, type TableSource } from '#platform/table-reading.ts';
import { tableIn } from '#platform/tables-sent.ts';
import type { LookForViruses } from '#platform/virus-scan.ts';
import type { Act, Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { SentFile } from '#vocabulary/doors.ts';
import type { AgencyId, ServiceId } from '#vocabulary/ids.ts';
import type { ListedRow, ListId } from '#vocabulary/offers.ts';
import { askedOf, knownAlready, likenessOf, referenceText } from '#journey/listed/facts.ts';
import { headOf, holdList, holdToRead, type HeldList } from './facts.ts';
import { knownFaults, readRow } from './row-rules.ts';
import * as rules from './rules.ts';
import type { CannotTakeList, Columns } from './rules.ts';
import * as store from './store.ts';

/** What a list passes through before it is kept. */
export interface ListIntake {
  readonly files: FileStore;
  /** Left out where no virus scanner was set. */
  readonly lookForViruses: LookForViruses | undefined;
}

/** A list whose content is kept, sealed, and waits for its row; only its beginning was read. */
export interface TakenList {
  readonly id: ListId;
  readonly fileKey: string;
  readonly fileName: string;
  readonly kind: 'csv' | 'xlsx';
  readonly size: number;
  readonly head: string;
}
export type Taken = { readonly list: TakenList } | { readonly because: CannotTakeList };

const rowsShown = 3;

/** Takes a file in as a list: what it is, its first rows, what a virus scanner says. Then it is kept, sealed. */
export async function takeList({ files, lookForViruses }: ListIntake, sent: SentFile): Promise<Taken> {
  if (sent.isOverCount) return { because: 'one-file-at-a-time' };
  if (sent.isTooBig) return { because: 'is-too-big' };
  const answer = lookForViruses ? await lookForViruses(sent.bytes) : 'clean';
  if (answer === 'found') return { because: 'virus-found' };
  if (answer === 'no-answer') return { because: 'virus-scanner-does-not-answer' };
  try {
    const { kind, source } = await tableIn(sent.bytes);
    const first = (await source.head(rules.headingsWithin + rowsShown)).map(({ cells }) => cells);
    const at = rules.headingsAt(first);
    const [headings, ...rows] = first.slice(at, at + 1 + rowsShown);
    if (!headings || rows.length === 0) return { because: 'has-no-rows' };
    const short = (cells: readonly string[]) => cells.map((cell) => cell.slice(0, 100));
    const { id, key: fileKey } = await files.keep(sent.bytes);
    const head = JSON.stringify({ headings: short(headings), rows: rows.map(short) });
    const fileName = sent.name.replaceAll(/[\p{C}/\\]/gu, ' ').slice(-200);
    return { list: { id: id as ListId, fileKey, fileName, kind, size: sent.bytes.length, head } };
  } catch (error) {
    if (error instanceof UnreadableTable) return { because: error.because };
    throw error;
  }
}

/** Adds a list that waits for somebody to say which column is what. (LST-1) */
export async function addList(
  hand: Hand,
  list: Omit<store.NewList, 'agencyId'> & { readonly agencyId: string },
): Promise<Decision<ListId, 'no-such-agency'>> {
  const agencyId = list.agencyId as AgencyId;
  if (!(await agencyById(hand, agencyId))) return refuse('no-such-agency');
  await store.addList(hand, { ...list, agencyId });
  return allow(list.id);
}

type NotThere = 'not-there' | 'list-is-being-read';

/** Says which column is what, and has the list checked; nobody is taken in by that. (LST-1) */
export async function checkList(
  hand: Hand,
  id: string,
  columns: Columns,
): Promise<Decision<Columns, rules.CannotCheck | NotThere>> {
  const list = await holdList(hand, id);
  if (!list) return refuse('not-there');
  if (list === 'being-read') return refuse('list-is-being-read');
  const decision = rules.check(list.status, columns);
  if (!decision.ok) return decision;
  const { headings } = await headOf(hand, list.id);
  const byHeading = Object.fromEntries(Object.entries(columns).map(([field, at]) => [field, headings[at] ?? '']));
  await store.keepColumns(hand, list, { columns: JSON.stringify(columns), headings: JSON.stringify(byHeading) });
  await store.moveOn(hand, list.id, list.status, 'checking');
  await store.enqueueReading(hand, list.id);
  return decision;
}

/** Has a list that was checked taken in. (LST-1) */
export async function takeListIn(
  hand: Hand,
  id: string,
): Promise<Decision<'importing', rules.CannotTakeIn | NotThere>> {
  const list = await holdList(hand, id);
  if (!list) return refuse('not-there');
  if (list === 'being-read') return refuse('list-is-being-read');
  const decision = rules.takeIn(list);
  if (!decision.ok) return decision;
  await store.moveOn(hand, list.id, list.status, 'importing');
  await store.enqueueReading(hand, list.id);
  await hand.announce({ name: 'list.settled', listId: list.id, how: 'taken-in' });
  return decision;
}

/** Lets go of a list that is not to be taken in, and of everything that was read of it. (LST-1, LST-6) */
export async function letListGo(hand: Hand, id: string): Promise<Decision<'let-go', rules.CannotLetGo | NotThere>> {
  const list = await holdList(hand, id);
  if (!list) return refuse('not-there');
  if (list === 'being-read') return refuse('list-is-being-read');
  const decision = rules.letGo(list, hand.at);
  if (!decision.ok) return decision;
  await letItGo(hand, list);
  return decision;
}

async function letItGo(hand: Hand, { id, status }: HeldList): Promise<void> {
  await store.moveOn(hand, id, status, 'let-go');
  await forgetFile(hand, id);
  await hand.announce({ name: 'list.settled', listId: id, how: 'let-go' });
}

/** Takes everybody of a list out again. (LST-4) */
export async function undoList(hand: Hand, id: string): Promise<Decision<number, rules.CannotUndo | NotThere>> {
  const list = await holdList(hand, id);
  if (!list) return refuse('not-there');
  if (list === 'being-read') return refuse('list-is-being-read');
  const decision = rules.undo(list, await askedOf(hand, list.id), hand.at);
  if (!decision.ok) return decision;
  await store.moveOn(hand, list.id, 'imported', 'undone');
  await forgetFile(hand, list.id);
  await hand.announce({ name: 'list.undone', listId: list.id });
  return allow(list.rowsGood);
}

/**
 * The worker's part: lets go of lists that nobody took in, and of the rows that lists left out, once their time is over; gives
 * how many lists they were. (LST-8)
 */
export async function letListsGo(work: {
  readonly keeper: store.Keeper;
  readonly act: Act;
  readonly files: FileStore;
}): Promise<number> {
  let count = 0;
  for (const { serviceId, id } of await store.listsToLetGo(work.keeper)) {
    const held = { serviceId, actor: { kind: 'system', id: '' } as const };
    const decision = await work.act(held, (hand) => goWithTime(hand, id));
    if (!decision.ok) continue;
    if (decision.value === 'let-go') await work.files.drop(id);
    count += 1;
  }
  return count;
}

async function goWithTime(hand: Hand, id: ListId) {
  const list = await holdList(hand, id);
  if (!list || list === 'being-read') return refuse('is-not-over');
  const decision = rules.withTime(list, hand.at);
  if (!decision.ok) return decision;
  await (decision.value === 'let-go' ? letItGo(hand, list) : forgetFile(hand, id));
  return decision;
}

async function forgetFile(hand: Hand, id: ListId): Promise<void> {
  await store.forgetFaults(hand, id);
  await store.emptyList(hand, id);
  await store.forgetKey(hand, id);
}

/** Takes people of a list in; it is done where people on lists are. */
export type TakePeopleIn = (
  hand: Hand,
  list: Pick<HeldList, 'id' | 'agencyId' | 'part'>,
  people: readonly ListedRow[],
) => Promise<void>;

interface Reading {
  readonly act: Act;
  readonly files: FileStore;
  readonly takePeopleIn: TakePeopleIn;
}

/**
 * The worker's part: reads the whole file, row by row, in one transaction. While it is checked, what is wrong is kept and
 * nobody is taken in; when it is taken in, everybody is or nobody. That it was begun is written down before, so that a list
 * on which it always breaks off does not stay as it stands for ever. (LST-1, LST-2, LST-6)
 */
export async function readList(
  work: Reading,
  job: { readonly serviceId: ServiceId; readonly listId: ListId },
): Promise<void> {
  const held = { serviceId: job.serviceId, actor: { kind: 'system', id: '' } as const };
  const begun = await work.act(held, (hand) => begin(hand, job.listId));
  if (!begun.ok) return;
  if (begun.value === 'given-up') return work.files.drop(job.listId);
  try {
    const decision = await work.act(held, (hand) => readHeld(hand, work, job.listId));
    if (decision.ok && decision.value === 'imported') await work.files.drop(job.listId);
  } catch (error) {
    // Anything else is a fault of ours: the job is done again, and counted.
    if (!(error instanceof UnreadableTable)) throw error;
    await work.act(held, async (hand) => {
      await giveUp(hand, job.listId, error.because);
      return allow(true);
    });
    await work.files.drop(job.listId);
  }
}

async function begin(hand: Hand, id: ListId): Promise<Decision<'begun' | 'given-up', 'nothing-to-read'>> {
  const list = await holdToRead(hand, id);
  // A job may come twice; the second finds that the first does it, or did.
  const decision = list && rules.beginReading(list);
  if (!decision || (!decision.ok && decision.because.includes('nothing-to-read'))) return refuse('nothing-to-read');
  if (!decision.ok) {
    await giveUp(hand, id, 'reading-broke-off');
    return allow('given-up');
  }
  await store.countTry(hand, id);
  return allow('begun');
}

async function giveUp(hand: Hand, id: ListId, because: rules.CannotBeRead): Promise<void> {
  await store.markFailed(hand, id, because);
  await forgetFile(hand, id);
  await hand.announce({ name: 'list.settled', listId: id, how: 'could-not-be-read' });
}

async function readHeld(
  hand: Hand,
  { files, takePeopleIn }: Reading,
  id: ListId,
): Promise<Decision<'checked' | 'imported', 'nothing-to-do'>> {
  const list = await holdList(hand, id);
  if (!list || list === 'being-read') return refuse('nothing-to-do');
  if (list.status !== 'checking' && list.status !== 'importing') return refuse('nothing-to-do');
  const bytes = await contentOf(files, list);
  const { source } = await tableIn(bytes);
  await store.forgetFaults(hand, id);
  const tally = await readAll(hand, list, source, takePeopleIn);
  await store.keepTally(hand, id, tally);
  const to = list.status === 'checking' ? 'checked' : 'imported';
  await store.moveOn(hand, id, list.status, to);
  if (to === 'checked' && list.sentByAgency) {
    const { acknowledge } = await levelsOf(hand);
    await hand.announce({ name: 'list.sent', listId: id, ...rules.toBeLookedAt(hand.at, acknowledge) });
  }
  return allow(to);
}

async function contentOf(files: FileStore, { id, fileKey, size }: HeldList): Promise<Buffer> {
  const content = await files.read({ id, key: fileKey });
  if (!content) throw new UnreadableTable('is-empty');
  const whole = Buffer.alloc(size);
  let length = 0;
  for await (const piece of content) length += piece.copy(whole, length);
  return whole;
}

async function readAll(
  hand: Hand,
  list: HeldList,
  source: TableSource,
  takePeopleIn: TakePeopleIn,
): Promise<store.Tally> {
  const { columns } = await headOf(hand, list.id);
  const seen = new Seen();
  const counts = { read: 0, good: 0, bad: 0, twice: 0, known: 0 };
  let isHead = true;
  for await (const batch of ahead(source.rows())) {
    const rows = isHead ? batch.slice(rules.headingsAt(batch.map(({ cells }) => cells)) + 1) : batch;
    isHead = false;
    const { people, faults } = await sort(hand, list, columns, rows, seen);
    if (list.status === 'importing') await takePeopleIn(hand, list, people);
    await store.addFaults(hand, list.id, faults);
    counts.read += rows.length;
    counts.good += people.length;
    counts.bad += faults.length;
    counts.twice += faults.filter(({ reasons }) => reasons.includes('like-a-row-before')).length;
    counts.known += faults.filter(({ reasons }) => reasons.some((reason) => knownFaults.includes(reason))).length;
  }
  return { ...counts, remarks: source.remarks() };
}

type Row = Parameters<typeof readRow>[0];

/** Tells the rows that can be taken in from those that cannot, and why. */
async function sort(
  hand: Hand,
  list: HeldList,
  columns: Columns,
  rows: readonly { readonly number: number; readonly cells: Row }[],
  seen: Seen,
): Promise<{ readonly people: readonly ListedRow[]; readonly faults: readonly store.Fault[] }> {
  const today = dayOf(hand.at);
  const faults: store.Fault[] = [];
  const single: ListedRow[] = [];
  for (const { number: rowNumber, cells } of rows) {
    const read = readRow(cells, columns, { safeWays: list.safeWays, today });
    const likeRow = read.ok ? seen.rowLike(read.value.details, rowNumber) : null;
    if (!read.ok) faults.push({ rowNumber, reasons: read.because, likeRow, cells });
    else if (likeRow !== null) faults.push({ rowNumber, reasons: ['like-a-row-before'], likeRow, cells });
    else single.push({ ...read.value, rowNumber });
  }
  const known = await knownAlready(
    hand,
    list.agencyId,
    single.map(({ details }) => ({ ...likenessOf(details), reference: referenceText(details.reference) })),
  );
  const byNumber = new Map(rows.map(({ number, cells }) => [number, cells]));
  const people = single.filter((_, at) => !known.has(at));
  for (const [at, { rowNumber }] of single.entries()) {
    const cells = byNumber.get(rowNumber) ?? [];
    const by = known.get(at);
    // One reason alone, and one that an agency is not told where it is about another. (LST-11)
    const reason = by === 'of-this-agency' ? 'on-an-earlier-list' : 'on-a-list-of-another';
    if (by !== undefined) faults.push({ rowNumber, reasons: [reason], likeRow: null, cells });
  }
  return { people, faults };
}

/**
 * In which row somebody was seen first, and with which number of the agency. What is kept of each is a digest and a
 * number: the words of 50,000 people would be held until the last row is read.
 */
class Seen {
  private readonly first = new Map<string, number>();
  private readonly numbers: string[] = [];
  /** Only where somebody comes again with another number. */
  private readonly others = new Map<string, number>();

  /** The row before this one that is of the same person about the same thing; else this one is remembered. (LST-3) */
  rowLike(details: Parameters<typeof likenessOf>[0], rowNumber: number): number | null {
    const number = digestOf(referenceText(details.reference));
    const likes = Object.values(likenessOf(details)).flatMap((text) => (text === '' ? [] : digestOf(text)));
    for (const like of likes) {
      const found = this.rowOf(like, number);
      if (found !== undefined) return found;
    }
    this.numbers[rowNumber] = number;
    for (const like of likes) {
      if (this.first.has(like)) this.others.set(like + number, rowNumber);
      else this.first.set(like, rowNumber);
    }
    return null;
  }

  private rowOf(like: string, number: string): number | undefined {
    const first = this.first.get(like);
    if (first === undefined) return undefined;
    const before = this.numbers[first];
    // A number that is missing, here or there, may be any.
    return number === '' || before === '' || before === number ? first : this.others.get(like + number);
  }
}

function digestOf(text: string): string {
  return text === '' ? '' : hash('sha256', text, 'binary');
}
