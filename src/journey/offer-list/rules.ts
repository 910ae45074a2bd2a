import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import { dayOf, type PlainDate } from '#vocabulary/dates.ts';
import type { ListStatus } from '#vocabulary/offers.ts';
import { workingDaysAfter, workingDaysBefore } from '#vocabulary/working-days.ts';

/** A list is undone while this long has not passed since it was taken in. */
const mayBeUndoneHours = 24;

/** A list that is being read is let go of only after this long: nobody takes from a worker what it reads. */
export const mayBeReadMinutes = 15;

/** A reading that broke off is begun again so often at most. */
const mostTries = 5;

/** Why a file is not taken as a list; the reading of tables says the first ten. */
export type CannotTakeList =
  | 'is-empty'
  | 'is-no-table'
  | 'is-an-older-workbook-or-locked'
  | 'cannot-be-unpacked'
  | 'unpacks-to-too-much'
  | 'is-damaged'
  | 'has-too-many-columns'
  | 'has-too-many-rows'
  | 'has-an-open-quote'
  | 'has-no-sheet'
  | 'is-too-big'
  | 'one-file-at-a-time'
  | 'has-no-rows'
  | 'virus-found'
  | 'virus-scanner-does-not-answer';

/** Why a list that was taken could not be read to its end: its file, or that the reading broke off each time. */
export type CannotBeRead = CannotTakeList | 'reading-broke-off';

export type CannotCheck = 'list-is-past-that' | 'name-has-no-column' | 'column-chosen-twice';

/** What a column of a list may be. */
export const fields = [
  'full-name',
  'first-name',
  'last-name',
  'date-of-birth',
  'phone',
  'email',
  'address',
  'postcode',
  'safe-ways',
  'contact-note',
  'reference',
  'kind',
  'what-happened',
  'happened-on',
  'where',
  'language',
  'access-needs',
] as const;
export type ListField = (typeof fields)[number];

/** What whoever chooses columns reads of each. */
export const fieldWords: Readonly<Record<ListField, { readonly label: string; readonly hint?: string }>> = {
  'full-name': { label: 'Full name', hint: 'Or first and last name, where they stand apart.' },
  'first-name': { label: 'First name' },
  'last-name': { label: 'Last name' },
  'date-of-birth': { label: 'Date of birth' },
  phone: { label: 'Phone number' },
  email: { label: 'E-mail address' },
  address: { label: 'Postal address' },
  postcode: { label: 'Postcode' },
  'safe-ways': { label: 'Ways that are safe', hint: 'Phone, text, email, post or none, as each of them said.' },
  'contact-note': { label: 'Note about reaching them' },
  reference: { label: 'The agency’s number', hint: 'Such as the crime reference.' },
  kind: { label: 'What it is about', hint: 'Such as burglary.' },
  'what-happened': { label: 'What happened' },
  'happened-on': { label: 'The day it happened' },
  where: { label: 'Where it happened' },
  language: { label: 'Language' },
  'access-needs': { label: 'Access needs' },
};

/** Which column is what, by its place in the row of headings. */
export type Columns = Partial<Readonly<Record<ListField, number>>>;

/** A list is checked, as often as its columns are chosen anew, until it is taken in. (LST-1) */
export function check(status: ListStatus, columns: Columns): Decision<Columns, CannotCheck> {
  if (status !== 'new' && status !== 'checked') return refuse('list-is-past-that');
  const places = Object.values(columns);
  const reasons: CannotCheck[] = [];
  if (columns['full-name'] === undefined && columns['last-name'] === undefined) reasons.push('name-has-no-column');
  if (new Set(places).size < places.length) reasons.push('column-chosen-twice');
  return refuseAny(reasons, columns);
}

/** Where the headings stand: a title alone in its row, above them, is none. It is looked for in so many rows. */
export const headingsWithin = 10;
export function headingsAt(rows: readonly (readonly string[])[]): number {
  const at = rows.slice(0, headingsWithin).findIndex((cells) => cells.filter((cell) => cell !== '').length > 1);
  return Math.max(at, 0);
}

