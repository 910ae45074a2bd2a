import { dayField, errorsOf } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { html, type Fragment, type Html } from '#platform/html.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { levelWords, serviceLevels } from '#vocabulary/service-levels.ts';
import type { Figures, Share } from './facts.ts';

export interface FiguresPage {
  readonly figures: Figures;
  readonly from: PlainDate;
  readonly until: PlainDate;
  readonly attempt: Attempt;
}

/** The first figures, each with what it counts and its base. */
export function figuresPage({ figures, from, until, attempt }: FiguresPage): Page {
  const { funnel } = figures;
  const of = (count: number) => share(count, funnel.referrals);
  return {
    title: 'Figures',
    body: html`
      ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Figures</h1>
      <form class="tp-filters" method="get" action="/figures" aria-label="Time">
        ${dayField(attempt, { name: 'from', label: 'Referrals received from', value: from })}
        ${dayField(attempt, { name: 'until', label: 'Until', value: until })}
        ${button({ text: 'Show', classes: 'govuk-button--secondary' })}</form>
      <h2 class="govuk-heading-m">Referrals received from ${inWords(from)} until ${inWords(until)}</h2>
      <p class="govuk-body">What became of them so far. ${funnel.stillOpen === 1 ? '1 is' : `${funnel.stillOpen} are`} still open: they are not failures, they are not over.</p>
      ${funnel.apart > 0 && html`<p class="govuk-body">${apart(funnel.apart)}</p>`}
      <div class="tp-figures">
        ${figure('Referrals', funnel.referrals, 'Each request about one incident, counted once')}
        ${figure('Accepted', funnel.accepted, of(funnel.accepted))}
        ${figure('Reached', funnel.reached, html`${of(funnel.reached)}. Somebody harmed was spoken with`)}
        ${figure('Willing', funnel.willing, html`${of(funnel.willing)}. Somebody harmed said yes to a way of communicating`)}
        ${figure('Both willing', funnel.bothWilling, html`${of(funnel.bothWilling)}. Both sides of one harm said yes to the same way`)}
        ${figure('Communicated', funnel.communicated, html`${of(funnel.communicated)}. They met, or a letter was delivered`)}
      </div>
      <h2 class="govuk-heading-m">Done in time</h2>
      <p class="govuk-body">Of the same referrals, against what we promise in working days. What still runs is not counted; what is late already is.</p>
      <div class="tp-figures">
        ${serviceLevels.map((level) => {
          const { inTime, of: base } = figures.inTime[level];
          return figure(levelWords[level], inTime, `${share(inTime, base)} in time`);
        })}
      </div>
      <h2 class="govuk-heading-m">The service so far</h2>
      <div class="tp-figures">
        ${figure('Met', figures.met, 'Conferences held')}
        ${figure('Letters', figures.letters, 'Letters delivered')}
        ${percentFigure('Satisfied, people harmed', figures.satisfied.harmed)}
        ${percentFigure('Satisfied, people responsible', figures.satisfied.responsible)}
        ${percentFigure('Amends kept', figures.amendsKept, `${figures.amends.owed + figures.amends.late} still to come, ${figures.amends.released} let go by the person harmed`)}
      </div>
      <h2 class="govuk-heading-m">Reoffending at 12 months</h2>
      ${reoffending(figures)}
      <h2 class="govuk-heading-m">How to read this</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>People chose to take part. A difference from people who did not may come from that choice, so none of this shows what restorative practice causes.</li>
        <li>What the police settled themselves, out of court, is no service of ours, even where it is called restorative. It is in none of these figures.</li>
        <li>Satisfied means fairly or very satisfied, among those who answered for themselves. What somebody says who stands in for a person harmed is kept, and not counted.</li>
        <li>The interval is where the true share likely lies (Wilson, 95%). With few answers it is wide.</li>
      </ul>`,
  };
}

function apart(count: number): string {
  return `${count} more ${count === 1 ? 'was' : 'were'} settled by the police themselves, out of court. They are kept, and counted in nothing here.`;
}

