import { selectField } from '#platform/fields.ts';
import { freshAttempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { table } from '#platform/govuk/table.ts';
import { html, type Html } from '#platform/html.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { AgencyId, StaffId } from '#vocabulary/ids.ts';
import { offerWayWords, type OfferWay, type Standing } from '#vocabulary/offers.ts';
import type { Asked } from './facts.ts';

/** How many people came with the lists of an agency in a month, and how it stands with asking them. */
interface Came {
  readonly agencyId: AgencyId;
  /** Its first day. */
  readonly month: PlainDate;
  readonly standings: Counts;
}

export interface OfferFigures {
  /** One agency alone, or all. */
  readonly agencyId: AgencyId | null;
  readonly agencies: readonly { readonly id: AgencyId; readonly name: string }[];
  readonly came: readonly Came[];
  readonly asked: readonly Asked[];
  readonly staffNames: ReadonlyMap<string, string>;
}

type Counts = Readonly<Record<Standing, number>>;
const none: Counts = { 'not-asked': 0, asked: 0, yes: 0, no: 0, 'not-now': 0 };
const standings = ['not-asked', 'asked', 'not-now', 'no', 'yes'] as const;
const words: Readonly<Record<Standing, string>> = {
  'not-asked': 'Never asked',
  asked: 'No answer yet',
  'not-now': 'Not now',
  no: 'No',
  yes: 'Yes',
};

/** Who came with lists in the last year, who of them was asked, what they said, and who never was. */
export function offerFiguresPage(shown: OfferFigures): Page {
  const { agencyId, agencies, came } = shown;
  const ofAgency = came.filter((each) => agencyId === null || each.agencyId === agencyId);
  const all = ofAgency.reduce((sum, { standings: more }) => added(sum, more), none);
  const nameOf = (id: AgencyId) => agencies.find((each) => each.id === id)?.name ?? 'An agency';
  return {
    title: 'Figures of offers',
    back: '/offers',
    body: html`<h1 class="govuk-heading-l">Figures of offers</h1>
      <p class="govuk-body">
        Everybody who came with a list in the last twelve months, by the month in which they came. Whoever was let go of is
        counted too.
      </p>
      <form class="tp-filters" method="get" aria-label="Agency">
        ${selectField(freshAttempt, {
          name: 'agency',
          label: 'Who sent the lists',
          value: agencyId ?? '',
          unchosen: 'All agencies',
          choices: agencies.map(({ id, name }) => ({ value: id, text: name })),
        })}
        ${button({ text: 'Show', classes: 'govuk-button--secondary' })}
      </form>
      ${ofAgency.length === 0 ? html`<p class="tp-empty govuk-body">Nobody came with a list.</p>` : cards(all)}
      ${
        ofAgency.length > 0 &&
        counted(
          'By month',
          grouped(ofAgency, ({ month }) => monthInWords(month)),
        )
      }
      ${
        ofAgency.length > 0 &&
        agencyId === null &&
        counted(
          'By agency',
          grouped(ofAgency, (each) => nameOf(each.agencyId)),
        )
      }
      ${agencyId === null && howAsked(shown)}`,
  };
}

function cards(all: Counts): Html {
  const came = total(all);
  const asked = came - all['not-asked'];
  const figure = (label: string, count: number, note: string) =>
    html`<div class="tp-figure">
      <h3 class="tp-figure__label">${label}</h3>
      <p class="tp-figure__value">${inFigures(count)}</p>
      <p class="tp-figure__base">${note}</p>
    </div>`;
  return html`<h2 class="govuk-heading-m">In all</h2>
    <div class="tp-figures">
    ${figure('Came', came, 'People whom lists brought')}
    ${figure('Asked', asked, `${share(asked, came)} of those who came`)}
    ${figure('Never asked', all['not-asked'], `${share(all['not-asked'], came)} of those who came`)}
    ${figure('Said yes', all.yes, `${share(all.yes, asked)} of those who were asked`)}
  </div>`;
}

function added(one: Counts, other: Counts): Counts {
  return {
    'not-asked': one['not-asked'] + other['not-asked'],
    asked: one.asked + other.asked,
    yes: one.yes + other.yes,
    no: one.no + other.no,
    'not-now': one['not-now'] + other['not-now'],
  };
}

const total = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

function grouped(came: readonly Came[], of: (each: Came) => string): ReadonlyMap<string, Counts> {
  const groups = new Map<string, Counts>();
  for (const each of came) groups.set(of(each), added(groups.get(of(each)) ?? none, each.standings));
  return groups;
}

function counted(caption: string, groups: ReadonlyMap<string, Counts>): Html {
  const cell = (label: string, count: number) => ({
    text: inFigures(count),
    format: 'numeric',
    attributes: { 'data-label': label },
  });
  return table({
    caption,
    captionClasses: 'govuk-table__caption--m',
    classes: 'tp-table--stack',
    firstCellIsHeader: true,
    head: [
      { text: caption.replace('By ', '').replace(/^./, (letter) => letter.toUpperCase()) },
      ...['Came', ...standings.map((standing) => words[standing])].map((text) => ({ text, format: 'numeric' })),
    ],
    rows: [...groups].map(([name, counts]) => [
      { text: name },
      cell('Came', total(counts)),
      ...standings.map((standing) => cell(words[standing], counts[standing])),
    ]),
  });
}

function howAsked({ asked, staffNames }: OfferFigures): Html {
  if (asked.length === 0) return html``;
  const ways = new Map<OfferWay, number>();
  const people = new Map<StaffId, number>();
  for (const { way, by, count } of asked) {
    ways.set(way, (ways.get(way) ?? 0) + count);
    people.set(by, (people.get(by) ?? 0) + count);
  }
  const rows = (groups: readonly (readonly [string, number])[]) =>
    groups
      .toSorted(([, one], [, other]) => other - one)
      .map(([text, count]) => [
        { text },
        { text: inFigures(count), format: 'numeric', attributes: { 'data-label': 'Offers' } },
      ]);
  const part = (caption: string, head: string, groups: readonly (readonly [string, number])[]) =>
    table({
      caption,
      captionClasses: 'govuk-table__caption--m',
      firstCellIsHeader: true,
      head: [{ text: head }, { text: 'Offers', format: 'numeric' }],
      rows: rows(groups),
    });
  return html`${part(
    'How they were asked',
    'Way',
    [...ways].map(([way, count]) => [offerWayWords[way], count]),
  )}
  ${part(
    'Who asked',
    'Who',
    [...people].map(([id, count]) => [staffNames.get(id) ?? 'Somebody who left', count]),
  )}`;
}

const inFigures = (count: number): string => count.toLocaleString('en-GB');
const share = (count: number, of: number): string => (of === 0 ? 'None' : `${Math.round((count / of) * 100)}%`);

function monthInWords(first: PlainDate): string {
  return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(first));
}

