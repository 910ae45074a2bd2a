import { errorsOf, form, pressForm, selectField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { insetText } from '#platform/govuk/inset-text.ts';
import { summaryList } from '#platform/govuk/summary-list.ts';
import { html, type Html } from '#platform/html.ts';
import { momentInWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { offerWayWords } from '#vocabulary/offers.ts';
import { partWords } from '#vocabulary/parts.ts';
import { aList } from './examples.ts';
import type { KeptFault, List, ListHead } from './facts.ts';
import { inFigures, listTag } from './pages.ts';
import { explainRow, guessColumns, type RowFault } from './row-rules.ts';
import {
  explainFile,
  explainRemark,
  faultsKeptDays,
  fields,
  fieldWords,
  letGo,
  undo,
  type CannotBeRead,
  type ListField,
} from './rules.ts';

export interface ShownList {
  readonly list: List;
  readonly head: ListHead;
  readonly counts: readonly { readonly reason: RowFault; readonly count: number }[];
  readonly faults: readonly KeptFault[];
  readonly hasMore: boolean;
  /** Whether the columns of a list that was checked are chosen anew. */
  readonly isChoosing: boolean;
  readonly by: string;
  readonly attempt: Attempt;
  readonly now: Date;
}

/** One list, where it stands: its columns, what checking it found, what became of it. */
export function listPage(shown: ShownList): Page {
  const { list, attempt } = shown;
  return {
    title: `List of ${list.agencyName}`,
    back: '/lists',
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">List of ${list.agencyName}</h1>
      <p class="govuk-body">${listTag(list.status)}</p>
      ${inside(shown)} ${about(shown)}`,
  };
}

function inside(shown: ShownList): Html {
  const { list, isChoosing } = shown;
  switch (list.status) {
    case 'new':
      return html`${columnsForm(shown)} ${letGoForm(list)}`;
    case 'checking':
      return waiting(shown, 'We are checking the list. Nobody is taken in by that.');
    case 'checked':
      return isChoosing ? columnsForm(shown) : report(shown);
    case 'importing':
      return waiting(shown, 'We are taking the list in. Either everybody is taken in, or nobody.');
    case 'imported':
      return takenIn(shown);
    case 'undone':
      return html`<p class="govuk-body">
        Everybody on this list was taken out again${list.undoneAt && html` on ${momentInWords(list.undoneAt)}`}.
      </p>`;
    case 'let-go':
      return html`<p class="govuk-body">This list was let go. Nobody of it was taken in, and nothing that it said is kept.</p>`;
    case 'failed':
      return insetText({ text: `${explainFile(list.problem as CannotBeRead)}. Nobody of this list was taken in.` });
    default:
      return html``;
  }
}

function waiting({ list, now }: ShownList, words: string): Html {
  const tooLong = letGo(list, now).ok;
  return html`<p class="govuk-body">${words} A long list takes up to a minute.</p>
    ${
      tooLong &&
      insetText({
        text: 'This takes longer than it should: the reading broke off, and is begun again within ten minutes. You can wait for that, or let the list go and send it again. Nobody of it was taken in.',
      })
    }
    ${button({ text: 'Look again', href: `/lists/${list.id}`, classes: 'govuk-button--secondary' })}
    ${tooLong && letGoForm(list)}`;
}

function columnsForm({ list, head, attempt }: ShownList): Html {
  const known = Object.keys(head.columns).length > 0 ? head.columns : guessColumns(head.headings, head.remembered);
  const wasChosen = Object.keys(head.remembered).length > 0;
  const choices = head.headings.map((heading, at) => ({
    value: String(at),
    text: `${heading || `Column ${at + 1}`}${sample(head, at)}`,
  }));
  return html`<h2 class="govuk-heading-m">Which column is what</h2>
    <p class="govuk-body">
      ${
        wasChosen
          ? 'As it was chosen for this agency the last time. Look whether it still fits.'
          : 'As the headings say it. Look whether it fits; it is remembered for the next list of this agency.'
      }
      What has no column is left out.
    </p>
    ${form(
      `/lists/${list.id}/columns`,
      fields.map((field) =>
        selectField(attempt, {
          name: `column-${field}`,
          label: fieldWords[field].label,
          hint: fieldWords[field].hint,
          value: String(known[field] ?? ''),
          unchosen: 'Not in this list',
          choices,
        }),
      ),
      { text: 'Check the list' },
    )}`;
}

function sample({ rows }: ListHead, at: number): string {
  const first = rows.map((cells) => cells[at] ?? '').find((cell) => cell !== '');
  return first === undefined ? '' : ` (${first.slice(0, 30)})`;
}

function report(shown: ShownList): Html {
  const { list } = shown;
  return html`<h2 class="govuk-heading-m">What checking it found</h2>
    ${tally(shown)}
    ${
      list.rowsGood > 0
        ? pressForm(`/lists/${list.id}/take-in`, {
            text: list.rowsGood === 1 ? 'Take in 1 person' : `Take in ${inFigures(list.rowsGood)} people`,
          })
        : insetText({ text: 'No row can be taken in. Choose the columns again, or mend the list and send it anew.' })
    }
    <p class="govuk-body"><a class="govuk-link" href="/lists/${list.id}?choose=columns">Choose the columns again</a></p>
    ${leftOut(shown)} ${letGoForm(list)}`;
}

function takenIn(shown: ShownList): Html {
  const { list, now } = shown;
  const mayUndo = undo(list, 0, now).ok;
  return html`<p class="govuk-body">
      It was taken in${list.importedAt && html` on ${momentInWords(list.importedAt)}`}.
      <a class="govuk-link" href="/offers?list=${list.id}">See who of it was asked, and who was not</a>
    </p>
    ${tally(shown)} ${leftOut(shown)}
    ${
      mayUndo &&
      html`<h2 class="govuk-heading-m">Undo it</h2>
        <p class="govuk-body">
          For a day, while nobody of it was asked, everybody can be taken out again. Nothing that the list said is kept then.
        </p>
        ${pressForm(`/lists/${list.id}/undo`, { text: 'Undo this list', quiet: true })}`
    }`;
}

function tally({ list, counts }: ShownList): Html {
  const row = (key: string, count: number) => ({ key: { text: key }, value: { text: inFigures(count) } });
  return html`${summaryList({
    rows: [
      row('Rows read', list.rowsRead),
      row(list.status === 'imported' ? 'People taken in' : 'Rows that can be taken in', list.rowsGood),
      row('Rows left out', list.rowsBad),
      ...counts.map(({ reason, count }) => row(explainRow(reason), count)),
    ],
  })}
  ${list.remarks.map((remark) => insetText({ text: explainRemark(remark) }))}`;
}

/** The name in a row, as far as there is one: whoever talks with the agency about it says more than a number. */
function nameIn({ columns }: ListHead, cells: readonly string[]): string {
  const of = (field: ListField) => cells[columns[field] ?? -1] ?? '';
  const name = of('full-name') || `${of('first-name')} ${of('last-name')}`.trim();
  return name === '' ? '' : ` (${name.slice(0, 60)})`;
}

function leftOut({ list, head, faults, hasMore }: ShownList): Html {
  if (list.rowsBad > 0 && head.headings.length === 0) {
    return html`<p class="govuk-body">
      The rows that were left out were kept for ${faultsKeptDays} days, to mend and send again. They are let go of now.
    </p>`;
  }
  if (faults.length === 0) return html``;
  const last = faults.at(-1)?.rowNumber ?? 0;
  return html`<h2 class="govuk-heading-m">Rows that are left out</h2>
    <p class="govuk-body">
      <a class="govuk-link" href="/lists/${list.id}/rows-left-out">Keep them as a file, with the reasons</a>, to mend and send
      again.
      ${list.status === 'imported' && `They are kept for ${faultsKeptDays} days.`}
    </p>
    <ul class="govuk-list">
      ${faults.map(
        ({ rowNumber, reasons, likeRow, cells }) =>
          html`<li>
            Row ${rowNumber}${nameIn(head, cells)}: ${reasons.map(explainRow).join('. ')}${likeRow !== null && html` (row ${likeRow})`}.
          </li>`,
      )}
    </ul>
    ${hasMore && html`<p class="govuk-body"><a class="govuk-link" href="/lists/${list.id}?after=${last}">Show more</a></p>`}`;
}

function letGoForm({ id }: List): Html {
  return html`<h2 class="govuk-heading-m">Not this list after all?</h2>
    ${pressForm(`/lists/${id}/let-go`, { text: 'Let it go', quiet: true })}`;
}

function about({ list, by }: ShownList): Html {
  const ways = list.safeWays.map((way) => offerWayWords[way].toLowerCase()).join(', ');
  return html`<h2 class="govuk-heading-m">About this list</h2>
    ${summaryList({
      rows: [
        { key: { text: 'Added' }, value: { text: `${momentInWords(list.addedAt)}${by === '' ? '' : `, by ${by}`}` } },
        ...(list.fileName === '' ? [] : [{ key: { text: 'File' }, value: { text: list.fileName } }]),
        { key: { text: 'Who is on it' }, value: { text: partWords[list.part] } },
        { key: { text: 'Safe for everybody' }, value: { text: ways === '' ? 'Nothing was said' : ways } },
      ],
    })}`;
}

const head: ListHead = {
  headings: ['Name', 'DOB', 'Mobile', 'Crime number', 'Offence'],
  rows: [['Moira Kettering', '1971-03-09', '01604 496 0123', '26000123456', 'Burglary']],
  ...{ columns: { 'full-name': 0 }, remembered: {} },
};
const now = new Date('2026-11-16T10:00:00Z');
const shown = {
  head,
  counts: [],
  faults: [],
  hasMore: false,
  isChoosing: false,
  by: 'Amara Okafor',
  attempt: freshAttempt,
  now,
};
const faults: readonly KeptFault[] = [
  { rowNumber: 7, reasons: ['name-is-missing', 'birth-is-no-day'], likeRow: null, cells: [] },
  { rowNumber: 9, reasons: ['like-a-row-before'], likeRow: 4, cells: ['Moira Kettering'] },
];

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Choosing the columns of a list', page: listPage({ ...shown, list: aList({ status: 'new', rowsRead: 0 }) }) },
  {
    name: 'Choosing columns without a name',
    page: listPage({
      ...shown,
      list: aList({ status: 'new', rowsRead: 0 }),
      attempt: {
        typed: { 'column-phone': '2' },
        problems: [
          { field: 'column-full-name', text: 'Choose the column with the name: the full name, or the last name' },
        ],
      },
    }),
  },
  {
    name: 'A list that is being checked',
    page: listPage({ ...shown, list: aList({ status: 'checking', movedAt: now }) }),
  },
  { name: 'A list whose reading broke off', page: listPage({ ...shown, list: aList({ status: 'importing' }) }) },
  {
    name: 'What checking a list found',
    page: listPage({
      ...shown,
      list: aList({ remarks: ['has-merged-cells', 'has-more-sheets'] }),
      counts: [
        { reason: 'name-is-missing', count: 147 },
        { reason: 'like-a-row-before', count: 41 },
      ],
      faults,
      hasMore: true,
    }),
  },
  {
    name: 'A list that was taken in',
    page: listPage({ ...shown, list: aList({ status: 'imported', importedAt: now }), faults }),
  },
  {
    name: 'A list that was taken in a month ago',
    page: listPage({
      ...shown,
      list: aList({ status: 'imported', importedAt: new Date('2026-10-01T10:00:00Z') }),
      head: { ...{ headings: [], rows: [] }, ...{ columns: {}, remembered: {} } },
    }),
  },
  {
    name: 'A list that could not be read',
    page: listPage({ ...shown, list: aList({ status: 'failed', problem: 'unpacks-to-too-much', rowsRead: 0 }) }),
  },
];
