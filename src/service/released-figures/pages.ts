import { selectField } from '#platform/fields.ts';
import { freshAttempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { table } from '#platform/govuk/table.ts';
import { html, type Html } from '#platform/html.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import { csv } from '#platform/csv.ts';
import type { Download, Page } from '#vocabulary/doors.ts';
import type { FigureRelease, ReleasedFigure } from './facts.ts';
import {
  fewestForShare,
  fewestShown,
  lastDayOf,
  makeReady,
  period,
  readyAfterDays,
  shareOf,
  together,
  type Counted,
  type Together,
} from './rules.ts';
import { tableNames, tables, type TableName } from './tables-rules.ts';

export interface FiguresShown {
  /** Where the page stands: choosing a time leads there again. */
  readonly at: string;
  /** Whom the figures are made ready for. */
  readonly bodyName: string;
  readonly releases: readonly FigureRelease[];
  /** The quarters that are looked at, oldest first. */
  readonly quarters: readonly PlainDate[];
  readonly figures: readonly ReleasedFigure[];
  /** Whether somebody here looks at what was released, and to whom. */
  readonly isForStaff?: boolean;
}

const monthAndYear = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' });
const month = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long' });
const asInstant = (day: PlainDate) => new Date(`${day}T00:00:00Z`);

function quarterWords(quarter: PlainDate): string {
  return `${month.format(asInstant(quarter))} to ${monthAndYear.format(asInstant(lastDayOf(quarter)))}`;
}

/** What is released of some quarters: counts, and never anything of one person. */
export function releasedPage(shown: FiguresShown): Page {
  const { bodyName, releases, isForStaff } = shown;
  const title = isForStaff ? 'Released to commissioners' : 'Figures of the service';
  return {
    title,
    ...(isForStaff && { back: '/commissioners' }),
    body: html`<h1 class="govuk-heading-l">${title}</h1>
      ${bodyName !== '' && html`<p class="govuk-body"><strong>${bodyName}</strong></p>`}
      ${isForStaff && html`<p class="govuk-body">What they see, as they see it. No other numbers are kept, for them or for you.</p>`}
      <p class="govuk-body">These figures count what happened, and say nothing of any one person.</p>
      ${releases.length === 0 ? nothingYet() : ready(shown)}`,
  };
}

function nothingYet(): Html {
  return html`<p class="tp-empty govuk-body">
    No quarter is made ready yet. The first figures stand here ${readyAfterDays} days after the end of the quarter in which the
    first referral came.
  </p>`;
}

function ready(shown: FiguresShown): Html {
  const { releases, quarters, isForStaff } = shown;
  const at = isForStaff ? `${shown.at}/figures` : shown.at;
  const kept = `${shown.at}/figures.csv?from=`;
  const [first, last] = [quarters[0], quarters.at(-1)];
  if (first === undefined || last === undefined) return nothingYet();
  const madeAt = releases.find(({ quarter }) => quarter === last)?.madeAt;
  const choices = releases.map(({ quarter }) => ({ value: quarter, text: quarterWords(quarter) }));
  return html`<form class="tp-filters" method="get" action="${at}" aria-label="Time">
      ${selectField(freshAttempt, { name: 'from', label: 'From the quarter', choices, value: first })}
      ${selectField(freshAttempt, { name: 'until', label: 'Until the quarter', choices, value: last })}
      ${button({ text: 'Show', classes: 'govuk-button--secondary' })}
    </form>
    <p class="govuk-body">
      <a class="govuk-link" href="${kept}${first}&amp;until=${last}">Download these figures as a table (CSV)</a>
    </p>
    <h2 class="govuk-heading-m">From ${inWords(first)} until ${inWords(lastDayOf(last))}</h2>
    <div class="tp-figures">${glances.map(({ of, label }) => figure(label, words(wholeOf(shown, of), 'whole'), tables[of].says))}</div>
    ${(quarters.length > 1 || isForStaff) && html`<h2 class="govuk-heading-m">Quarter by quarter</h2> ${byQuarter(shown)}`}
    <h2 class="govuk-heading-m">In parts</h2>
    <div class="tp-figure-tables">
      ${tableNames.filter((name) => Object.keys(tables[name].parts).length > 0).map((name) => inParts(shown, name))}
    </div>
    <h2 class="govuk-heading-m">How to read this</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>A number below ${fewestShown} is not shown. Beside it others are not shown either, so that nobody can work it out.</li>
      <li>“12 or more” adds up the quarters that show it: in at least one of them the number is not shown.</li>
      <li>Each quarter counts what happened in it. Steps of one quarter are not all of the referrals of that quarter.</li>
      <li>
        A quarter is made ready once, ${readyAfterDays} days after its end${madeAt !== undefined && html`; the last of these on ${inWords(dayOfMaking(madeAt))}`}.
        It stays as it was: what is written down later is in no figure.
      </li>
      <li>What the police settled themselves, out of court, is counted nowhere here, even where it is called restorative: it is not the work of this service.</li>
      <li>A share is worked out of ${fewestForShare} or more.</li>
      <li>People choose to take part. A difference from others may come from that choice, so none of this shows what restorative practice causes.</li>
    </ul>`;
}

function dayOfMaking(madeAt: Date): PlainDate {
  return madeAt.toISOString().slice(0, 10) as PlainDate;
}

const glances: readonly { readonly of: TableName; readonly label: string }[] = [
  { of: 'referrals-by-month', label: 'Referrals' },
  { of: 'first-contact', label: 'In touch' },
  { of: 'preparation', label: 'Preparation began' },
  { of: 'communication', label: 'Communicated' },
  { of: 'agreements', label: 'Agreements made' },
  { of: 'closed', label: 'Cases closed' },
];

function figure(label: string, value: string, base: string): Html {
  return html`<div class="tp-figure">
    <h3 class="tp-figure__label">${label}</h3>
    <p class="tp-figure__value">${value}</p>
    <p class="tp-figure__base">${base}</p>
  </div>`;
}

function partOf({ figures, quarters }: FiguresShown, of: TableName, part: string): Together {
  const shown = quarters.map((quarter) =>
    figures.find((each) => each.quarter === quarter && each.ofTable === of && each.part === part),
  );
  return together(shown.map((each) => each?.shown ?? null));
}

function wholeOf(shown: FiguresShown, of: TableName): Together {
  return partOf(shown, of, 'total');
}

function words({ atLeast, hidden, of }: Together, which: 'whole' | 'part'): string {
  if (hidden === 0) return String(atLeast);
  if (hidden < of) return `${atLeast} or more`;
  return which === 'whole' && of === 1 ? `Fewer than ${fewestShown}` : 'Not shown';
}

function byQuarter(shown: FiguresShown): Html {
  const columns = glances.filter(({ of }) => of !== 'preparation' && of !== 'agreements');
  return table({
    classes: 'tp-table--stack',
    firstCellIsHeader: true,
    head: [
      { text: 'Quarter' },
      ...(shown.isForStaff ? [{ text: 'Made ready' }] : []),
      ...columns.map(({ label }) => ({ text: label, format: 'numeric' })),
    ],
    rows: shown.quarters.map((quarter) => [
      { text: quarterWords(quarter) },
      ...(shown.isForStaff ? [{ text: madeReadyOn(shown, quarter), attributes: { 'data-label': 'Made ready' } }] : []),
      ...columns.map(({ of, label }) => ({
        text: words(wholeOf({ ...shown, quarters: [quarter] }, of), 'whole'),
        format: 'numeric',
        attributes: { 'data-label': label },
      })),
    ]),
  });
}

function madeReadyOn({ releases }: FiguresShown, quarter: PlainDate): string {
  const madeAt = releases.find((each) => each.quarter === quarter)?.madeAt;
  return madeAt === undefined ? '' : inWords(dayOfMaking(madeAt));
}

/** The figures of a time to keep as a file; not there while no quarter is ready. */
export function releasedFile({
  quarters,
  figures,
}: Pick<FiguresShown, 'quarters' | 'figures'>): Download | 'not-found' {
  const [first, last] = [quarters[0], quarters.at(-1)];
  if (first === undefined || last === undefined) return 'not-found';
  const { head, rows } = releasedRows({ quarters, figures });
  return {
    name: `figures-${first}-${last}.csv`,
    type: 'text/csv',
    text: csv(head, rows),
    read: { what: 'export', wanted: { from: first, until: last } },
  };
}

function inParts(shown: FiguresShown, name: TableName): Html {
  const { title, says, whole, parts } = tables[name];
  const total = wholeOf(shown, name);
  const row = (text: string, number: Together, which: 'whole' | 'part') => {
    const share = which === 'whole' ? null : shareOf(number, total);
    return [
      { text },
      { text: words(number, which), format: 'numeric' },
      { text: share === null ? '' : `${share}%`, format: 'numeric' },
    ];
  };
  return html`<section class="tp-figure-table">
    <h3 class="govuk-heading-s govuk-!-margin-bottom-1">${title}</h3>
    <p class="govuk-body">${says}</p>
    ${table({
      firstCellIsHeader: true,
      head: [{ text: 'What' }, { text: 'Number', format: 'numeric' }, { text: 'Share', format: 'numeric' }],
      rows: [
        ...Object.entries(parts).map(([part, text]) => row(text, partOf(shown, name, part), 'part')),
        row(whole, total, 'whole'),
      ],
    })}
  </section>`;
}

/** The same as rows of a table to keep: each number of each quarter as it was released. */
export function releasedRows({ quarters, figures }: Pick<FiguresShown, 'quarters' | 'figures'>): {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
} {
  const rows = quarters.flatMap((quarter) =>
    tableNames.flatMap((name) => {
      const { title, whole, parts } = tables[name];
      return [...Object.entries(parts), ['total', whole] as const].map(([part, text]) => {
        const found = figures.find((each) => each.quarter === quarter && each.ofTable === name && each.part === part);
        const number = words(together([found?.shown ?? null]), part === 'total' ? 'whole' : 'part');
        return [quarter, lastDayOf(quarter), title, text, number];
      });
    }),
  );
  return { head: ['From', 'Until', 'Table', 'Part', 'Number'], rows };
}

const quarters = ['2026-01-01', '2026-04-01', '2026-07-01'] as readonly string[] as readonly PlainDate[];
const counted: readonly Counted[] = [
  { ofTable: 'referrals-by-month', part: '1', number: 31 },
  { ofTable: 'referrals-by-month', part: '2', number: 38 },
  { ofTable: 'referrals-by-month', part: '3', number: 35 },
  { ofTable: 'referrals-by-source', part: 'police', number: 52 },
  { ofTable: 'referrals-by-source', part: 'victim-service', number: 24 },
  { ofTable: 'referrals-by-source', part: 'self', number: 14 },
  { ofTable: 'referrals-by-source', part: 'council', number: 9 },
  { ofTable: 'referrals-by-source', part: 'probation', number: 3 },
  { ofTable: 'referrals-by-source', part: 'school', number: 2 },
  { ofTable: 'first-contact', part: 'within-a-week', number: 61 },
  { ofTable: 'first-contact', part: 'within-two-weeks', number: 19 },
  { ofTable: 'communication', part: 'letter', number: 18 },
  { ofTable: 'communication', part: 'conference', number: 9 },
  { ofTable: 'agreements', part: 'total', number: 4 },
  { ofTable: 'closed', part: 'completed-indirect', number: 21 },
];
const some: FiguresShown = {
  at: '/commissioner',
  bodyName: 'Office of the Police, Fire and Crime Commissioner',
  releases: quarters.map((quarter) => ({ quarter, definitions: 1, madeAt: new Date('2026-10-15T03:17:00Z') })),
  quarters,
  figures: quarters.flatMap((quarter) => makeReady(counted).map((each) => ({ quarter, ...each }))),
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'Released figures: no quarter is ready',
    page: releasedPage({ ...some, releases: [], quarters: [], figures: [] }),
  },
  { name: 'Released figures: three quarters', page: releasedPage(some) },
  {
    name: 'Released figures: as staff see what was released',
    page: releasedPage({ ...some, at: '/commissioners', isForStaff: true }),
  },
  {
    name: 'Released figures: one quarter',
    page: releasedPage({ ...some, quarters: period(quarters, '2026-07-01', '2026-07-01') }),
  },
];
