import { z } from 'zod';
import { agenciesOf } from '#service/agencies/facts.ts';
import { csvPieces } from '#platform/csv.ts';
import { problemsOf } from '#platform/forms.ts';
import { staffNames } from '#service/staff/facts.ts';
import type { Download, LookAgain, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId } from '#vocabulary/ids.ts';
import { safeWays, type SafeWay } from '#vocabulary/offers.ts';
import {
  addList,
  checkList,
  letListGo,
  takeList,
  takeListIn,
  undoList,
  type ListIntake,
  type Taken,
} from './actions.ts';
import {
  faultCounts,
  faultsAfter,
  headOf,
  listById,
  listsAtOnce,
  listsBefore,
  type List,
  type ListPlace,
} from './facts.ts';
import { listPage } from './list-pages.ts';
import { listsPage, newListPage } from './pages.ts';
import { takesLists } from './policy.ts';
import { explainRow } from './row-rules.ts';
import { explain, explainFile, fields, type Columns } from './rules.ts';

const faultsShown = 50;
/** A row may be long; so many are held at once. */
const faultsInAPiece = 200;

/** Lists that agencies send: taken in, looked through, undone. */
export function listsForStaff(door: StaffDoor, intake: ListIntake): void {
  door.page('/lists', history, takesLists);
  door.page('/lists/new', fresh, takesLists);
  door.upload<Taken>(
    '/lists/new',
    {
      take: (file) => takeList(intake, file),
      submit: (sent, taken) => add(intake, sent, taken),
      show: fresh,
    },
    takesLists,
  );
  door.page('/lists/:list', show, takesLists);
  door.form('/lists/:list/columns', choose, show, takesLists);
  door.form('/lists/:list/take-in', takeIn, show, takesLists);
  door.form('/lists/:list/let-go', (sent) => letGo(intake, sent), show, takesLists);
  door.form('/lists/:list/undo', undo, show, takesLists);
  door.download('/lists/:list/rows-left-out', rowsLeftOut, takesLists);
}

async function history({ db, query }: StaffVisit): Promise<Page> {
  const place = placeIn(query['before'] ?? '');
  const found = await listsBefore(db, place);
  const lists = found.slice(0, listsAtOnce);
  return listsPage({
    lists,
    olderFrom: found.length > listsAtOnce ? (lists.at(-1) ?? null) : null,
    isOlder: place !== null,
    staffNames: await staffNames(db),
  });
}

function placeIn(text: string): ListPlace | null {
  const [moment = '', id = ''] = text.split('_');
  return /^\d{1,14}$/.test(moment) && isId(id) ? { addedAt: new Date(Number(moment)), id } : null;
}

async function fresh({ db, attempt }: StaffVisit): Promise<Page> {
  return newListPage(await agenciesOf(db), attempt);
}

const NewList = z.object({
  agency: z.uuid('Choose who sent the list'),
  part: z.enum(['harmed', 'responsible'], 'Choose who is on it'),
  ways: z
    .union([z.string().transform((way) => [way]), z.array(z.string())])
    .default([])
    .transform((chosen): readonly SafeWay[] => safeWays.filter((way) => chosen.includes(way))),
});

async function add({ files }: ListIntake, { form, act }: StaffSent, taken: readonly Taken[]): Promise<Outcome> {
  const parsed = NewList.safeParse(form);
  const [first] = taken;
  const list = first && 'list' in first && taken.length === 1 ? first.list : undefined;
  const because = taken.flatMap((each) => ('because' in each ? [each.because] : []));
  const problems = [
    ...(parsed.success ? [] : problemsOf(parsed.error)),
    ...(taken.length === 0 ? [{ field: 'file', text: 'Choose the file' }] : []),
    ...(taken.length > 1 ? [{ field: 'file', text: explainFile('one-file-at-a-time') }] : []),
    ...because.map((reason) => ({ field: 'file', text: explainFile(reason) })),
  ];
  const decision =
    parsed.success && list
      ? await act((hand) =>
          addList(hand, { ...list, agencyId: parsed.data.agency, part: parsed.data.part, safeWays: parsed.data.ways }),
        )
      : undefined;
  if (decision?.ok) return { to: `/lists/${decision.value}` };
  for (const each of taken) if ('list' in each) await files.drop(each.list.id);
  if (decision) return { problems: [{ field: 'agency', text: 'Choose who sent the list' }] };
  // A browser sends a file once: with the rest of the form wrong, it is to be chosen again.
  return { problems: list ? [...problems, { field: 'file', text: 'Choose the file again' }] : problems };
}

async function listFor({ db, params }: Pick<StaffVisit, 'db' | 'params'>): Promise<List | undefined> {
  const id = params['list'] ?? '';
  return isId(id) ? listById(db, id) : undefined;
}