const police = '7b1d2c3e-0000-4000-8000-00000000000b' as AgencyId;
const care = '7b1d2c3e-0000-4000-8000-00000000000c' as AgencyId;
const amara = '7b1d2c3e-0000-4000-8000-00000000000a' as StaffId;
const example: OfferFigures = {
  agencyId: null,
  agencies: [
    { id: police, name: 'Northamptonshire Police' },
    { id: care, name: 'Victim Care Northamptonshire' },
  ],
  came: [
    {
      agencyId: police,
      month: '2026-11-01' as PlainDate,
      standings: { ...none, 'not-asked': 3120, asked: 240, yes: 61 },
    },
    { agencyId: care, month: '2026-11-01' as PlainDate, standings: { ...none, 'not-asked': 4, no: 12, yes: 9 } },
    { agencyId: police, month: '2026-10-01' as PlainDate, standings: { ...none, 'not-now': 31, no: 210, yes: 80 } },
  ],
  asked: [
    { way: 'call', by: amara, count: 402 },
    { way: 'in-person', by: amara, count: 11 },
  ],
  staffNames: new Map([[amara, 'Amara Okafor']]),
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Figures of offers', page: offerFiguresPage(example) },
  { name: 'Figures of offers of one agency', page: offerFiguresPage({ ...example, agencyId: care }) },
  { name: 'Figures of offers before any list', page: offerFiguresPage({ ...example, came: [], asked: [] }) },
];
