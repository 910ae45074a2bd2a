import { areaField, textField, tickField } from '#platform/fields.ts';
import { freshAttempt } from '#platform/forms.ts';
import { html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import { someAnswers } from './examples.ts';
import { forPath, forSelf, sheet, type Asking } from './pages.ts';

/** What they hope for, and what would make it easier for them. */
export function hopesPage(asking: Asking): Page {
  const { answers, attempt } = asking;
  const { hopes } = answers;
  return sheet('hopes', asking, {
    title: forSelf(answers, 'What do you hope for?', 'What would help them?'),
    heading: true,
    lead: html`<p class="govuk-body">You can leave any of these empty.</p>`,
    fields: [
      areaField(attempt, {
        name: 'hopes',
        label: forSelf(answers, 'What would make things better?', 'What would make things better for them?'),
        hint: forPath(answers, {
          another: 'What they told you, or what you think. “I do not know” is fine. We ask them, too.',
          harmed:
            'For example, to say how it was for you, to ask why, to hear sorry, or to have something put right. “I do not know yet” is fine.',
          responsible: 'For example, to explain, to say sorry, or to put something right. “I do not know yet” is fine.',
        }),
        value: hopes?.words,
        rows: 5,
      }),
      textField(attempt, {
        name: 'language',
        label: forSelf(answers, 'Which language do you like to speak?', 'Which language do they like to speak?'),
        hint: 'If you leave it empty, we speak English.',
        value: hopes?.language,
        width: 20,
      }),
      tickField(attempt, {
        name: 'interpreter',
        label: 'An interpreter',
        values: hopes?.needsInterpreter ? ['yes'] : [],
        choices: [
          {
            value: 'yes',
            text: forSelf(
              answers,
              'I would like an interpreter, somebody who says it in my language',
              'They would like an interpreter, somebody who says it in their language',
            ),
          },
        ],
      }),
      textField(attempt, {
        name: 'access-needs',
        label: forSelf(
          answers,
          'Is there anything that would make it easier for you to talk with us?',
          'Is there anything that would make it easier for them to talk with us?',
        ),
        hint: 'For example, large print, a place without steps, or somebody with you.',
        value: hopes?.accessNeeds,
      }),
    ],
  });
}

const told = someAnswers();
const harmed = { answers: { who: told.who }, attempt: freshAttempt };
const responsible = { answers: { ...told, who: { part: 'responsible' as const } }, attempt: freshAttempt };

export const examples: readonly { readonly name: string; readonly door: 'public'; readonly page: Page }[] = [
  { name: 'Asking a person harmed what they hope for', door: 'public', page: hopesPage(harmed) },
  { name: 'Asking a person responsible what they hope for', door: 'public', page: hopesPage(responsible) },
];
