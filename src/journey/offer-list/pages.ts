import { errorsOf, fileField, radioField, selectField, sendForm, tickField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { pagination } from '#platform/govuk/pagination.ts';
import { tag } from '#platform/govuk/tag.ts';
import { html, type Html } from '#platform/html.ts';
import { momentInWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { AgencyId } from '#vocabulary/ids.ts';
import { offerWayWords, safeWays, type ListStatus } from '#vocabulary/offers.ts';
import { partWords } from '#vocabulary/parts.ts';
import { explainFile } from './rules.ts';
import { aList } from './examples.ts';
import type { List, ListPlace } from './facts.ts';

const statusWords: Readonly<Record<ListStatus, { readonly text: string; readonly colour: string }>> = {
  new: { text: 'Columns to choose', colour: 'yellow' },
  checking: { text: 'Being checked', colour: 'blue' },
  checked: { text: 'Checked, not taken in', colour: 'yellow' },
  importing: { text: 'Being taken in', colour: 'blue' },
  imported: { text: 'Taken in', colour: 'green' },
  undone: { text: 'Undone', colour: 'grey' },
  'let-go': { text: 'Let go', colour: 'grey' },
  failed: { text: 'Could not be read', colour: 'red' },
};

/** Where a list is, as a tag. */
export function listTag(status: ListStatus): Html {
  const { text, colour } = statusWords[status];
  return tag({ text, classes: `govuk-tag--${colour}` });
}

export interface Lists {
  readonly lists: readonly List[];
  readonly olderFrom: ListPlace | null;
  readonly isOlder: boolean;
  readonly staffNames: ReadonlyMap<string, string>;
}

/** Every list that came, and what became of it. */
export function listsPage({ lists, olderFrom, isOlder, staffNames }: Lists): Page {
  return {
    title: 'Lists',
    back: '/offers',
    body: html`<h1 class="govuk-heading-l">Lists</h1>
      <p class="govuk-body">
        Lists of people whom agencies ask us to offer restorative practice to, and what became of each.
      </p>
      ${button({ text: 'Add a list', href: '/lists/new' })}
      ${lists.length === 0 && html`<p class="tp-empty govuk-body">No list was added${isOlder ? ' before this' : ' yet'}.</p>`}
      ${
        lists.length > 0 &&
        html`<ul class="tp-list">
          ${lists.map((list) => row(list, staffNames))}
        </ul>`
      }
      ${
        olderFrom &&
        pagination({
          next: {
            href: `/lists?before=${olderFrom.addedAt.getTime()}_${olderFrom.id}`,
            text: 'Older',
            labelText: 'Lists before these',
          },
        })
      }`,
  };
}

function row(list: List, names: ReadonlyMap<string, string>): Html {
  return html`<li class="tp-list__row">
    <div>
      <a class="tp-list__link" href="/lists/${list.id}">${list.agencyName}, ${momentInWords(list.addedAt)}</a>
      <p class="tp-list__note">
        ${list.kind === 'csv' ? 'Text file' : 'Spreadsheet'}, added by ${names.get(list.addedBy) ?? 'somebody who left'}
      </p>
    </div>
    <p>${listTag(list.status)}</p>
    <p class="tp-list__note">
      ${
        list.rowsRead > 0 &&
        html`${inFigures(list.rowsGood)} ${list.status === 'imported' ? 'taken in' : 'good'}, ${inFigures(list.rowsBad)} left out`
      }
    </p>
  </li>`;
}

/** "5,000". */
export function inFigures(count: number): string {
  return count.toLocaleString('en-GB');
}

/** An agency that may have sent a list. */
export interface SendingAgency {
  readonly id: AgencyId;
  readonly name: string;
}

/** A list is sent to us: by whom, who is on it, and the file. */
export function newListPage(agencies: readonly SendingAgency[], attempt: Attempt): Page {
  return {
    title: 'Add a list',
    back: '/lists',
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Add a list</h1>
      <p class="govuk-body">
        Nobody is taken in before you have seen what the list says and what is wrong with it. The file is kept sealed until
        then, and for a day at most.
      </p>
      ${sendForm(
        '/lists/new',
        [
          selectField(attempt, {
            name: 'agency',
            label: 'Who sent the list',
            hint: agencies.length === 0 ? 'No agency is there yet. Add it under Agencies first.' : undefined,
            choices: agencies.map(({ id, name }) => ({ value: id, text: name })),
          }),
          radioField(attempt, {
            name: 'part',
            label: 'Who is on it',
            isInline: true,
            value: 'harmed',
            choices: Object.entries(partWords).map(([value, text]) => ({ value, text })),
          }),
          tickField(attempt, {
            name: 'ways',
            label: 'Ways that the agency says are safe for everybody on it',
            hint: 'Only what the agency has asked each of them. A column of the list may say it person by person; where nothing says it, nobody is written to or rung.',
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

const staffName = new Map([[aList({}).addedBy as string, 'Amara Okafor']]);
const agency: SendingAgency = { id: aList({}).agencyId, name: 'Northamptonshire Police' };

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'No list came yet', page: listsPage({ lists: [], olderFrom: null, isOlder: false, staffNames: staffName }) },
  {
    name: 'Lists of agencies',
    page: listsPage({
      lists: [
        aList({ status: 'new', rowsRead: 0 }),
        aList({ status: 'imported', importedAt: new Date('2026-11-16T09:40:00Z') }),
        aList({ status: 'failed', problem: 'is-damaged', rowsRead: 0 }),
      ],
      olderFrom: aList({}),
      isOlder: false,
      staffNames: staffName,
    }),
  },
  { name: 'Adding a list', page: newListPage([agency], freshAttempt) },
  {
    name: 'Adding a list that is locked',
    page: newListPage([], {
      typed: { part: 'harmed', ways: ['call'] },
      problems: [
        { field: 'agency', text: 'Choose who sent the list' },
        { field: 'file', text: explainFile('is-an-older-workbook-or-locked') },
      ],
    }),
  },
];