async function show(visit: StaffVisit): Promise<Page | 'not-found'> {
  const { db, query, attempt, now } = visit;
  const list = await listFor(visit);
  if (!list) return 'not-found';
  const after = /^\d{1,7}$/.test(query['after'] ?? '') ? Number(query['after']) : 0;
  const found = await faultsAfter(db, list.id, after, faultsShown + 1);
  const page = listPage({
    list,
    head: await headOf(db, list.id),
    counts: await faultCounts(db, list.id),
    faults: found.slice(0, faultsShown),
    hasMore: found.length > faultsShown,
    isChoosing: query['choose'] === 'columns',
    by: (await staffNames(db)).get(list.addedBy) ?? '',
    attempt,
    now,
  });
  return { ...page, read: { what: 'person', itemId: list.id } };
}

async function choose({ form, params, act }: StaffSent): Promise<Outcome> {
  const id = params['list'] ?? '';
  if (!isId(id)) return 'not-found';
  const columns: Columns = Object.fromEntries(
    fields.flatMap((field) => {
      const chosen = form[`column-${field}`];
      return typeof chosen === 'string' && /^\d{1,3}$/.test(chosen) ? [[field, Number(chosen)]] : [];
    }),
  );
  const decision = await act((hand) => checkList(hand, id, columns));
  if (decision.ok) return { to: `/lists/${id}` };
  return refusedBy(decision.because, 'column-full-name');
}

async function takeIn({ params, act }: StaffSent): Promise<Outcome> {
  const id = params['list'] ?? '';
  if (!isId(id)) return 'not-found';
  const decision = await act((hand) => takeListIn(hand, id));
  return decision.ok ? { to: `/lists/${id}` } : refusedBy(decision.because, 'main-content');
}

async function letGo({ files }: ListIntake, { params, act }: StaffSent): Promise<Outcome> {
  const id = params['list'] ?? '';
  if (!isId(id)) return 'not-found';
  const decision = await act((hand) => letListGo(hand, id));
  if (!decision.ok) return refusedBy(decision.because, 'main-content');
  await files.drop(id);
  return { to: '/lists', said: 'The list was let go. Nobody of it was taken in.' };
}

async function undo({ params, act }: StaffSent): Promise<Outcome> {
  const id = params['list'] ?? '';
  if (!isId(id)) return 'not-found';
  const decision = await act((hand) => undoList(hand, id));
  if (!decision.ok) return refusedBy(decision.because, 'main-content');
  const people = decision.value.toLocaleString('en-GB');
  return { to: `/lists/${id}`, said: `The list was undone: ${people} people were taken out again.` };
}

type Refused = Parameters<typeof explain>[0];

function refusedBy(because: readonly (Refused | 'not-there')[], field: string): Outcome {
  const reasons = because.filter((reason): reason is Refused => reason !== 'not-there');
  return reasons.length === 0 ? 'not-found' : { problems: reasons.map((reason) => ({ field, text: explain(reason) })) };
}

/** The rows that were not taken in, as they came, each with the reasons before it: to mend and send again. */
async function rowsLeftOut(visit: StaffVisit): Promise<Download | 'not-found'> {
  const list = await listFor(visit);
  if (!list || list.rowsBad === 0) return 'not-found';
  const { headings } = await headOf(visit.db, list.id);
  // A month after it was taken in they are let go of.
  if (headings.length === 0) return 'not-found';
  return {
    name: `rows-left-out-${list.addedAt.toISOString().slice(0, 10)}.csv`,
    type: 'text/csv',
    // The reasons come first: how far a row goes is known only once it is read.
    text: (again) => csvPieces(['Row in the file', 'Why it was left out', ...headings], batchesLeftOut(list, again)),
    read: { what: 'export', itemId: list.id, wanted: { rows: 'left-out' } },
  };
}

async function* batchesLeftOut({ id, rowsBad }: List, again: LookAgain): AsyncGenerator<readonly string[][]> {
  let given = 0;
  for (let after = 0; ;) {
    const from = after;
    const faults = await again((db) => faultsAfter(db, id, from, faultsInAPiece));
    if (faults.length === 0) break;
    yield faults.map(({ rowNumber, reasons, likeRow, cells }) => [
      String(rowNumber),
      reasons.map((reason) => explainRow(reason) + (likeRow === null ? '' : ` (row ${likeRow})`)).join('. '),
      ...cells,
    ]);
    given += faults.length;
    after = faults.at(-1)?.rowNumber ?? after;
  }
  // Somebody let the list go meanwhile: a file that breaks off is seen to, one that ends early is believed.
  if (given !== rowsBad) throw new Error('The rows of a list went while they were handed out');
}
