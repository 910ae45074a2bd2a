import { aFrame } from '#casefile/cases/examples.ts';
import { dayField, errorsOf, form, radioField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html } from '#platform/html.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame, FrameParticipant } from '#vocabulary/frame.ts';
import { explain, fallsDue, type OfferedWhen, type Plea, type Sentencing } from './rules.ts';

const pleaWords: Readonly<Record<Plea, string>> = {
  'not-yet': 'None yet, or not known',
  guilty: 'Guilty',
  'not-guilty': 'Not guilty',
};

const offeredWords: Readonly<Record<OfferedWhen, readonly [text: string, hint?: string]>> = {
  'not-asked': ['Nobody was asked yet'],
  before: ['Before sentence', 'Both sides want it now. A court may wait for it, up to six months.'],
  after: ['After sentence', 'Not wanted now. It is offered again after the hearing, and nobody is hurried.'],
};

/** Staff: where somebody responsible stands with the court. */
export function sentencePage(
  frame: CaseFrame,
  { id, called }: Pick<FrameParticipant, 'id' | 'called'>,
  said: Sentencing | undefined,
  attempt: Attempt,
): Page {
  const due = said && fallsDue(said);
  return {
    title: 'Before sentence',
    back: `/cases/${frame.reference}/suitability`,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Where ${called} stands with the court</h1>
      ${due?.report && html`<p class="govuk-inset-text">On ${inWords(due.report)} whoever leads the case is asked to say where it stands, before the report is due.</p>`}
      ${due?.afterwards && html`<p class="govuk-inset-text">On ${inWords(due.afterwards)} whoever leads the case is asked to offer it again.</p>`}
      ${
        frame.status === 'closed'
          ? html`<p class="govuk-body">The case is closed. Nothing can be added here.</p>`
          : form(
              `/cases/${frame.reference}/suitability/sentence/${id}`,
              [
                radioField(attempt, {
                  name: 'plea',
                  label: 'Plea',
                  isInline: true,
                  value: said?.plea ?? 'not-yet',
                  choices: Object.entries(pleaWords).map(([value, text]) => ({ value, text })),
                }),
                dayField(attempt, {
                  name: 'hearing-on',
                  label: 'The next hearing',
                  hint: 'Where it was adjourned, the new day.',
                  value: said?.hearingOn ?? '',
                }),
                dayField(attempt, {
                  name: 'report-due-on',
                  label: 'The day the court’s report is due',
                  value: said?.reportDueOn ?? '',
                }),
                radioField(attempt, {
                  name: 'offered',
                  label: 'When it is offered',
                  value: said?.offered ?? 'not-asked',
                  choices: Object.entries(offeredWords).map(([value, [text, hint]]) => ({ value, text, hint })),
                }),
              ],
              { text: 'Save' },
            )
      }`,
  };
}

const frame = aFrame();
const dylan = frame.participants.find(({ parts }) => parts.includes('responsible')) ?? frame.participants[0];
if (!dylan) throw new Error('Somebody is in the example');

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'before sentence: nothing known', page: sentencePage(frame, dylan, undefined, freshAttempt) },
  {
    name: 'before sentence: a report is due, and the plea is missing',
    page: sentencePage(
      frame,
      dylan,
      {
        plea: 'guilty',
        hearingOn: '2027-01-20' as PlainDate,
        reportDueOn: '2027-01-13' as PlainDate,
        offered: 'before',
      },
      {
        typed: { plea: 'not-yet', offered: 'before' },
        problems: [{ field: 'plea', text: explain('has-not-pleaded-guilty') }],
      },
    ),
  },
];
