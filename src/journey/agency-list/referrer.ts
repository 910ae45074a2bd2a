import { z } from 'zod';
import {
  explainFile,
  explainRemark,
  explainRow,
  faultsAfter,
  fields,
  fieldWords,
  guessColumns,
  headOf,
  isTheirList,
  listsAtOnce,
  sentFaultCount,
  sentListById,
  sentListsBefore,
  type CannotBeRead,
  type CannotTakeList,
  type Columns,
  type KeptFault,
  type ListPlace,
  type SentList,
} from '#journey/offer-list/facts.ts';
import { csvPieces } from '#platform/csv.ts';
import { refuse, type Decision } from '#platform/decision.ts';
import { problemsOf } from '#platform/forms.ts';
import { placeOfReferrer } from '#service/agencies/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type {
  Download,
  LookAgain,
  Outcome,
  Page,
  ReferrerDoor,
  SentFile,
  StaffSent,
  StaffVisit,
} from '#vocabulary/doors.ts';
import { isId } from '#vocabulary/ids.ts';
import { safeWays, type ListId, type SafeWay } from '#vocabulary/offers.ts';
import type { Part } from '#vocabulary/parts.ts';
import { sendListPage, sentListPage, sentListsPage } from './pages.ts';

/** What is done with lists; it is done where lists are. */
export interface ListsOf<Kept extends { readonly id: string }, Refused extends string> {
  readonly take: (file: SentFile) => Promise<{ readonly list: Kept } | { readonly because: CannotTakeList }>;
  readonly drop: (id: string) => Promise<void>;
  readonly add: (
    hand: Hand,
    list: Kept & {
      readonly agencyId: string;
      readonly part: Part;
      readonly safeWays: readonly SafeWay[];
      readonly sentByAgency: true;
    },
  ) => Promise<Decision<ListId, 'no-such-agency'>>;
  readonly check: (hand: Hand, id: string, columns: Columns) => Promise<Decision<unknown, Refused | 'not-there'>>;
  readonly letGo: (hand: Hand, id: string) => Promise<Decision<unknown, Refused | 'not-there'>>;
  readonly explain: (reason: Refused) => string;
}

/** So many rows to mend stand on the page; all of them are in the file. */
const faultsShown = 50;
const faultsInAPiece = 200;

/** Lists that people of an agency send themselves. (LST-9, LST-10, LST-11) */
export function listsForReferrers<Kept extends { readonly id: string }, Refused extends string>(
  door: ReferrerDoor,
  lists: ListsOf<Kept, Refused>,
): void {
  door.page('/lists', history);
  door.page('/lists/new', fresh);
  door.upload<Awaited<ReturnType<typeof lists.take>>>('/lists/new', {
    take: lists.take,
    submit: (sent, taken) => send(lists, sent, taken),
    show: fresh,
  });
  door.page('/lists/:list', show);
  door.form('/lists/:list/columns', (sent) => choose(lists, sent), show);
  door.form('/lists/:list/let-go', (sent) => takeBack(lists, sent), show);
  door.download('/lists/:list/rows-to-mend', rowsToMend);
}

async function history({ db, staff, query }: StaffVisit): Promise<Page | 'not-found'> {
  const agency = await placeOfReferrer(db, staff.staffId);
  if (!agency) return 'not-found';
  const found = await sentListsBefore(db, agency.id, placeIn(query['before'] ?? ''));
  const lists = found.slice(0, listsAtOnce);
  return sentListsPage(lists, found.length > listsAtOnce ? (lists.at(-1) ?? null) : null);
}

function placeIn(text: string): ListPlace | null {
  const [moment = '', id = ''] = text.split('_');
  return /^\d{1,14}$/.test(moment) && isId(id) ? { addedAt: new Date(Number(moment)), id } : null;
}

async function fresh({ db, staff, attempt }: StaffVisit): Promise<Page | 'not-found'> {
  return (await placeOfReferrer(db, staff.staffId)) ? sendListPage(attempt) : 'not-found';
}

const NewList = z.object({
  part: z.enum(['harmed', 'responsible'], 'Choose who is on it'),
  ways: z
    .union([z.string().transform((way) => [way]), z.array(z.string())])
    .default([])
    .transform((chosen): readonly SafeWay[] => safeWays.filter((way) => chosen.includes(way))),
});

async function send<Kept extends { readonly id: string }, Refused extends string>(
  { add, drop }: ListsOf<Kept, Refused>,
  { form, act, staff }: StaffSent,
  taken: readonly ({ readonly list: Kept } | { readonly because: CannotTakeList })[],
): Promise<Outcome> {
  const parsed = NewList.safeParse(form);
  const kept = taken.flatMap((each) => ('list' in each ? [each.list] : []));
  const [list] = kept;
  const problems = [
    ...(parsed.success ? [] : problemsOf(parsed.error)),
    ...(taken.length === 0 ? [{ field: 'file', text: 'Choose the file' }] : []),
    ...(taken.length > 1 ? [{ field: 'file', text: explainFile('one-file-at-a-time') }] : []),
    ...taken.flatMap((each) => ('because' in each ? [{ field: 'file', text: explainFile(each.because) }] : [])),
  ];
  const decision =
    parsed.success && list && taken.length === 1
      ? await act(async (hand) => {
          const agency = await placeOfReferrer(hand, staff.staffId);
          if (!agency) return refuse('no-such-agency');
          const { part, ways } = parsed.data;
          return add(hand, { ...list, agencyId: agency.id, part, safeWays: ways, sentByAgency: true });
        })
      : undefined;
  if (decision?.ok) return { to: `/agency/lists/${decision.value}` };
  for (const each of kept) await drop(each.id);
  if (decision) return 'not-found';
  // A browser sends a file once: with the rest of the form wrong, it is to be chosen again.
  return { problems: kept.length > 0 ? [...problems, { field: 'file', text: 'Choose the file again' }] : problems };
}