export type CannotTakeIn = 'not-checked-yet' | 'nobody-to-take-in';

/** A list is taken in once, after it was checked, and with somebody on it. (LST-1) */
export function takeIn(list: {
  readonly status: ListStatus;
  readonly rowsGood: number;
}): Decision<'importing', CannotTakeIn> {
  if (list.status !== 'checked') return refuse('not-checked-yet');
  return list.rowsGood === 0 ? refuse('nobody-to-take-in') : allow('importing');
}

/** What is read of a list is kept so long where nobody takes it in: a day; a week where an agency sent it, which may be on a Friday. */
const waitsHours = { ofOurs: 24, ofAgencies: 7 * 24 };
/** The rows that a list left out are kept so long after it was taken in: to mend and send again. */
export const faultsKeptDays = 30;

/**
 * What becomes of a list with time: one that nobody takes in within a day is let go of; of one that was taken in, the rows
 * that it left out are, after a month. (LST-8)
 */
export function withTime(
  list: { readonly status: ListStatus; readonly movedAt: Date; readonly sentByAgency: boolean },
  now: Date,
): Decision<'let-go' | 'forget-rows', 'is-not-over'> {
  const hours = (now.getTime() - list.movedAt.getTime()) / 3_600_000;
  const waits = list.sentByAgency ? waitsHours.ofAgencies : waitsHours.ofOurs;
  if ((list.status === 'new' || list.status === 'checked') && hours > waits) return allow('let-go');
  if (list.status === 'imported' && hours > faultsKeptDays * 24) return allow('forget-rows');
  return refuse('is-not-over');
}

/**
 * A list of an agency waits for us from when it was checked: somebody looks at it within the working days in which whatever
 * reaches the service is acknowledged, and a working day before it goes by itself at the latest. (LST-12)
 */
export function toBeLookedAt(checkedAt: Date, acknowledge: number): Record<'lookBy' | 'goneOn', PlainDate> {
  const goneOn = dayOf(new Date(checkedAt.getTime() + waitsHours.ofAgencies * 3_600_000));
  const [promised, last] = [workingDaysAfter(dayOf(checkedAt), acknowledge), workingDaysBefore(goneOn, 1)];
  return { lookBy: promised < last ? promised : last, goneOn };
}

export type CannotLetGo = 'list-is-past-that' | 'list-is-being-read';

/**
 * A list that was not taken in is let go of, with everything that was read of it; also one that is being read, once that
 * has taken so long that it must have broken off. (LST-1, LST-6)
 */
export function letGo(
  list: { readonly status: ListStatus; readonly movedAt: Date },
  now: Date,
): Decision<'let-go', CannotLetGo> {
  if (list.status === 'new' || list.status === 'checked') return allow('let-go');
  if (list.status !== 'checking' && list.status !== 'importing') return refuse('list-is-past-that');
  return now.getTime() - list.movedAt.getTime() < mayBeReadMinutes * 60_000
    ? refuse('list-is-being-read')
    : allow('let-go');
}

/** A reading that broke off is begun again, a few times; a list on which it always breaks off cannot be read. (LST-6) */
export function beginReading(list: {
  readonly status: ListStatus;
  readonly tries: number;
}): Decision<'begun', 'nothing-to-read' | 'reading-broke-off'> {
  if (list.status !== 'checking' && list.status !== 'importing') return refuse('nothing-to-read');
  return list.tries < mostTries ? allow('begun') : refuse('reading-broke-off');
}

export type CannotUndo = 'was-not-taken-in' | 'a-day-has-passed' | 'somebody-was-offered';

/** What a list brought is taken out again within a day, while nobody of it was asked. (LST-4) */
export function undo(
  list: { readonly status: ListStatus; readonly importedAt: Date | null },
  asked: number,
  now: Date,
): Decision<'undone', CannotUndo> {
  if (list.status !== 'imported' || list.importedAt === null) return refuse('was-not-taken-in');
  const reasons: CannotUndo[] = [];
  if (now.getTime() - list.importedAt.getTime() > mayBeUndoneHours * 3_600_000) reasons.push('a-day-has-passed');
  if (asked > 0) reasons.push('somebody-was-offered');
  return refuseAny(reasons, 'undone');
}

