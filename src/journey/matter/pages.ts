import { dayField, errorsOf, form, textField, tickField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { matterNumbers, matterNumberWords, noMatter, type Matter, type MatterNumber } from '#vocabulary/matter.ts';
import { workingDaysInWords } from '#vocabulary/service-levels.ts';
import { daysToInform, explain, informBy, informing } from './rules.ts';

const numberOf = (matter: Matter): Readonly<Record<MatterNumber, string>> => ({
  'crime-number': matter.crimeNumber,
  urn: matter.urn,
  'prison-number': matter.prisonNumber,
});

const shortWords: Readonly<Record<MatterNumber, string>> = {
  'crime-number': 'Police crime number',
  urn: 'URN',
  'prison-number': 'Prison number',
};

/** What others have of what a referral is about, for its page. */
export function matterPanel(reference: string, matter: Matter, today: PlainDate): Html {
  const numbers = numberOf(matter);
  const known = matterNumbers.filter((number) => numbers[number] !== '');
  const isApart = matter.origin === 'police-out-of-court';
  const isKnown = known.length > 0 || matter.reportedOn !== null || matter.informedOn !== null || isApart;
  return html`<section aria-labelledby="matter">
    <h2 class="govuk-heading-m" id="matter">With the police and courts</h2>
    ${
      isKnown
        ? html`<dl class="tp-facts">
            ${isApart && html`<div><dt>Settled by the police out of court</dt><dd>Yes. It is kept, and counted in no figure of the service.</dd></div>`}
            ${known.map((number) => html`<div><dt>${shortWords[number]}</dt><dd>${numbers[number]}</dd></div>`)}
            ${matter.reportedOn && html`<div><dt>Reported</dt><dd>${inWords(matter.reportedOn)}</dd></div>`}
            <div><dt>Told of restorative justice</dt><dd>${informed(matter, today)}</dd></div>
          </dl>`
        : html`<p class="govuk-body">Nothing is written down yet.</p>`
    }
    <p class="govuk-body"><a class="govuk-link" href="/referrals/${reference}/matter">Write down their numbers and days</a></p>
  </section>`;
}

// It is not ours to do, so nobody here is late.
function informed(matter: Matter, today: PlainDate): string {
  const on = matter.informedOn === null ? '' : `On ${inWords(matter.informedOn)}`;
  const by = informBy(matter);
  if (by === null) return on === '' ? 'Not known.' : `${on}.`;
  const days = workingDaysInWords(daysToInform(matter.isEnhanced));
  const due = `${inWords(by)}, ${days} after it was reported`;
  switch (informing(matter, today)) {
    case 'in-time':
      return `${on}, in time.`;
    case 'told-later':
      return `${on}. It was to be by ${due}.`;
    case 'not-yet':
      return `Not known yet. Whoever took the report does it by ${due}.`;
    case 'not-known-when':
    case 'not-known-whether':
      return `Not known whether anybody did. It was to be by ${due}.`;
  }
}

/** What is asked of the police, the courts and a prison. */
export function matterPage(reference: string, matter: Matter, attempt: Attempt): Page {
  const at = `/referrals/${reference}`;
  const numbers = numberOf(matter);
  return {
    title: 'With the police and courts',
    back: at,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">With the police and courts</h1>
      <p class="govuk-body">What others have of referral ${reference}. Leave empty what is not known.</p>
      ${form(
        `${at}/matter`,
        [
          html`<h2 class="govuk-heading-m">Their numbers</h2>
            ${matterNumbers.map((number) => textField(attempt, { ...numberField(number), value: numbers[number] }))}`,
          tickField(attempt, {
            name: 'origin',
            label: 'Settled by the police',
            values: [matter.origin],
            choices: [
              {
                value: 'police-out-of-court',
                text: 'The police settled it themselves, out of court',
                hint: 'Such as a community resolution or an apology at the door. It is kept, and counted in no figure of the service.',
              },
            ],
          }),
          html`<h2 class="govuk-heading-m">When they were told of us</h2>
            <p class="govuk-body">
              Whoever takes a report tells the person harmed of restorative justice within ${workingDaysInWords(daysToInform(false))}, or ${workingDaysInWords(daysToInform(true))} where they
              have enhanced rights. That is for them to do; it is only kept here.
            </p>
            ${dayField(attempt, { name: 'reported-on', label: 'The day it was reported', value: matter.reportedOn ?? '' })}
            ${tickField(attempt, {
              name: 'enhanced',
              label: 'Enhanced rights',
              values: matter.isEnhanced ? ['yes'] : [],
              choices: [
                {
                  value: 'yes',
                  text: 'The person harmed has enhanced rights',
                  hint: 'A most serious crime, harmed again and again, or somebody vulnerable or intimidated.',
                },
              ],
            })}
            ${dayField(attempt, { name: 'informed-on', label: 'The day they were told of restorative justice', value: matter.informedOn ?? '' })}`,
        ],
        { text: 'Save' },
      )}`,
  };
}

function numberField(number: MatterNumber) {
  const { text, hint } = matterNumberWords[number];
  return { name: number, label: text, hint, width: 20, spellcheck: false } as const;
}

const reference = '4CDA-9Q7W';
const known: Matter = {
  ...noMatter,
  ...{ crimeNumber: '26/514820', urn: '12AB0123426', reportedOn: '2026-11-20' as PlainDate },
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'With the police and courts: settled by the police',
    page: {
      title: 'A referral',
      body: html`<h1 class="govuk-heading-l">Referral ${reference}</h1>
        ${matterPanel(reference, { ...known, origin: 'police-out-of-court' }, '2026-11-25' as PlainDate)}`,
    },
  },
  { name: 'With the police and courts: nothing known', page: matterPage(reference, noMatter, freshAttempt) },
  {
    name: 'With the police and courts: a number in another shape',
    page: matterPage(reference, known, {
      typed: { urn: '12/34' },
      problems: [{ field: 'urn', text: explain('not-a-urn') }],
    }),
  },
  {
    name: 'With the police and courts: what stands on a referral',
    page: {
      title: 'A referral',
      body: html`<h1 class="govuk-heading-l">Referral ${reference}</h1>
        ${matterPanel(reference, known, '2026-11-25' as PlainDate)}`,
    },
  },
];
