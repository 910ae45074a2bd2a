import { aFrame } from '#casefile/cases/examples.ts';
import { areaField, dayField, errorsOf, form, radioField, selectField, type Choice } from '#platform/fields.ts';
import { freshAttempt, problemAt, typed, type Attempt } from '#platform/forms.ts';
import { details } from '#platform/govuk/details.ts';
import { fieldset } from '#platform/govuk/fieldset.ts';
import { select } from '#platform/govuk/select.ts';
import { html, paragraphs, type Html } from '#platform/html.ts';
import { inWords, plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import { aFactorLine, aRiskLine } from './examples.ts';
import { factorGroups, strengthsToLookFor } from './factor-rules.ts';
import type { FactorLine, RiskLine } from './facts.ts';
import { occasionWords, residualWords } from './pages.ts';

/** How many factors one form holds; the first ones are open, the others fold out. */
export const factorPlaces = 8;
const openPlaces = 2;
const daysItHolds = 28;

export interface RiskFormView {
  readonly frame: CaseFrame;
  readonly today: PlainDate;
  /** The assessment that stands and its factors, carried over so that looking again starts from what is known. */
  readonly newest: RiskLine | undefined;
  readonly factors: readonly FactorLine[];
  readonly attempt: Attempt;
}

/** Staff: a risk assessment in words. It asks about strengths as well, and adds up nothing. */
export function riskFormPage(view: RiskFormView): Page {
  const { frame, today, newest, attempt } = view;
  return {
    title: newest ? 'Assess the risk again' : 'Assess the risk',
    back: `/cases/${frame.reference}/suitability`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">${newest ? 'Assess the risk again' : 'Assess the risk'}</h1>
      <p class="govuk-body">
        This is about the risk of taking part, not about reoffending. Not taking part can carry a risk too. Ask the people
        themselves what they see as risky and what would help.
      </p>
      ${frame.facilitators.length === 0 && html`<p class="govuk-inset-text">Nobody works on this case yet, so nothing can be planned with somebody to do it. Give the case a facilitator first.</p>`}
      ${form(
        `/cases/${frame.reference}/suitability/risk`,
        [
          selectField(attempt, {
            name: 'occasion',
            label: 'When it is assessed',
            choices: Object.entries(occasionWords).map(([value, text]) => ({ value, text })),
          }),
          dayField(attempt, { name: 'assessed-on', label: 'The day', suggested: today }),
          html`<h2 class="govuk-heading-m">Factors</h2>
            <p class="govuk-body">Every factor rated medium or high needs something planned, by somebody, until a day.</p>`,
          Array.from({ length: factorPlaces }, (_, at) => place(view, at + 1)),
          html`<h2 class="govuk-heading-m">Altogether</h2>`,
          areaField(attempt, {
            name: 'strengths',
            label: 'Strengths',
            hint: `For example: ${strengthsToLookFor}.`,
            value: newest?.strengths,
            rows: 4,
          }),
          radioField(attempt, {
            name: 'residual',
            label: 'What is left of the risk when all that is planned is done',
            choices: [
              { value: 'low', text: residualWords.low },
              { value: 'medium', text: residualWords.medium },
              {
                value: 'high',
                text: residualWords.high,
                hint: 'A supervisor who did not write this has to approve it.',
              },
              {
                value: 'not-manageable',
                text: residualWords['not-manageable'],
                hint: 'Nothing passes between the sides.',
              },
            ],
          }),
          areaField(attempt, { name: 'reasons', label: 'Why you judge it so', rows: 5 }),
          dayField(attempt, {
            name: 'review-by',
            label: 'Look again by',
            hint: 'After this day it no longer holds.',
            suggested: plusDays(today, daysItHolds),
          }),
        ],
        { text: 'Save the assessment' },
      )}`,
  };
}

function place(view: RiskFormView, number: number): Html {
  const fields = placeFields(view, number);
  const isFilled = number <= openPlaces || view.factors.length >= number || holdsAnything(view.attempt, number);
  return isFilled ? fields : details({ summaryText: `Factor ${number}`, html: fields });
}

function holdsAnything({ typed: sent, problems }: Attempt, number: number): boolean {
  const isHere = (name: string) => name.startsWith(`f${number}-`);
  return (
    problems.some(({ field }) => isHere(field)) ||
    Object.entries(sent).some(([name, value]) => isHere(name) && value !== '')
  );
}

function placeFields(view: RiskFormView, number: number): Html {
  const { frame, attempt, factors } = view;
  const known = factors[number - 1];
  const planned = known?.mitigations[0];
  const name = (part: string) => `f${number}-${part}`;
  return fieldset({
    legend: { text: `Factor ${number}`, classes: 'govuk-fieldset__legend--m' },
    html: html`${factorSelect(attempt, name('factor'), known?.factor)}
    ${selectField(attempt, {
      name: name('about'),
      label: 'About whom',
      unchosen: 'Nobody in particular',
      value: known?.aboutId ?? '',
      choices: frame.participants.map(({ id, called }) => ({ value: id, text: called })),
    })}
    ${radioField(attempt, { name: name('rating'), label: 'Rating', isInline: true, value: known?.rating, choices: ratings })}
    ${areaField(attempt, { name: name('reason'), label: 'Why', value: known?.reason, rows: 2 })}
    ${areaField(attempt, { name: name('plan'), label: 'What you will do about it', value: planned?.words, rows: 2 })}
    ${selectField(attempt, {
      name: name('owner'),
      label: 'Who does it',
      value: planned?.ownerId,
      choices: frame.facilitators.map(({ staffId, name: text }) => ({ value: staffId, text })),
    })}
    ${dayField(attempt, { name: name('due'), label: 'By when', value: planned?.dueOn ?? '' })}
    ${dayField(attempt, { name: name('done'), label: 'Done on', hint: 'Leave empty until it is done.', value: planned?.doneOn ?? '' })}`,
  });
}

const ratings: readonly Choice[] = [
  { value: 'low', text: 'Low' },
  { value: 'medium', text: 'Medium' },
  { value: 'high', text: 'High' },
];

function factorSelect(attempt: Attempt, name: string, value = ''): Html {
  const chosen = typed(attempt, name, value);
  return select({
    id: name,
    name,
    label: { text: 'Factor', classes: 'govuk-label--s' },
    errorMessage: problemAt(attempt, name),
    items: [
      { value: '', text: 'None', selected: chosen === '' },
      ...factorGroups.flatMap((group) =>
        group.factors.map((text) => ({ value: text, text: `${group.name}: ${text}`, selected: chosen === text })),
      ),
    ],
  });
}

/** A supervisor: reading a high risk and approving it. */
export function approvalPage(frame: CaseFrame, risk: RiskLine, attempt: Attempt): Page {
  return {
    title: 'Approve the risk assessment',
    back: `/cases/${frame.reference}/suitability`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l" id="approval">Approve the risk assessment</h1>
      <p class="govuk-body">
        Assessed on ${inWords(risk.assessedOn)}, to be looked at again by ${inWords(risk.reviewBy)}. What is left of the risk:
        <strong>${residualWords[risk.residual]}</strong>. The factors and what is planned are on the Suitability page.
      </p>
      ${paragraphs(risk.reasons)}
      ${form(`/cases/${frame.reference}/suitability/approval/${risk.id}`, undefined, { text: 'I have read it and approve it' })}`,
  };
}

const today = '2026-11-23' as PlainDate;
const fresh: RiskFormView = { frame: aFrame(), today, newest: undefined, factors: [], attempt: freshAttempt };

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'assessing risk for the first time', page: riskFormPage({ ...fresh, frame: aFrame({ facilitators: [] }) }) },
  { name: 'assessing risk again', page: riskFormPage({ ...fresh, newest: aRiskLine(), factors: [aFactorLine()] }) },
  {
    name: 'a risk assessment that was refused',
    page: riskFormPage({
      ...fresh,
      attempt: {
        typed: { 'f4-factor': 'Travel', 'f4-rating': 'high', 'f4-reason': 'They take the same bus.' },
        problems: [
          { field: 'f4-plan', text: 'Write what you will do about it, because it is rated medium or high' },
          { field: 'residual', text: 'Choose what is left of the risk' },
        ],
      },
    }),
  },
  { name: 'approving a high risk', page: approvalPage(aFrame(), aRiskLine(), freshAttempt) },
  {
    name: 'an approval by its author',
    page: approvalPage(aFrame(), aRiskLine(), {
      typed: {},
      problems: [{ field: 'approval', text: 'Somebody other than its author has to approve it' }],
    }),
  },
];
