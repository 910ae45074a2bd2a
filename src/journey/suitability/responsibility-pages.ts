import { aFrame } from '#casefile/cases/examples.ts';
import { areaField, dayField, errorsOf, form, radioField, selectField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html } from '#platform/html.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame, FrameParticipant } from '#vocabulary/frame.ts';
import { aResponsibilityLine } from './examples.ts';
import type { ResponsibilityLine } from './facts.ts';
import { levelWords } from './pages.ts';

/** Staff: one more line in the history of somebody's responsibility. */
export function assessResponsibilityPage(frame: CaseFrame, today: PlainDate, attempt: Attempt): Page {
  const responsible = frame.participants.filter(({ parts }) => parts.includes('responsible'));
  return {
    title: 'Assess responsibility',
    back: `/cases/${frame.reference}/suitability`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Assess responsibility</h1>
      <p class="govuk-body">
        Any of these counts: they acknowledge their part and the harm, they are sorry, or they want to put something right.
        Nothing is overwritten: this adds to the history.
      </p>
      ${form(
        `/cases/${frame.reference}/suitability/responsibility`,
        [
          selectField(attempt, {
            name: 'participant',
            label: 'Who',
            value: responsible.length === 1 ? responsible[0]?.id : undefined,
            choices: responsible.map(({ id, called }) => ({ value: id, text: called })),
          }),
          radioField(attempt, {
            name: 'level',
            label: 'How far they take responsibility',
            choices: [
              { value: 'none', text: levelWords.none, hint: 'No sign of it. Nothing passes between the sides.' },
              {
                value: 'minimising',
                text: levelWords.minimising,
                hint: 'A supervisor has to agree before it goes on.',
              },
              { value: 'partial', text: levelWords.partial, hint: 'A supervisor has to agree before it goes on.' },
              { value: 'full', text: levelWords.full },
            ],
          }),
          areaField(attempt, {
            name: 'evidence',
            label: 'What you heard or saw',
            hint: 'Their own words where you can.',
            rows: 5,
          }),
          dayField(attempt, { name: 'assessed-on', label: 'The day', value: today }),
        ],
        { text: 'Add to the history' },
      )}`,
  };
}

export interface SignOffView {
  readonly frame: CaseFrame;
  readonly participant: FrameParticipant;
  readonly newest: ResponsibilityLine;
  readonly attempt: Attempt;
}

/** A supervisor: letting somebody go on who takes less than full responsibility. */
export function signOffPage({ frame, participant, newest, attempt }: SignOffView): Page {
  return {
    title: `Sign off for ${participant.called}`,
    back: `/cases/${frame.reference}/suitability`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Sign off for ${participant.called}</h1>
      <p class="govuk-body">
        Assessed on ${inWords(newest.assessedOn)}: <strong>${levelWords[newest.level]}</strong>.
      </p>
      <blockquote class="govuk-inset-text">${newest.evidence}</blockquote>
      ${form(
        `/cases/${frame.reference}/suitability/sign-off/${participant.id}`,
        areaField(attempt, {
          name: 'reason',
          label: 'Why it is right to go on',
          hint: 'For example: what the person harmed wants, and what you expect of preparation.',
          rows: 5,
        }),
        { text: 'Sign off' },
      )}`,
  };
}

const [, dylan] = aFrame().participants as [FrameParticipant, FrameParticipant];
const today = '2026-11-23' as PlainDate;

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'assessing responsibility', page: assessResponsibilityPage(aFrame(), today, freshAttempt) },
  {
    name: 'an assessment of responsibility that was refused',
    page: assessResponsibilityPage(aFrame(), today, {
      typed: { level: 'partial', 'assessed-on-day': '30', 'assessed-on-month': '2', 'assessed-on-year': '2026' },
      problems: [
        { field: 'participant', text: 'Choose who was assessed' },
        { field: 'evidence', text: 'Write what you heard or saw' },
        { field: 'assessed-on', text: 'Write a day that exists, like 23 11 2026' },
      ],
    }),
  },
  {
    name: 'signing off',
    page: signOffPage({ frame: aFrame(), participant: dylan, newest: aResponsibilityLine(), attempt: freshAttempt }),
  },
  {
    name: 'a sign-off without a reason',
    page: signOffPage({
      frame: aFrame(),
      participant: dylan,
      newest: aResponsibilityLine(),
      attempt: { typed: { reason: '' }, problems: [{ field: 'reason', text: 'Write why it is right to go on' }] },
    }),
  },
];
