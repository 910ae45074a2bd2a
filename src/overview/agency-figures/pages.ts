import { table } from '#platform/govuk/table.ts';
import { html, type Fragment, type Html } from '#platform/html.ts';
import { toldReasons, toldReasonWords } from '#vocabulary/agencies.ts';
import { inWords, plusMonths, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { AgencyFigures, Counted, Month, Reasons } from './facts.ts';

export interface AgencyFiguresPage {
  readonly place: { readonly name: string; readonly seesAll: boolean };
  readonly figures: AgencyFigures;
  /** The first day of the first and of the last month. */
  readonly from: PlainDate;
  readonly until: PlainDate;
  readonly isNewest: boolean;
}

const monthInWords = (month: PlainDate): string => inWords(month).replace(/^\d+ /, '');
const monthIn = (month: PlainDate): string => month.slice(0, 7);

/** An agency's own figures: each with its base, and what still goes on named as such. (AGY-1) */
export function agencyFiguresPage({ place, figures, from, until, isNewest }: AgencyFiguresPage): Page {
  return {
    title: 'Your figures',
    back: '/agency',
    body: html`<h1 class="govuk-heading-l">Your figures</h1>
      <p class="govuk-body">
        ${place.seesAll ? `What ${place.name} sent` : `What you sent for ${place.name}`}, from ${monthInWords(from)} to ${monthInWords(until)}, as it
        stands today.
      </p>
      ${figures.all.sent === 0 ? html`<p class="tp-empty govuk-body">Nothing was sent in this time.</p>` : whole(figures)}
      <p class="govuk-body">
        <a class="govuk-link" href="/agency/figures?until=${monthIn(plusMonths(from, -1))}">The twelve months before</a>
        ${!isNewest && html` · <a class="govuk-link" href="/agency/figures">The newest</a>`}
      </p>`,
  };
}

function whole({ all, months, reasons }: AgencyFigures): Html {
  const { sent, takenBack, told, agreed, waiting, takenOn, finished, notTakenOn, informedKnown, informedInTime } = all;
  const kept = sent - takenBack;
  const decided = takenOn + notTakenOn;
  return html`<div class="tp-figures">
      ${figure('Sent', sent, takenBack === 0 ? 'Referrals' : `Referrals. ${takenBack} of them you took back`)}
      ${figure('Told of us', told, html`${share(told, kept)}. Somebody told them before, or they agreed`)}
      ${figure('Agreed', agreed, html`${share(agreed, kept)}. They agreed to be referred`)}
      ${informedKnown > 0 && figure('Told in time', informedInTime, `${share(informedInTime, informedKnown)} where you wrote both days. Told of restorative justice within five working days of the report, or one with enhanced rights`)}
      ${figure('Taken on', takenOn, html`${share(takenOn, decided)} that are decided. ${waiting === 0 ? 'None waits' : `${waiting} more ${waiting === 1 ? 'waits' : 'wait'}`}`)}
      ${figure('Finished', finished, html`${share(finished, takenOn)} that were taken on. The others go on, at people’s own pace`)}
      ${figure('Not taken on', notTakenOn, `${share(notTakenOn, decided)} that are decided`)}
    </div>
    ${notTakenOn > 0 && why(reasons, notTakenOn)}
    <h2 class="govuk-heading-m">Month by month</h2>
    ${byMonth(months)}
    <h2 class="govuk-heading-m">How to read this</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>Each referral counts in the month in which you sent it. Told and agreed are what you wrote; what you took back is left out of them.</li>
      <li>What goes on is no failure. People take the time that they need.</li>
      <li>What people say to us, and whether they met, is theirs. We do not count it for anybody who referred them.</li>
      <li>People who were told beforehand are easier to reach, and can choose. <a class="govuk-link" href="/agency/what-to-say">What you could say</a></li>
    </ul>`;
}

function share(count: number, base: number): string {
  return base === 0 ? 'Of none' : `${Math.round((count / base) * 100)}% of ${base}`;
}

function figure(label: string, value: Fragment, base: Fragment): Html {
  return html`<div class="tp-figure">
    <h2 class="tp-figure__label govuk-heading-s">${label}</h2>
    <p class="tp-figure__value">${value}</p>
    <p class="tp-figure__base">${base}</p>
  </div>`;
}

function why(reasons: Reasons, notTakenOn: number): Html {
  const known = toldReasons.map((reason) => ({ text: toldReasonWords[reason], count: reasons[reason] ?? 0 }));
  const before = notTakenOn - known.reduce((sum, { count }) => sum + count, 0);
  const all = [...known, { text: 'From before we kept why', count: before }].filter(({ count }) => count > 0);
  return html`<h2 class="govuk-heading-m">Why some were not taken on</h2>
    <ul class="govuk-list govuk-list--bullet">
      ${all.map(({ text, count }) => html`<li>${text}: ${count}</li>`)}
    </ul>`;
}

const columns: readonly { readonly text: string; readonly of: (month: Counted) => number }[] = [
  { text: 'Sent', of: ({ sent }) => sent },
  { text: 'Told of us', of: ({ told }) => told },
  { text: 'Agreed', of: ({ agreed }) => agreed },
  { text: 'Waiting', of: ({ waiting }) => waiting },
  { text: 'Taken on', of: ({ takenOn }) => takenOn },
  { text: 'Of these finished', of: ({ finished }) => finished },
  { text: 'Not taken on', of: ({ notTakenOn }) => notTakenOn },
  { text: 'Taken back', of: ({ takenBack }) => takenBack },
];

function byMonth(months: readonly Month[]): Html {
  return table({
    caption: 'What you sent, month by month',
    captionClasses: 'govuk-visually-hidden',
    classes: 'tp-table--stack',
    firstCellIsHeader: true,
    head: [{ text: 'Month' }, ...columns.map(({ text }) => ({ text, format: 'numeric' }))],
    rows: months.map((month) => [
      { text: monthInWords(month.month) },
      ...columns.map(({ text, of }) => ({
        ...{ text: String(of(month)), format: 'numeric', attributes: { 'data-label': text } },
      })),
    ]),
  });
}

const none: Counted = {
  ...{ sent: 0, takenBack: 0, told: 0, agreed: 0, waiting: 0, takenOn: 0, finished: 0, notTakenOn: 0 },
  ...{ informedKnown: 0, informedInTime: 0 },
};
const time = {
  place: { name: 'Corby neighbourhood team', seesAll: false },
  from: '2025-12-01' as PlainDate,
  until: '2026-11-01' as PlainDate,
  isNewest: true,
};
const october: Month = {
  month: '2026-10-01' as PlainDate,
  ...{ informedKnown: 4, informedInTime: 3 },
  ...{ sent: 9, takenBack: 1, told: 6, agreed: 5, waiting: 0, takenOn: 6, finished: 2, notTakenOn: 2 },
};
const november: Month = {
  month: '2026-11-01' as PlainDate,
  ...{ informedKnown: 2, informedInTime: 2 },
  ...{ sent: 4, takenBack: 0, told: 3, agreed: 3, waiting: 2, takenOn: 2, finished: 0, notTakenOn: 0 },
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'An agency’s figures: nothing sent',
    page: agencyFiguresPage({ ...time, isNewest: false, figures: { months: [], all: none, reasons: {} } }),
  },
  {
    name: 'An agency’s figures: two months of a whole agency',
    page: agencyFiguresPage({
      ...time,
      place: { ...time.place, seesAll: true },
      figures: {
        months: [november, october],
        all: {
          sent: 13,
          takenBack: 1,
          told: 9,
          agreed: 8,
          waiting: 2,
          takenOn: 8,
          finished: 2,
          notTakenOn: 2,
          ...{ informedKnown: 6, informedInTime: 5 },
        },
        reasons: { 'out-of-area': 1 },
      },
    }),
  },
];