/** The refusals in plain words. */
export function explain(reason: CannotCheck | CannotTakeIn | CannotLetGo | CannotUndo): string {
  switch (reason) {
    case 'list-is-past-that':
      return 'This list has gone on since. Look at the page again';
    case 'list-is-being-read':
      return `This list is being read. When that has not ended ${mayBeReadMinutes} minutes after it began, it can be let go of`;
    case 'name-has-no-column':
      return 'Choose the column with the name: the full name, or the last name';
    case 'column-chosen-twice':
      return 'Choose each column for one thing only';
    case 'not-checked-yet':
      return 'Check the list first';
    case 'nobody-to-take-in':
      return 'No row of this list can be taken in. Mend it and send it again';
    case 'was-not-taken-in':
      return 'This list was not taken in, so there is nothing to undo';
    case 'a-day-has-passed':
      return 'A list can be undone for a day, and the day has passed';
    case 'somebody-was-offered':
      return 'Somebody on this list was asked already, so it stays';
    default:
      return unreachable(reason);
  }
}

/** What is seen in a file and its sender should know of. */
export type ListRemark = 'has-merged-cells' | 'has-more-sheets' | 'has-formulas-without-results';

export function explainRemark(remark: ListRemark): string {
  switch (remark) {
    case 'has-merged-cells':
      return 'Some cells of this sheet are merged. Only the first row of a merged cell has what stands in it; the rows below it are empty there.';
    case 'has-more-sheets':
      return 'There is more than one sheet with something on it. Only the first one is read: send the others as lists of their own.';
    case 'has-formulas-without-results':
      return 'Some cells hold a formula that was not worked out, so they are empty here. Open the file in a spreadsheet, save it again and send that.';
    default:
      return unreachable(remark);
  }
}

/** Why a file cannot be taken as a list, in words that say what to do. */
export function explainFile(reason: CannotBeRead): string {
  switch (reason) {
    case 'is-empty':
      return 'The file is empty, or it is gone. Send it again';
    case 'is-no-table':
      return 'This is not a table we can read. Save it as .xlsx or .csv and send that';
    case 'is-an-older-workbook-or-locked':
      return 'This workbook is locked with a password, or in the old .xls form. Take the password off, or save it as .xlsx';
    case 'cannot-be-unpacked':
      return 'This workbook cannot be opened. Open it in Excel, save it again as .xlsx and send that';
    case 'unpacks-to-too-much':
      return 'This workbook unpacks to far more than a list of people. Save the list alone, in a new workbook';
    case 'is-damaged':
      return 'Something in this file is damaged. Open it, save it again and send that';
    case 'has-too-many-columns':
      return 'There is something beyond the 200th column. Take the columns out that nobody needs';
    case 'has-too-many-rows':
      return 'There are more than 100,000 rows. Send it in parts';
    case 'has-an-open-quote':
      return 'A quotation mark is opened and never closed, so everything after it is one cell. Save the file again from the spreadsheet';
    case 'has-no-sheet':
      return 'There is no sheet to read in this workbook';
    case 'has-no-rows':
      return 'There are no rows under the headings';
    case 'is-too-big':
      return 'The file is longer than 20 MB. Send the list in parts, or take columns out that nobody needs';
    case 'one-file-at-a-time':
      return 'Send one list at a time';
    case 'virus-found':
      return 'The virus scanner found something in this file, so it was not kept';
    case 'virus-scanner-does-not-answer':
      return 'The virus scanner does not answer. Nothing was kept; try again later';
    case 'reading-broke-off':
      return 'The reading of this list broke off, five times over. That is a fault on our side. Send it again; when it happens once more, tell whoever looks after this system';
    default:
      return unreachable(reason);
  }
}