function share(count: number, base: number): string {
  return base === 0 ? 'of none' : `${Math.round((count / base) * 100)}% of ${base}`;
}

function figure(label: string, value: Fragment, base: Fragment): Html {
  return html`<div class="tp-figure"><h3 class="tp-figure__label">${label}</h3><p class="tp-figure__value">${value}</p><p class="tp-figure__base">${base}</p></div>`;
}

function percentFigure(label: string, interval: Share | null, more = ''): Html {
  if (!interval) return figure(label, 'No answers yet', more);
  const { percent, low, high, base } = interval;
  return html`<div class="tp-figure"><h3 class="tp-figure__label">${label}</h3><p class="tp-figure__value">${percent}%</p>
    <svg class="tp-figure__bar" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="tp-figure__track" y="5" width="100" height="4"/><rect class="tp-figure__interval" x="${low}" y="3" width="${Math.max(0.5, high - low)}" height="8"/><rect class="tp-figure__point" x="${Math.min(98.5, percent)}" width="1.5" height="14"/></svg>
    <p>Likely between ${low}% and ${high}%</p><p class="tp-figure__base">of ${base}${more !== '' && html`. ${more}`}</p></div>`;
}

function reoffending({ reoffending: seen }: Figures): Html {
  if (seen.people === 0) return html`<p class="govuk-body">Nobody’s twelve months have been looked at yet.</p>`;
  return html`<div class="tp-figures">
    ${figure('Reoffended', `${seen.binary ?? 0}%`, `of ${seen.people} people looked at`)}
    ${figure('Reoffences for each person', seen.perPerson ?? 0, `of ${seen.people} people looked at`)}
    ${figure('Reoffences for each who reoffended', seen.perReoffender ?? 'None', 'Frequency among those who did')}
  </div>`;
}

const none: Figures = {
  funnel: {
    referrals: 0,
    accepted: 0,
    stillOpen: 0,
    reached: 0,
    willing: 0,
    bothWilling: 0,
    communicated: 0,
    apart: 0,
  },
  inTime: {
    acknowledge: { inTime: 0, of: 0 },
    triage: { inTime: 0, of: 0 },
    allocate: { inTime: 0, of: 0 },
    firstContact: { inTime: 0, of: 0 },
  },
  met: 0,
  letters: 0,
  amends: { owed: 0, late: 0, done: 0, notDone: 0, released: 0 },
  amendsKept: null,
  satisfied: { harmed: null, responsible: null },
  reoffending: { people: 0, binary: null, perReoffender: null, perPerson: null },
};
const time = { from: '2026-04-01' as PlainDate, until: '2026-09-30' as PlainDate, attempt: freshAttempt };

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'a service that begins', page: figuresPage({ ...time, figures: none }) },
  {
    name: 'half a year',
    page: figuresPage({
      ...time,
      figures: {
        funnel: {
          referrals: 126,
          accepted: 104,
          stillOpen: 31,
          reached: 88,
          willing: 60,
          bothWilling: 41,
          communicated: 33,
          apart: 3,
        },
        inTime: {
          acknowledge: { inTime: 121, of: 126 },
          triage: { inTime: 109, of: 122 },
          allocate: { inTime: 96, of: 104 },
          firstContact: { inTime: 70, of: 98 },
        },
        met: 14,
        letters: 22,
        amends: { owed: 9, late: 2, done: 31, notDone: 4, released: 3 },
        amendsKept: { percent: 88.6, low: 74, high: 95.5, base: 35 },
        satisfied: {
          harmed: { percent: 85.4, low: 72.8, high: 92.8, base: 48 },
          responsible: { percent: 90.9, low: 72.2, high: 97.5, base: 22 },
        },
        reoffending: { people: 10, binary: 40, perReoffender: 2.75, perPerson: 1.1 },
      },
    }),
  },
  {
    name: 'a day that does not exist',
    page: figuresPage({
      ...time,
      figures: none,
      attempt: {
        typed: { 'from-day': '31', 'from-month': '2', 'from-year': '2026' },
        problems: [{ field: 'from', text: 'That day does not exist' }],
      },
    }),
  },
];
