import { radioField, textField } from '#platform/fields.ts';
import { freshAttempt } from '#platform/forms.ts';
import type { Page } from '#vocabulary/doors.ts';
import { someAnswers } from './examples.ts';
import { forSelf, sheet, type Asking } from './pages.ts';

/** Their name, how they like to be called, and who looks after them if they are under 18. */
export function namePage(asking: Asking): Page {
  const { attempt } = asking;
  const { name, asker } = asking.answers;
  return sheet('name', asking, {
    title: forSelf(asking.answers, 'Your name', 'Who do you ask for?'),
    heading: true,
    fields: [
      textField(attempt, {
        name: 'full-name',
        label: forSelf(asking.answers, 'Your full name', 'Their full name'),
        value: name?.fullName,
        autocomplete: forSelf(asking.answers, 'name', 'off'),
      }),
      textField(attempt, {
        name: 'called',
        label: forSelf(asking.answers, 'What would you like us to call you?', 'What do they like to be called?'),
        hint: 'You can leave this empty. Then we use the first name.',
        value: name?.called,
        autocomplete: forSelf(asking.answers, 'nickname', 'off'),
      }),
      radioField(attempt, {
        name: 'under-18',
        label: forSelf(asking.answers, 'Are you under 18?', 'Are they under 18?'),
        value: name && (name.isUnder18 ? 'yes' : 'no'),
        choices: [
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No' },
        ],
      }),
      textField(attempt, {
        name: 'guardian-name',
        label: forSelf(
          asking.answers,
          'If you are under 18: a parent or carer we may speak with',
          'If they are under 18: a parent or carer we may speak with',
        ),
        hint: forSelf(
          asking.answers,
          'Their name. If there is nobody, or you would rather talk with us about it first, leave this empty.',
          'It may be you. If there is nobody, or you would rather talk with us about it first, leave this empty.',
        ),
        value: name?.guardianName ?? (asker?.relation === 'parent' ? asker.fullName : undefined),
      }),
    ],
  });
}

export const examples: readonly { readonly name: string; readonly door: 'public'; readonly page: Page }[] = [
  {
    name: 'Asking for a name',
    door: 'public',
    page: namePage({ answers: { who: someAnswers().who }, attempt: freshAttempt }),
  },
  {
    name: 'A name is missing',
    door: 'public',
    page: namePage({
      answers: someAnswers(),
      attempt: { typed: { 'full-name': '' }, problems: [{ field: 'full-name', text: 'Write your name' }] },
    }),
  },
];