const idIn = ({ params }: Pick<StaffVisit, 'params'>): string =>
  isId(params['list'] ?? '') ? (params['list'] ?? '') : '';

async function listFor(visit: Pick<StaffVisit, 'db' | 'params'>): Promise<SentList | undefined> {
  const id = idIn(visit);
  return id === '' ? undefined : sentListById(visit.db, id);
}

async function show(visit: StaffVisit): Promise<Page | 'not-found'> {
  const { db, query, attempt } = visit;
  const list = await listFor(visit);
  if (!list) return 'not-found';
  const { headings, rows, columns, remembered } = await headOf(db, list.id);
  const known = Object.keys(columns).length > 0 ? columns : guessColumns(headings, remembered);
  const faults = await faultsAfter(db, list.id, 0, faultsShown);
  const page = sentListPage({
    list,
    problem: list.problem === null ? '' : explainFile(list.problem as CannotBeRead),
    remarks: list.remarks.map(explainRemark),
    columns: fields.map((field) => ({
      ...{ name: `column-${field}`, value: String(known[field] ?? '') },
      ...fieldWords[field],
    })),
    ...{ headings, firstRows: rows, wasChosenBefore: Object.keys(remembered).length > 0 },
    faults: faults.map((fault) => ({ rowNumber: fault.rowNumber, words: wordsOf(fault) })),
    faultCount: await sentFaultCount(db, list.id),
    isChoosing: query['choose'] === 'columns',
    attempt,
  });
  return { ...page, read: { what: 'person', itemId: list.id } };
}

async function choose<Kept extends { readonly id: string }, Refused extends string>(
  { check, explain }: ListsOf<Kept, Refused>,
  sent: StaffSent,
): Promise<Outcome> {
  const columns: Columns = Object.fromEntries(
    fields.flatMap((field) => {
      const chosen = sent.form[`column-${field}`];
      return typeof chosen === 'string' && /^\d{1,3}$/.test(chosen) ? [[field, Number(chosen)]] : [];
    }),
  );
  const decision = await onTheirs(sent, (hand, id) => check(hand, id, columns));
  return decision.ok ? { to: `/agency/lists/${idIn(sent)}` } : refusedBy(decision.because, 'column-full-name', explain);
}

async function takeBack<Kept extends { readonly id: string }, Refused extends string>(
  { letGo, drop, explain }: ListsOf<Kept, Refused>,
  sent: StaffSent,
): Promise<Outcome> {
  const decision = await onTheirs(sent, letGo);
  if (!decision.ok) return refusedBy(decision.because, 'main-content', explain);
  await drop(idIn(sent));
  return { to: '/agency/lists', said: 'The list was taken back. Nothing that it said is kept.' };
}

/** Does something with a list that whoever asks sent, or follows. (AGY-1) */
function onTheirs<Value, Refused extends string>(
  sent: StaffSent,
  work: (hand: Hand, id: string) => Promise<Decision<Value, Refused | 'not-there'>>,
): Promise<Decision<Value, Refused | 'not-there'>> {
  const id = idIn(sent);
  return sent.act(async (hand): Promise<Decision<Value, Refused | 'not-there'>> => {
    const place = await placeOfReferrer(hand, sent.staff.staffId);
    if (id === '' || !place || !(await isTheirList(hand, id, place))) return refuse('not-there');
    return work(hand, id);
  });
}

function refusedBy<Refused extends string>(
  because: readonly (Refused | 'not-there')[],
  field: string,
  explain: (reason: Refused) => string,
): Outcome {
  const reasons = because.filter((reason): reason is Refused => reason !== 'not-there');
  return reasons.length === 0 ? 'not-found' : { problems: reasons.map((reason) => ({ field, text: explain(reason) })) };
}

function wordsOf({ reasons, likeRow }: Pick<KeptFault, 'reasons' | 'likeRow'>): string {
  return reasons.map((reason) => explainRow(reason) + (likeRow === null ? '' : ` (row ${likeRow})`)).join('. ');
}

/** The rows that the agency is to mend, as they came, each with the reasons before it. */
async function rowsToMend(visit: StaffVisit): Promise<Download | 'not-found'> {
  const list = await listFor(visit);
  if (!list || (await sentFaultCount(visit.db, list.id)) === 0) return 'not-found';
  const { headings } = await headOf(visit.db, list.id);
  return {
    name: `rows-to-mend-${list.addedAt.toISOString().slice(0, 10)}.csv`,
    type: 'text/csv',
    text: (again) => csvPieces(['Row in the file', 'What to mend', ...headings], batchesToMend(list, again)),
    read: { what: 'export', itemId: list.id, wanted: { rows: 'to-mend' } },
  };
}

async function* batchesToMend({ id }: SentList, again: LookAgain): AsyncGenerator<readonly string[][]> {
  for (let after = 0; ;) {
    const from = after;
    const faults = await again((db) => faultsAfter(db, id, from, faultsInAPiece));
    if (faults.length === 0) return;
    yield faults.map(({ rowNumber, reasons, likeRow, cells }) => [
      String(rowNumber),
      wordsOf({ reasons, likeRow }),
      ...cells,
    ]);
    after = faults.at(-1)?.rowNumber ?? after;
  }
}
