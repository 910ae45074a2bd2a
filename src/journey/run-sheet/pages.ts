import { aFrame } from '#casefile/cases/examples.ts';
import { aConference } from '#journey/conference/examples.ts';
import { errorsOf, form } from '#platform/fields.ts';
import { freshAttempt, typed, type Attempt } from '#platform/forms.ts';
import { table } from '#platform/govuk/table.ts';
import { html, type Html } from '#platform/html.ts';
import { spanInWords } from '#vocabulary/clock-times.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { ConferenceId } from '#vocabulary/ids.ts';
import { explain, runSheetFor, type Step } from './rules.ts';

export interface RunSheet {
  readonly reference: string;
  readonly conference: { readonly id: ConferenceId; readonly startsAt: Date; readonly endsAt: Date };
  readonly steps: readonly Step[];
  /** False for the usual one, which nobody saved yet. */
  readonly isWritten: boolean;
  readonly attempt: Attempt;
}

/** Staff: the run sheet, to change and to print. */
export function runSheetPage({ reference, conference, steps, isWritten, attempt }: RunSheet): Page {
  const path = `/cases/${reference}/conference`;
  const total = steps.reduce((sum, { minutes }) => sum + minutes, 0);
  return {
    title: 'Run sheet',
    back: path,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Run sheet</h1>
      <p class="govuk-body">${spanInWords(conference)}. ${total} minutes in all, from the first arrival to the last talk.</p>
      <p class="govuk-body">A break or a talk in private at any time, whenever anybody asks.</p>
      ${!isWritten && html`<p class="govuk-inset-text">This is the usual order for who comes now. Save it to keep it.</p>`}
      ${form(
        `${path}/run-sheet`,
        [
          html`<input type="hidden" name="conference" value="${conference.id}" />`,
          table({
            head: [{ text: 'What' }, { text: 'Minutes' }],
            rows: steps.map(({ words, minutes }, at) => [
              { html: stepInWords(words) },
              { html: minutesField(attempt, at, minutes, words) },
            ]),
          }),
        ],
        { text: isWritten ? 'Make it again from who comes, with these minutes' : 'Save the run sheet' },
      )}`,
  };
}

function stepInWords(words: string): Html {
  const [what, ...more] = words.split('\n');
  return html`<strong>${what}</strong> ${
    more.length > 0 &&
    html`<ul class="govuk-list govuk-list--bullet">
        ${more.map((line) => html`<li>${line}</li>`)}
      </ul>`
  }`;
}

function minutesField(attempt: Attempt, at: number, minutes: number, words: string): Html {
  const name = `minutes-${at}`;
  const what = words.split('\n')[0] ?? '';
  return html`<label class="govuk-visually-hidden" for="${name}">Minutes: ${what}</label
    ><input
      class="govuk-input govuk-input--width-3"
      id="${name}"
      name="${name}"
      type="text"
      inputmode="numeric"
      value="${typed(attempt, name, String(minutes))}"
    />`;
}

const { reference, participants, links } = aFrame();
const usual: RunSheet = {
  reference,
  conference: aConference(),
  steps: runSheetFor(aConference(), { participants, links, companions: [] }),
  isWritten: false,
  attempt: freshAttempt,
};
const tooLong: Attempt = {
  typed: { 'minutes-0': '900' },
  problems: [{ field: 'minutes-0', text: explain('a-step-is-too-long') }],
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'The usual run sheet', page: runSheetPage(usual) },
  { name: 'A run sheet with a step too long', page: runSheetPage({ ...usual, isWritten: true, attempt: tooLong }) },
];
