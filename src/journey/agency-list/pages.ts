import { unreachable } from '#platform/decision.ts';
import {
  errorsOf,
  fileField,
  form,
  pressForm,
  radioField,
  selectField,
  sendForm,
  tickField,
} from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { insetText } from '#platform/govuk/inset-text.ts';
import { summaryList } from '#platform/govuk/summary-list.ts';
import { tag } from '#platform/govuk/tag.ts';
import { html, type Html } from '#platform/html.ts';
import { momentInWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { offerWayWords, safeWays, type ListId, type ListStatus } from '#vocabulary/offers.ts';
import { partWords, type Part } from '#vocabulary/parts.ts';
import { standingOf, type SentStanding } from './rules.ts';

/** A list as the agency that sent it may see it. */
export interface SentList {
  readonly id: ListId;
  readonly fileName: string;
  readonly part: Part;
  readonly status: ListStatus;
  readonly rowsRead: number;
  readonly addedAt: Date;
  readonly importedAt: Date | null;
}

const standingWords: Readonly<Record<SentStanding, { readonly text: string; readonly colour: string }>> = {
  'columns-to-choose': { text: 'Columns to choose', colour: 'yellow' },
  'being-read': { text: 'Being read', colour: 'blue' },
  'with-us': { text: 'Sent, waits for us', colour: 'blue' },
  'taken-in': { text: 'Taken in', colour: 'green' },
  'not-taken-in': { text: 'Not taken in', colour: 'grey' },
  'could-not-be-read': { text: 'Could not be read', colour: 'red' },
};

function standingTag({ status }: SentList): Html {
  const { text, colour } = standingWords[standingOf(status)];
  return tag({ text, classes: `govuk-tag--${colour}` });
}

/** The lists that somebody of an agency follows, and where each stands. */
export function sentListsPage(lists: readonly SentList[], olderFrom: Pick<SentList, 'id' | 'addedAt'> | null): Page {
  return {
    title: 'Your lists',
    back: '/agency',
    body: html`<h1 class="govuk-heading-l">Your lists</h1>
      <p class="govuk-body">
        Send the people who are to be offered restorative practice as one file, such as your list of the week. We ask nobody in a
        way that you do not call safe.
      </p>
      ${button({ text: 'Send a list', href: '/agency/lists/new' })}
      ${
        lists.length === 0
          ? html`<p class="tp-empty govuk-body">No list was sent yet.</p>`
          : html`<ul class="tp-list">
              ${lines(lists)}
            </ul>`
      }
      ${
        olderFrom &&
        html`<p class="govuk-body">
          <a class="govuk-link" href="/agency/lists?before=${olderFrom.addedAt.getTime()}_${olderFrom.id}">Show older lists</a>
        </p>`
      }`,
  };
}

function lines(lists: readonly SentList[]): readonly Html[] {
  return lists.map(
    (list) =>
      html`<li class="tp-list__row">
        <div>
          <h2 class="govuk-heading-s govuk-!-margin-bottom-1">
            <a class="tp-list__link" href="/agency/lists/${list.id}">${list.fileName || 'A list'}</a>
          </h2>
          <p class="govuk-body-s govuk-!-margin-bottom-0">Sent on ${momentInWords(list.addedAt)}</p>
        </div>
        <div>${standingTag(list)}</div>
      </li>`,
  );
}

/** Sending a list: who is on it, which ways are safe, and the file. */
export function sendListPage(attempt: Attempt): Page {
  return {
    title: 'Send a list',
    back: '/agency/lists',
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Send a list</h1>
      <p class="govuk-body">
        You see which rows we cannot read before anybody here takes the list in. The file is kept sealed until then, and for a
        week at most.
      </p>
      ${sendForm(
        '/agency/lists/new',
        [
          radioField(attempt, {
            name: 'part',
            label: 'Who is on it',
            isInline: true,
            value: 'harmed',
            choices: Object.entries(partWords).map(([value, text]) => ({ value, text })),
          }),
          tickField(attempt, {
            name: 'ways',
            label: 'Ways that are safe for everybody on it',
            hint: 'Only what you have asked each of them. A column of the list may say it person by person; where nothing says it, we write to nobody and ring nobody.',
            choices: safeWays.map((way) => ({ value: way, text: offerWayWords[way] })),
          }),
          fileField(attempt, {
            name: 'file',
            label: 'The list',
            hint: 'An Excel workbook (.xlsx) or a text file (.csv), 20 MB at most, with the headings in the first row. The first sheet is read.',
            accept: '.csv,.xlsx,.txt',
            isOne: true,
          }),
        ],
        { text: 'Look at it' },
      )}`,
  };
}

export interface ShownSentList {
  readonly list: SentList;
  /** Why it could not be read, and what its sender should know of, in words. */
  readonly problem: string;
  readonly remarks: readonly string[];
  /** What each column may be, and which one is. */
  readonly columns: readonly {
    readonly name: string;
    readonly label: string;
    readonly hint?: string | undefined;
    readonly value: string;
  }[];
  readonly headings: readonly string[];
  readonly firstRows: readonly (readonly string[])[];
  readonly wasChosenBefore: boolean;
  /** The rows that the agency is to mend and why, as many as a page shows, and how many there are. */
  readonly faults: readonly { readonly rowNumber: number; readonly words: string }[];
  readonly faultCount: number;
  readonly isChoosing: boolean;
  readonly attempt: Attempt;
}

/** One list that was sent: its columns, which rows are left out and why, and where it stands. */
export function sentListPage(shown: ShownSentList): Page {
  const { list, attempt } = shown;
  return {
    title: 'A list you sent',
    back: '/agency/lists',
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">A list you sent</h1>
      <p class="govuk-body">${standingTag(list)}</p>
      ${inside(shown)}
      ${summaryList({
        rows: [
          ...(list.fileName === '' ? [] : [{ key: { text: 'File' }, value: { text: list.fileName } }]),
          { key: { text: 'Sent' }, value: { text: momentInWords(list.addedAt) } },
          { key: { text: 'Who is on it' }, value: { text: partWords[list.part] } },
        ],
      })}`,
  };
}

function inside(shown: ShownSentList): Html {
  const { list, isChoosing } = shown;
  const standing = standingOf(list.status);
  switch (standing) {
    case 'columns-to-choose':
      return html`${columnsForm(shown)} ${letGoForm(list)}`;
    case 'being-read':
      return html`<p class="govuk-body">We are reading the list. A long one takes up to a minute.</p>
        ${button({ text: 'Look again', href: `/agency/lists/${list.id}`, classes: 'govuk-button--secondary' })}`;
    case 'with-us':
      return list.status === 'checked' && isChoosing
        ? columnsForm(shown)
        : html`<p class="govuk-body">The list is with us. Somebody here takes it in, in the next few working days.</p>
            ${counts(shown)} ${leftOut(shown)}
            ${
              list.status === 'checked' &&
              html`<p class="govuk-body">
                  <a class="govuk-link" href="/agency/lists/${list.id}?choose=columns">Choose the columns again</a>
                </p>
                ${letGoForm(list)}`
            }`;
    case 'taken-in':
      return html`<p class="govuk-body">
          It was taken in${list.importedAt && html` on ${momentInWords(list.importedAt)}`}. What becomes of anybody on it is theirs
          to tell.
        </p>
        ${counts(shown)} ${leftOut(shown)}`;
    case 'not-taken-in':
      return html`<p class="govuk-body">Nobody of this list was taken in, and nothing that it said is kept.</p>`;
    case 'could-not-be-read':
      return insetText({ text: `${shown.problem}. Nobody of this list was taken in.` });
    default:
      return unreachable(standing);
  }
}

function columnsForm({ list, columns, headings, firstRows, wasChosenBefore, attempt }: ShownSentList): Html {
  const choices = headings.map((heading, at) => {
    const first = firstRows.map((cells) => cells[at] ?? '').find((cell) => cell !== '');
    const sample = first === undefined ? '' : ` (${first.slice(0, 30)})`;
    return { value: String(at), text: `${heading || `Column ${at + 1}`}${sample}` };
  });
  return html`<h2 class="govuk-heading-m">Which column is what</h2>
    <p class="govuk-body">
      ${
        wasChosenBefore
          ? 'As it was chosen for your agency the last time. Look whether it still fits.'
          : 'As the headings say it. Look whether it fits; it is remembered for your next list.'
      }
      What has no column is left out.
    </p>
    ${form(
      `/agency/lists/${list.id}/columns`,
      columns.map((column) => selectField(attempt, { ...column, unchosen: 'Not in this list', choices })),
      { text: 'Send the list' },
    )}`;
}

function counts({ list, faultCount, remarks }: ShownSentList): Html {
  const row = (key: string, count: number) => ({
    key: { text: key },
    value: { text: count.toLocaleString('en-GB') },
  });
  return html`${summaryList({
    rows: [row('Rows read', list.rowsRead), row('Rows to mend', faultCount)],
  })}
  ${remarks.map((text) => insetText({ text }))}`;
}

function leftOut({ list, faults, faultCount }: ShownSentList): Html {
  if (faultCount === 0) return html``;
  return html`<h2 class="govuk-heading-m">Rows to mend</h2>
    <p class="govuk-body">
      <a class="govuk-link" href="/agency/lists/${list.id}/rows-to-mend">Keep them as a file, with the reasons</a>, mend them and
      send them as a list of their own.
    </p>
    <ul class="govuk-list">
      ${faults.map(({ rowNumber, words }) => html`<li>Row ${rowNumber}: ${words}.</li>`)}
    </ul>
    ${faultCount > faults.length && html`<p class="govuk-body">The others stand in the file.</p>`}`;
}

function letGoForm({ id }: SentList): Html {
  return html`<h2 class="govuk-heading-m">Not this list after all?</h2>
    ${pressForm(`/agency/lists/${id}/let-go`, { text: 'Take it back', quiet: true })}`;
}

const aSentList: SentList = {
  id: '7b1d2c3e-0000-4000-8000-000000000002' as ListId,
  ...{ fileName: 'week 46.xlsx', part: 'harmed', status: 'checked', rowsRead: 48 },
  ...{ addedAt: new Date('2026-11-16T09:30:00Z'), importedAt: null },
};
const shown: ShownSentList = {
  list: aSentList,
  ...{ problem: '', remarks: ['There is more than one sheet with something on it.'] },
  columns: [
    {
      name: 'column-full-name',
      label: 'Full name',
      hint: 'Or first and last name, where they stand apart.',
      value: '0',
    },
    { name: 'column-date-of-birth', label: 'Date of birth', value: '1' },
    { name: 'column-phone', label: 'Phone number', value: '' },
  ],
  headings: ['Name', 'DOB', 'Mobile', 'Crime number'],
  firstRows: [['Moira Kettering', '1971-03-09', '01604 496 0123', '26000123456']],
  faults: [
    { rowNumber: 7, words: 'The name is missing. The date of birth is not a day we can read, like 23/11/1985' },
    { rowNumber: 9, words: 'The same person is in a row before this one (row 4)' },
  ],
  ...{ wasChosenBefore: false, faultCount: 2, isChoosing: false, attempt: freshAttempt },
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'An agency sent no list yet', page: sentListsPage([], null) },
  {
    name: 'The lists of an agency',
    page: sentListsPage([aSentList, { ...aSentList, status: 'imported', importedAt: aSentList.addedAt }], aSentList),
  },
  { name: 'An agency sends a list', page: sendListPage(freshAttempt) },
  {
    name: 'An agency chooses columns',
    page: sentListPage({ ...shown, list: { ...aSentList, status: 'new', rowsRead: 0 }, faults: [], faultCount: 0 }),
  },
  { name: 'A list of an agency waits', page: sentListPage(shown) },
  {
    name: 'A list of an agency is being read',
    page: sentListPage({ ...shown, list: { ...aSentList, status: 'checking' } }),
  },
  {
    name: 'A list of an agency was taken in',
    page: sentListPage({ ...shown, list: { ...aSentList, status: 'imported', importedAt: aSentList.addedAt } }),
  },
  {
    name: 'A list of an agency could not be read',
    page: sentListPage({
      ...shown,
      list: { ...aSentList, status: 'failed' },
      problem: 'Something in this file is damaged. Open it, save it again and send that',
    }),
  },
];
